"""Where a person serves at an instant, and what is required there: one query."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from lms.database import read_rows
from lms.days import within
from lms.people.units import DEEPEST, Unit
from lms.postings.due.arrival import Stay
from lms.postings.due.due_date import DueDate, Rule, Service, due_dates
from lms.postings.due.requirement import Requirement
from lms.postings.posting import Posting
from lms.web.clock import day_of

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CurrentPosting:
    """A posting that holds now, with its unit's time zone and what is required there."""

    posting: uuid.UUID
    component: str
    function: str
    first_day: date
    last_day: date | None
    zone: str | None
    rules: tuple[Rule, ...]
    units: dict[uuid.UUID, dict[str, Any]]  # the names of the unit and of those above it, nearest first
    stays: tuple[Stay, ...] = ()  # of the person, here and elsewhere

    def on(self, day: date) -> bool:
        """Whether the posting holds on a day."""
        return within(day, self.first_day, self.last_day)


def _built() -> sa.Select[Any]:
    """The query, built once: a person's postings begun until a day, each with its unit and those above it."""
    line = (
        sa.select(Posting.id.label("posting"), Posting.unit_id.label("unit"), sa.literal(0).label("height"))
        .where(
            Posting.person_id == sa.bindparam("person", type_=sa.Uuid),
            Posting.first_day <= sa.bindparam("day", type_=sa.Date),
        )
        .cte("line", recursive=True)
    )
    line = line.union_all(
        sa.select(line.c.posting, Unit.parent_id, line.c.height + 1)
        .join(Unit, Unit.id == line.c.unit)
        .where(Unit.parent_id.is_not(None), line.c.height < DEEPEST)
    )
    return (
        sa.select(line.c.height, Posting, Unit, Requirement)
        .join(Posting, Posting.id == line.c.posting)
        .join(Unit, Unit.id == line.c.unit)
        .outerjoin(Requirement, Requirement.unit_id == line.c.unit)
        .order_by(Posting.first_day.desc(), Posting.id, line.c.height)
    )


_begun_until = _built()


def current_postings(person_id: uuid.UUID, instant: datetime) -> list[CurrentPosting]:
    """Where a person serves at an instant and what is required there, in one query.

    Each place has its own day, by its time zone: somebody who arrives today in the far east serves there,
    although the installation's day is still yesterday's.
    """
    day = day_of(instant, "UTC")  # from which that of a zone is one day off at most
    by_posting: dict[uuid.UUID, list[sa.Row[Any]]] = {}
    for row in read_rows(_begun_until, person=person_id, day=day + ONE_DAY):
        by_posting.setdefault(row.Posting.id, []).append(row)
    postings = [_current_posting(rows) for rows in by_posting.values()]
    stays = tuple(Stay(posting.first_day, posting.last_day, tuple(posting.units)) for posting in postings)
    return [
        replace(posting, stays=stays) for posting in postings if posting.on(day_of(instant, posting.zone))
    ]


def _current_posting(rows: list[sa.Row[Any]]) -> CurrentPosting:
    posting = rows[0].Posting
    return CurrentPosting(
        posting=posting.id,
        component=posting.component,
        function=posting.function,
        first_day=posting.first_day,
        last_day=posting.last_day,
        zone=next((row.Unit.time_zone for row in rows if row.Unit.time_zone), None),
        rules=tuple(row.Requirement.rule for row in rows if row.Requirement),
        units={row.Unit.id: row.Unit.names for row in rows},
    )


def due_dates_of(postings: list[CurrentPosting], day: date) -> dict[str, DueDate]:
    """What must be held by somebody with these postings, on a day."""
    services = [Service(posting.first_day, tuple(posting.units), posting.stays) for posting in postings]
    rules = {rule for posting in postings for rule in posting.rules}
    return due_dates(services, rules, day)


def zone_of(postings: list[CurrentPosting]) -> str | None:
    """The time zone that a person's days are counted in: that of the posting begun last."""
    return next((posting.zone for posting in postings if posting.zone), None)
