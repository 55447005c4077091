"""The due date of a posting: which courses must be held, and by which day. Pure."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from lms.days import within
from lms.postings.due.arrival import Stay, arrival


@dataclass(frozen=True, slots=True)
class Served:
    """What a due date needs of a posting: since when, the units it answers to, all stays of its person."""

    first_day: date
    units: tuple[uuid.UUID, ...]
    stays: tuple[Stay, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a due date needs of a requirement."""

    unit: uuid.UUID
    course: str
    days: int
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """A course, the day by which it must be held, and why."""

    course: str
    day: date
    unit: uuid.UUID
    days: int


def due(postings: Iterable[Served], requirements: Iterable[Asked], day: date) -> dict[str, Due]:
    """What must be held, by course: the earliest due date of all that applies on the day.

    Days count from arrival below the unit that asks, so that a move inside it gives no new due date.
    A requirement that came into force after arrival counts its days from then, so that nobody is overdue
    before they could know.
    """
    found: dict[str, Due] = {}
    wanted = list(requirements)
    for posting in postings:
        for asked in wanted:
            if asked.unit not in posting.units or not within(day, asked.first_day, asked.last_day):
                continue
            since = max(arrival(posting.first_day, posting.stays, asked.unit), asked.first_day)
            candidate = Due(asked.course, since + timedelta(days=asked.days), asked.unit, asked.days)
            if asked.course not in found or candidate.day < found[asked.course].day:
                found[asked.course] = candidate
    return found
