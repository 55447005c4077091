"""Me: who is signed in, with the roles that hold today, read in one query."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from math import inf

import sqlalchemy as sa
from flask import session
from flask_login import LoginManager, current_user

from lms.database import read_prepared
from lms.people.person import Person
from lms.people.roles.grants import Grant
from lms.people.roles.roles import HeldRole
from lms.web.clock import now, today

LONGEST = timedelta(hours=12)
SINCE = "since"

login_manager = LoginManager()


def begin_session() -> None:
    """Has the session remember when it began."""
    session[SINCE] = now().timestamp()


@dataclass(frozen=True)
class Me:
    """The person who asks. A plain value, so that nothing of it is read twice."""

    id: uuid.UUID
    name: str
    sign_in_name: str
    language: str
    stamp: int
    grants: tuple[HeldRole, ...] = field(default=())

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What the session cookie holds; it ends when the stamp is raised."""
        return f"{self.id.hex}.{self.stamp}"

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(grant.role for grant in self.grants)

    @cached_property
    def writes_courses(self) -> bool:
        """Whether I see the pages on which courses are written."""
        return not self.roles.isdisjoint(("trainer", "administrator"))

    def units(self, *roles: str) -> frozenset[uuid.UUID]:
        """The units over which I hold one of these roles today."""
        return frozenset(
            grant.unit for grant in self.grants if grant.role in roles and grant.unit is not None
        )


_with_grants = (
    sa.select(
        Person.id,
        Person.name,
        Person.sign_in_name,
        Person.language,
        Person.stamp,
        Grant.role,
        Grant.unit_id,
        Grant.first_day,
        Grant.last_day,
    )
    .outerjoin(Grant, sa.and_(Grant.person_id == Person.id, Grant.on(sa.bindparam("day", type_=sa.Date))))
    .where(Person.id == sa.bindparam("key"), Person.stamp == sa.bindparam("number"))
)


@login_manager.user_loader
def load_person(token: str) -> Me | None:
    """The person of a session cookie, or None once the account's sessions were ended."""
    identity, _, stamp = token.partition(".")
    try:
        key = uuid.UUID(identity)
        number = int(stamp)
    except ValueError:
        return None
    rows = read_prepared(_with_grants, key=key, number=number, day=today()).all()
    if not rows:
        return None
    grants = tuple(HeldRole(row.role, row.unit_id, row.first_day, row.last_day) for row in rows if row.role)
    row = rows[0]
    return Me(row.id, row.name, row.sign_in_name, row.language, row.stamp, grants)


def current_person() -> Me | None:
    """Who is signed in, or None; nobody is for longer than half a day, whatever renews the session."""
    who = current_user._get_current_object()
    if not who.is_authenticated or now().timestamp() - session.get(SINCE, inf) > LONGEST.total_seconds():
        return None
    return who


def myself() -> Me:
    """Who is signed in; for views that only a signed-in person reaches."""
    person = current_person()
    if person is None:
        raise LookupError("nobody is signed in")
    return person
