"""Seniority: whose role is above mine, so that I see their record and may not change it."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa

from lms.database import read_rows
from lms.people.roles.ending import as_wanted_role, given_by_office, roles_of
from lms.people.roles.grants import Grant
from lms.people.roles.me import myself
from lms.people.roles.reach import reaches_all, unit_ids_in_reach
from lms.people.roles.roles import may_end_role, may_keep_record
from lms.web.clock import today


def above_me(people: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these people who have, or will have, a role that I could not give or that outlasts mine.

    So has whoever named me, even if both roles end on one day: a stand-in does not take that account over.
    """
    if reaches_all():
        return set()
    statement = sa.select(Grant).where(Grant.person_id.in_(people), Grant.from_day(today()))
    mine = myself().grants
    higher = {
        grant.person_id
        for grant in read_rows(statement).scalars()
        if not may_keep_record(mine, [as_wanted_role(grant)])
    }
    return higher | (named_me() & set(people))


def named_me() -> set[uuid.UUID]:
    """Whoever made me a focal point, whoever made them one, and so on."""
    as_focal_point = Grant.role == "focal_point"
    mine = sa.select(Grant.given_by).where(Grant.person_id == myself().id, as_focal_point, Grant.on(today()))
    line = mine.cte("line", recursive=True)
    line = line.union(
        sa.select(Grant.given_by).join(line, Grant.person_id == line.c.given_by).where(as_focal_point)
    )
    return set(read_rows(sa.select(line.c.given_by).where(line.c.given_by.is_not(None))).scalars())


def may_end_grant(grant: Grant) -> bool:
    """Whether I may end this grant, in force or to come."""
    mine = myself().grants
    if reaches_all():
        return may_end_role(mine, as_wanted_role(grant), named=False)
    if grant.given_by is None or given_by_office(grant):
        return False
    return may_end_role(mine, as_wanted_role(grant), named=_named_by_us(grant.given_by))


def _named_by_us(giver: uuid.UUID) -> bool:
    """Whether a grant's giver is me, or is or was a focal point of units that I look after."""
    if giver == myself().id:
        return True
    units = set(read_rows(unit_ids_in_reach()).scalars())
    return any(role.role == "focal_point" and role.unit in units for role in roles_of(giver))
