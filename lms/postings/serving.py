"""Serving: where people serve, as the room below asks it."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from lms.database import reading
from lms.people.units import Unit
from lms.postings.posting import Posting

# A focal point still helps somebody who left lately, as with a certificate or a wrong last day; but not
# somebody who serves elsewhere by now, or will.
REMEMBERED = timedelta(days=60)

Ids = sa.Select[Any]


def people_in(units: Ids, day: date) -> Ids:
    """The people with a posting in these units on the day or later, or who left lately and serve nowhere."""
    other = aliased(Posting)
    serves = sa.or_(Posting.last_day.is_(None), Posting.last_day >= day)
    somewhere = sa.select(other.person_id).where(sa.or_(other.last_day.is_(None), other.last_day >= day))
    lately = sa.and_(Posting.last_day >= day - REMEMBERED, Posting.person_id.not_in(somewhere))
    return sa.select(Posting.person_id).where(Posting.unit_id.in_(units), sa.or_(serves, lately))


def units_of(people: Sequence[uuid.UUID], day: date) -> dict[uuid.UUID, list[Unit]]:
    """The units where each serves on the day, else where they serve next, else where they served last."""
    statement = (
        sa.select(Posting.person_id, Posting.first_day, Posting.last_day, Unit)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(Posting.person_id.in_(people))
        .order_by(Posting.first_day)
    )
    rows: dict[uuid.UUID, list[sa.Row]] = {}
    for row in reading(statement):
        rows.setdefault(row.person_id, []).append(row)
    return {person: [row.Unit for row in _telling(served, day)] for person, served in rows.items()}


def _telling(rows: list[sa.Row], day: date) -> list[sa.Row]:
    """The postings, in order of their first days, that tell where somebody belongs on a day."""
    now = [row for row in rows if row.first_day <= day and (row.last_day is None or row.last_day >= day)]
    coming = [row for row in rows if row.first_day > day]
    return now or coming[:1] or rows[-1:]
