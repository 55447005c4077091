"""Me: who is signed in, with the roles that hold today, read in one query.

A sign-in ends on the server: when its owner signs out, when all of theirs are ended, or after so many hours
(LMS_SESSION_HOURS). It ends too when its browser has asked for nothing for a while (LMS_IDLE_MINUTES); when
it last did stands in the signed cookie, so that no page has to write.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

import sqlalchemy as sa
from flask import Flask, abort, current_app, g, session
from flask_login import LoginManager, current_user, login_user, logout_user

from lms.config import Settings
from lms.database import Instant, begin_write, read_prepared
from lms.people.person import Person
from lms.people.roles.grants import Grant
from lms.people.roles.roles import HeldRole
from lms.people.shut_answers import shut_before
from lms.people.sign_ins import SignIn, begin_sign_in, end_sign_in
from lms.web.clock import now, today
from lms.web.log import note
from lms.web.plug import Plug

SEEN = "seen"
"""When the session was last used, in seconds, in its cookie."""
SEEN_EVERY = 60
"""The cookie is sent anew after so many seconds, not with every answer."""

STAYS_SIGNED_IN: Plug[Callable[[uuid.UUID], bool]] = Plug("stays_signed_in")
"""Whether a person stays signed in although they have not asked for anything for a while. Learning puts in
whether they have an attempt that runs; asked only then."""

login_manager = LoginManager()


def stay_signed_in_while(app: Flask, holds: Callable[[uuid.UUID], bool]) -> None:
    """Has people stay signed in, however long they think, while this holds of them."""
    STAYS_SIGNED_IN.put_in(app, holds)


def begin_session(person_id: uuid.UUID) -> None:
    """Signs a person in with the browser that asks. Whatever is kept in its session goes along."""
    present = sa.select(Person.id).where(Person.id == person_id, Person.forgotten_at.is_(None))
    if begin_write().scalar(present.with_for_update(read=True)) is None:
        abort(403)  # forgotten while they signed in
    sign_in = begin_sign_in(person_id)
    resume_session(sign_in.id)


def resume_session(sign_in_id: uuid.UUID) -> None:
    """Has whoever signed in so be signed in with the browser that asks."""
    login_user(load_person(sign_in_id.hex))
    session[SEEN] = now().timestamp()
    g.pop("current_person", None)


@dataclass(frozen=True)
class Me:
    """The person who asks. A plain value, so that nothing of it is read twice.

    What they answered before `shut_before` is not shown to them (people.shut_answers).
    """

    id: uuid.UUID
    name: str
    sign_in_name: str
    language: str
    sign_in_id: uuid.UUID
    secret: str = ""
    shut_before: datetime | None = None
    grants: tuple[HeldRole, ...] = field(default=())

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What the session cookie holds: the sign-in, not the person."""
        return self.sign_in_id.hex

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
        Person.secret,
        shut_before().label("shut_before"),
        Grant.role,
        Grant.unit_id,
        Grant.first_day,
        Grant.last_day,
    )
    .select_from(SignIn)
    .join(Person, Person.id == SignIn.person_id)
    .outerjoin(Grant, sa.and_(Grant.person_id == Person.id, Grant.on(sa.bindparam("day", type_=sa.Date))))
    .where(
        SignIn.id == sa.bindparam("key"),
        SignIn.ended_at.is_(None),
        SignIn.taken_at > sa.bindparam("earliest", type_=Instant),
    )
)


@login_manager.user_loader
def load_person(token: str) -> Me | None:
    """The person of a session cookie, or None once that sign-in has ended."""
    try:
        key = uuid.UUID(hex=token)
    except ValueError:
        return None
    earliest = now() - timedelta(hours=_settings().session_hours)
    rows = read_prepared(_with_grants, key=key, earliest=earliest, day=today()).all()
    if not rows:
        return None
    grants = tuple(HeldRole(row.role, row.unit_id, row.first_day, row.last_day) for row in rows if row.role)
    row = rows[0]
    return Me(
        row.id, row.name, row.sign_in_name, row.language, key, row.secret or "", row.shut_before, grants
    )


def end_session() -> None:
    """Signs out whoever asks, on the server too; nothing that their browser's session kept is left.

    A copy of its cookie is worth nothing from then on.
    """
    if (who := current_person()) is not None:
        end_sign_in(who.sign_in_id)
        note("sign-out")
    leave_session()


def leave_session() -> None:
    """Empties the session of the browser that asks, so that nobody is signed in with it."""
    logout_user()
    session.clear()
    g.current_person = None


def current_person() -> Me | None:
    """Who is signed in, or None. Asked once a request."""
    if "current_person" not in g:
        who = current_user._get_current_object()
        g.current_person = who if who.is_authenticated and _is_in_use(who.id) else None
    return g.current_person


def known_person() -> uuid.UUID | None:
    """Who is signed in, if this request has asked that already: it asks the database for nothing."""
    who: Me | None = g.get("current_person")
    return who.id if who else None


def read_me_again() -> None:
    """Has whoever asks be read anew: what they may do can have changed since."""
    g.pop("current_person", None)
    g.pop("_login_user", None)


def _is_in_use(person_id: uuid.UUID) -> bool:
    """Whether the session was used lately enough; then the cookie says that it is used now."""
    instant = now().timestamp()
    unused_for = instant - session.get(SEEN, 0)
    idle = _settings().idle_minutes * 60
    if unused_for > idle and not STAYS_SIGNED_IN.get()(person_id):
        return False
    if unused_for >= SEEN_EVERY:
        session[SEEN] = instant
    return True


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def is_shut(instant: datetime) -> bool:
    """Whether what I answered at an instant is not shown to me."""
    shut = myself().shut_before
    return shut is not None and instant < shut


def myself() -> Me:
    """Who is signed in; for views that only a signed-in person reaches."""
    person = current_person()
    if person is None:
        raise LookupError("nobody is signed in")
    return person
