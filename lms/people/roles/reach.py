"""Reach: whose record the person who asks may see and keep.

Administrators reach everybody; a training focal point reaches who serves in their units. Where people serve
is known by the room above, which plugs it in.
"""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

import sqlalchemy as sa
from flask import Flask, abort, current_app

from lms.database import db, read_rows
from lms.people.merging import merged_away, merged_into
from lms.people.person import Person
from lms.people.roles.ending import as_wanted_role, given_by_office, roles_of
from lms.people.roles.grants import Grant, unit_ids_below
from lms.people.roles.me import myself
from lms.people.roles.roles import may_end_role, may_keep_record
from lms.people.units import Unit
from lms.web.clock import today

Ids = sa.Select[Any]


class Serving(Protocol):
    """What this room needs to know of where people serve."""

    def people_in(self, units: Ids, day: date) -> Ids:
        """A select of the ids of the people whom those units' focal points look after on a day."""

    def units_of(self, people: Sequence[uuid.UUID], day: date) -> dict[uuid.UUID, list[Unit]]:
        """The units that tell these people apart: where they serve, else where next, else where last."""

    def days_of(
        self, people: Sequence[uuid.UUID], units: Ids, day: date
    ) -> dict[uuid.UUID, tuple[date | None, date | None]]:
        """When those of them who do not serve in these units on a day arrive there, or when they left."""


def plug(app: Flask, serving: Serving) -> None:
    """Has the room above tell where people serve."""
    app.extensions["serving"] = serving


def units_of(people: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Unit]]:
    """The units that tell these people apart today."""
    return current_app.extensions["serving"].units_of(people, today())


def reaches_all() -> bool:
    """Whether whoever asks reaches everybody."""
    return "administrator" in myself().roles


def unit_ids_in_reach() -> Ids:
    """A select of the ids of the units whose people I look after."""
    return sa.select(Unit.id) if reaches_all() else unit_ids_below(myself().units("focal_point"))


def units_in_reach() -> list[Unit]:
    """The units whose people I look after."""
    return list(read_rows(sa.select(Unit).where(Unit.id.in_(unit_ids_in_reach()))).scalars())


def unit_in_reach(unit_id: uuid.UUID | None) -> Unit:
    """The unit, if I look after its people; else there is no such page."""
    found = read_rows(sa.select(Unit).where(Unit.id == unit_id, Unit.id.in_(unit_ids_in_reach())))
    return found.scalars().first() or abort(404)


def people_in_reach(unit_id: uuid.UUID | None = None) -> sa.ColumnElement[bool]:
    """The people whom I look after (in one unit and all below it), without those merged into another."""
    conditions = [Person.id.not_in(merged_away())]
    if unit_id is not None or not reaches_all():
        units = unit_ids_in_reach() if unit_id is None else unit_ids_below(frozenset({unit_id}))
        conditions.append(Person.id.in_(current_app.extensions["serving"].people_in(units, today())))
    return sa.and_(*conditions)


def person_in_reach(person_id: uuid.UUID) -> Person:
    """The person, if I look after them; else there is no such page."""
    person = db.session.get(Person, person_id) or abort(404)
    if reaches_all():
        return person
    found = read_rows(sa.select(Person.id).where(Person.id == person_id, people_in_reach())).first()
    return person if found else abort(404)


def hindrance(person: Person) -> str | None:
    """Why I may see this record but not change it: it is my own, was merged, or their role is above mine."""
    if person.id == myself().id:
        return "self"
    if merged_into(person.id):
        return "merged"
    return "above" if above_me([person.id]) else None


def above_me(people: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these people who have, or will have, a role that I could not give or that outlasts mine.

    So has whoever named me, even if both roles end on one day: a stand-in does not take that account over.
    """
    if reaches_all():
        return set()
    statement = sa.select(Grant).where(Grant.person_id.in_(people), Grant.from_day(today()))
    mine, grants = myself().grants, read_rows(statement).scalars().all()
    higher = {grant.person_id for grant in grants if not may_keep_record(mine, [as_wanted_role(grant)])}
    return higher | (named_me() & set(people))


def named_me() -> set[uuid.UUID]:
    """Whoever made me a focal point, whoever made them one, and so on."""
    focal = Grant.role == "focal_point"
    mine = sa.select(Grant.given_by).where(Grant.person_id == myself().id, focal, Grant.on(today()))
    line = mine.cte("line", recursive=True)
    line = line.union(sa.select(Grant.given_by).join(line, Grant.person_id == line.c.given_by).where(focal))
    return set(read_rows(sa.select(line.c.given_by).where(line.c.given_by.is_not(None))).scalars())


def may_end_grant(grant: Grant) -> bool:
    """Whether I may end this grant, in force or to come."""
    if reaches_all():
        return may_end_role(myself().grants, as_wanted_role(grant), named=False)
    if grant.given_by is None or given_by_office(grant):
        return False
    units = set(read_rows(unit_ids_in_reach()).scalars())
    named = grant.given_by == myself().id or any(
        one.role == "focal_point" and one.unit in units for one in roles_of(grant.given_by)
    )
    return may_end_role(myself().grants, as_wanted_role(grant), named=named)


def person_to_change(person_id: uuid.UUID) -> Person:
    """The person, if I may change their record. Nobody records for themselves."""
    person = person_in_reach(person_id)
    found = hindrance(person)
    if found:
        abort(409 if found == "merged" else 403)
    return person
