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

from lms.database import db, reading
from lms.people.grants import Grant, scope
from lms.people.me import myself
from lms.people.merging import merged_away, merged_into
from lms.people.person import Person
from lms.people.roles import may_keep
from lms.people.units import Unit, above
from lms.web.clock import today

Ids = sa.Select[Any]


class Serving(Protocol):
    """What this room needs to know of where people serve."""

    def people_in(self, units: Ids, day: date) -> Ids:
        """A select of the ids of the people whom those units' focal points look after on a day."""

    def units_of(self, people: Sequence[uuid.UUID], day: date) -> dict[uuid.UUID, list[Unit]]:
        """The units that tell these people apart: where they serve, else where next, else where last."""


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
    return sa.select(Unit.id) if reaches_all() else scope(myself().units("focal_point"))


def units_in_reach() -> list[Unit]:
    """The units whose people I look after."""
    return list(reading(sa.select(Unit).where(Unit.id.in_(unit_ids_in_reach()))).scalars())


def unit_in_reach(unit_id: uuid.UUID | None) -> Unit:
    """The unit, if I look after its people; else there is no such page."""
    found = reading(sa.select(Unit).where(Unit.id == unit_id, Unit.id.in_(unit_ids_in_reach())))
    return found.scalars().first() or abort(404)


def people_in_reach(unit_id: uuid.UUID | None = None) -> sa.ColumnElement[bool]:
    """The people whom I look after (in one unit and all below it), without those merged into another."""
    conditions = [Person.id.not_in(merged_away())]
    if unit_id is not None or not reaches_all():
        units = unit_ids_in_reach() if unit_id is None else scope(frozenset({unit_id}))
        conditions.append(Person.id.in_(current_app.extensions["serving"].people_in(units, today())))
    return sa.and_(*conditions)


def person_in_reach(person_id: uuid.UUID) -> Person:
    """The person, if I look after them; else there is no such page."""
    person = db.session.get(Person, person_id) or abort(404)
    if reaches_all():
        return person
    found = reading(sa.select(Person.id).where(Person.id == person_id, people_in_reach())).first()
    return person if found else abort(404)


def hindrance(person: Person) -> str | None:
    """Why I may see this record but not change it: it is my own, was merged, or their role is above mine."""
    if person.id == myself().id:
        return "self"
    if merged_into(person.id):
        return "merged"
    return "above" if above_me([person.id]) else None


def above_me(people: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these people who have, or will have, a role that I could not give."""
    if reaches_all():
        return set()
    statement = sa.select(Grant.person_id, Grant.role, Grant.unit_id).where(
        Grant.person_id.in_(people), sa.or_(Grant.last_day.is_(None), Grant.last_day >= today())
    )
    mine, rows = myself().grants, reading(statement).all()
    return {row.person_id for row in rows if not may_keep(mine, [(row.role, unit_path(row.unit_id))])}


def unit_path(unit_id: uuid.UUID | None) -> list[uuid.UUID]:
    """The ids of a unit and of all above it, nearest first."""
    return [unit.id for unit in above(unit_id)] if unit_id else []


def person_to_change(person_id: uuid.UUID) -> Person:
    """The person, if I may change their record. Nobody records for themselves."""
    person = person_in_reach(person_id)
    found = hindrance(person)
    if found:
        abort(409 if found == "merged" else 403)
    return person
