"""Reach: whose record the person who asks may see.

Administrators reach everybody; a training focal point reaches who serves in their units. Where people serve
is known by the room above, which plugs it in.
"""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

import sqlalchemy as sa
from flask import Flask, abort

from lms.database import db, read_rows
from lms.people.merging import merged_away
from lms.people.person import Person
from lms.people.roles.grants import unit_ids_below
from lms.people.roles.me import myself
from lms.people.units import Unit
from lms.web.clock import today
from lms.web.plug import Plug

Ids = sa.Select[Any]


class Whereabouts(Protocol):
    """What this room needs to know of where people serve."""

    def people_in(self, units: Ids, day: date) -> Ids:
        """A select of the ids of the people whom those units' focal points look after on a day."""

    def units_of(self, people: Sequence[uuid.UUID], day: date) -> dict[uuid.UUID, list[Unit]]:
        """The units that tell these people apart: where they serve, else where next, else where last."""

    def days_of(
        self, people: Sequence[uuid.UUID], units: Ids, day: date
    ) -> dict[uuid.UUID, tuple[date | None, date | None]]:
        """When those of them who do not serve in these units on a day arrive there, or when they left."""

    def last_days(self, people: Sequence[uuid.UUID]) -> dict[uuid.UUID, date | None]:
        """The last day of the last posting of each, None for no end in sight; nothing for who had none."""


WHEREABOUTS: Plug[Whereabouts] = Plug("whereabouts")
"""Where people serve. Postings puts in its file of that name; whatever depends on where somebody serves asks
it: whom I reach, the units beside a name, who arrives or has left."""


def tell_whereabouts(app: Flask, serving: Whereabouts) -> None:
    """Has the room above tell where people serve."""
    WHEREABOUTS.put_in(app, serving)


def units_of(people: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Unit]]:
    """The units that tell these people apart today."""
    return WHEREABOUTS.get().units_of(people, today())


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
    in_reach = sa.select(Unit).where(Unit.id == unit_id, Unit.id.in_(unit_ids_in_reach()))
    return read_rows(in_reach).scalars().first() or abort(404)


def people_in_reach(unit_id: uuid.UUID | None = None) -> sa.ColumnElement[bool]:
    """The people whom I look after (in one unit and all below it), without those merged into another."""
    conditions = [Person.id.not_in(merged_away())]
    if unit_id is not None or not reaches_all():
        units = unit_ids_in_reach() if unit_id is None else unit_ids_below(frozenset({unit_id}))
        conditions.append(Person.id.in_(WHEREABOUTS.get().people_in(units, today())))
    return sa.and_(*conditions)


def person_in_reach(person_id: uuid.UUID) -> Person:
    """The person, if I look after them; else there is no such page."""
    person = db.session.get(Person, person_id) or abort(404)
    if reaches_all():
        return person
    in_reach = sa.select(Person.id).where(Person.id == person_id, people_in_reach())
    if read_rows(in_reach).first() is None:
        abort(404)
    return person
