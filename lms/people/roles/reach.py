"""Reach: whose record the person who asks may see.

Administrators reach everybody; a training focal point reaches who serves in their units. Where people serve
is known by the room above, which plugs it in.
"""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from flask import abort, g, request

from lms.database import db, read_rows
from lms.people.merging import merged_away
from lms.people.person import Person
from lms.people.roles.grants import unit_ids_below
from lms.people.roles.me import myself
from lms.people.units import Unit
from lms.people.whereabouts import WHEREABOUTS, Ids
from lms.web.clock import today
from lms.web.log import mark_of, note


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
    if not reaches_all():
        in_reach = sa.select(Person.id).where(Person.id == person_id, people_in_reach())
        if read_rows(in_reach).first() is None:
            abort(404)
    note_reading(person.id)
    return person


def note_reading(person_id: uuid.UUID) -> None:
    """Writes to the log that whoever asks reads somebody's record, once a request."""
    read = g.setdefault("records_read", set())
    if request.method == "GET" and person_id not in read:
        read.add(person_id)
        note("record read", of=mark_of(person_id))
