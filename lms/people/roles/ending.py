"""Ending: roles that end, on a day or with a posting, and the stand-ins that end with them."""

import uuid
from datetime import date, timedelta

import sqlalchemy as sa

from lms.acts.acts import note_act, values_of
from lms.acts.kinds import Kind
from lms.database import begin_write
from lms.days import outlasts, within
from lms.people.roles.grants import Grant, GrantRefused, grants_of
from lms.people.roles.roles import HeldRole, WantedRole, may_give_role
from lms.people.units import above, below
from lms.web.clock import day_of


def end_grant(grant: Grant, last_day: date, *, by: uuid.UUID) -> None:
    """Ends a grant after last_day; one that had not begun by then never holds."""
    if by == grant.person_id:
        raise GrantRefused("nobody grants for themselves")
    _end(grant, last_day)


def follow_posting(posting_id: uuid.UUID, last_day: date | None) -> None:
    """Lets the grants given for a posting end with it; one that had not begun by then never holds."""
    if last_day is None:
        return
    for grant in begin_write().scalars(sa.select(Grant).where(Grant.posting_id == posting_id)).all():
        if outlasts(grant.last_day, last_day):
            _end(grant, last_day)


def _end(grant: Grant, last_day: date) -> None:
    session = begin_write()
    # Read before the grant may be deleted.
    person_id = grant.person_id
    unit_id = grant.unit_id
    names_stand_ins = grant.role == "focal_point"
    before = values_of(grant)
    if last_day < grant.first_day:
        session.delete(grant)  # it never held; that it was given, and taken back, stands in its acts
    else:
        grant.last_day = last_day
    session.flush()
    note_act(Kind.ROLE_ENDED, concerns=person_id, before=before, after={"last_day": last_day})
    # Afterwards: who may still name a stand-in is asked of the grants as they stand now.
    if names_stand_ins and unit_id is not None:
        _end_stand_ins(person_id, unit_id, last_day)


def _end_stand_ins(person_id: uuid.UUID, unit_id: uuid.UUID, last_day: date) -> None:
    """Ends whom this focal point named and could not name any more, and whom those named."""
    named = sa.select(Grant).where(
        Grant.given_by == person_id,
        Grant.role == "focal_point",
        Grant.unit_id.in_(below([unit_id])),
        Grant.from_day(last_day + timedelta(days=1)),
    )
    still = roles_of(person_id)
    for grant in begin_write().scalars(named).all():
        if not given_by_office(grant) and not may_give_role(still, as_wanted_role(grant)):
            _end(grant, last_day)


def given_by_office(grant: Grant) -> bool:
    """Whether the installation gave it, or somebody who was administrator on that day."""
    if grant.given_by is None:
        return True
    day = day_of(grant.given_at)
    return any(
        role.role == "administrator" and within(day, role.first_day, role.last_day)
        for role in roles_of(grant.given_by)
    )


def roles_of(person_id: uuid.UUID) -> list[HeldRole]:
    """The roles that a person has, had or will have."""
    return [
        HeldRole(grant.role, grant.unit_id, grant.first_day, grant.last_day) for grant in grants_of(person_id)
    ]


def as_wanted_role(grant: Grant) -> WantedRole:
    """A grant as the question who may give it."""
    return WantedRole(grant.role, unit_path(grant.unit_id), grant.first_day, grant.last_day)


def unit_path(unit_id: uuid.UUID | None) -> list[uuid.UUID]:
    """The ids of a unit and of all above it, nearest first."""
    return [unit.id for unit in above(unit_id)] if unit_id else []
