"""Serving: where people serve, as the room below asks it."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from lms.database import read_rows
from lms.days import within
from lms.people.units import Unit
from lms.postings.posting import Posting

# A focal point still helps somebody who left lately, as with a certificate or a wrong last day; but not
# somebody who serves elsewhere by now, or will.
REMEMBERED = timedelta(days=60)

Ids = sa.Select[Any]


def people_in(units: Ids, day: date) -> Ids:
    """The people with a posting in these units on the day or later, or who left lately and serve nowhere."""
    lately = sa.and_(Posting.last_day >= day - REMEMBERED, Posting.person_id.not_in(serving_anywhere(day)))
    return sa.select(Posting.person_id).where(
        Posting.unit_id.in_(units), sa.or_(Posting.from_day(day), lately)
    )


def serving_anywhere(day: date) -> Ids:
    """The people who serve somewhere on the day or later."""
    other = aliased(Posting)
    return sa.select(other.person_id).where(other.from_day(day))


def units_of(people: Sequence[uuid.UUID], day: date) -> dict[uuid.UUID, list[Unit]]:
    """The units where each serves on the day, else where they serve next, else where they served last."""
    statement = (
        sa.select(Posting.person_id, Posting.first_day, Posting.last_day, Unit)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(Posting.person_id.in_(people))
        .order_by(Posting.first_day)
    )
    rows: dict[uuid.UUID, list[sa.Row]] = {}
    for row in read_rows(statement):
        rows.setdefault(row.person_id, []).append(row)
    return {person: [row.Unit for row in _telling(served, day)] for person, served in rows.items()}


def days_of(
    people: Sequence[uuid.UUID], units: Ids, day: date
) -> dict[uuid.UUID, tuple[date | None, date | None]]:
    """Who of these people serves in these units but not on the day: when they arrive, or when they left."""
    statement = sa.select(Posting.person_id, Posting.first_day, Posting.last_day).where(
        Posting.person_id.in_(people), Posting.unit_id.in_(units)
    )
    rows: dict[uuid.UUID, list[sa.Row]] = {}
    for row in read_rows(statement):
        rows.setdefault(row.person_id, []).append(row)
    return {person: _away(served, day) for person, served in rows.items() if not _serving(served, day)}


def last_days(people: Sequence[uuid.UUID]) -> dict[uuid.UUID, date | None]:
    """The last day of the last posting of each; None for one without a last day, nothing for no posting."""
    has_no_end = sa.func.max(sa.case((Posting.last_day.is_(None), 1), else_=0))
    statement = (
        sa.select(
            Posting.person_id, sa.func.max(Posting.last_day).label("last_day"), has_no_end.label("open")
        )
        .where(Posting.person_id.in_(people))
        .group_by(Posting.person_id)
    )
    return {row.person_id: None if row.open else row.last_day for row in read_rows(statement)}


def _away(rows: list[sa.Row], day: date) -> tuple[date | None, date | None]:
    """When the next of these postings begins (the day falls in none of them), else when the last ended."""
    coming = [row.first_day for row in rows if row.first_day > day]
    return (min(coming), None) if coming else (None, max(row.last_day for row in rows))


def _serving(rows: list[sa.Row], day: date) -> list[sa.Row]:
    return [row for row in rows if within(day, row.first_day, row.last_day)]


def _telling(rows: list[sa.Row], day: date) -> list[sa.Row]:
    """The postings, in order of their first days, that tell where somebody belongs on a day."""
    coming = [row for row in rows if row.first_day > day]
    return _serving(rows, day) or coming[:1] or rows[-1:]
