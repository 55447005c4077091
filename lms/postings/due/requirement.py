"""Requirements: a unit and all below it must hold a course within so many days of arrival."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Dated, Event, new_id, reading, writing
from lms.days import within
from lms.people.units import DEEPEST, Unit
from lms.postings.due.arrival import Stay, arrival
from lms.postings.posting import Posting
from lms.web.clock import day_of, now

ONE_DAY = timedelta(days=1)


class Requirement(Dated, Event):
    """Who must hold which course, and how soon: `days` after arrival."""

    __tablename__ = "requirement"
    __table_args__ = (
        sa.CheckConstraint("days >= 0", name="days"),
        sa.CheckConstraint("last_day IS NULL OR last_day >= first_day", name="period"),
    )

    unit_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    course: Mapped[str]
    days: Mapped[int]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))


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


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person serves, with what that asks of them."""

    posting: uuid.UUID
    component: str
    function: str
    first_day: date
    last_day: date | None
    zone: str | None
    asked: tuple[Asked, ...]
    units: dict[uuid.UUID, dict[str, Any]]  # the names of the unit and of those above it, nearest first
    stays: tuple[Stay, ...] = ()  # of the person, here and elsewhere

    def on(self, day: date) -> bool:
        """Whether the posting holds on a day."""
        return within(day, self.first_day, self.last_day)


def places(person_id: uuid.UUID, instant: datetime) -> list[Place]:
    """Where a person serves at an instant and what is required there, in one query.

    Each place has its own day, by its time zone: somebody who arrives today in the far east serves there,
    although the installation's day is still yesterday's.
    """
    day = day_of(instant, "UTC")  # from which that of a zone is one day off at most
    line = (
        sa.select(Posting.id.label("posting"), Posting.unit_id.label("unit"), sa.literal(0).label("height"))
        .where(
            Posting.person_id == person_id,
            Posting.first_day <= day + ONE_DAY,
        )
        .cte("line", recursive=True)
    )
    line = line.union_all(
        sa.select(line.c.posting, Unit.parent_id, line.c.height + 1)
        .join(Unit, Unit.id == line.c.unit)
        .where(Unit.parent_id.is_not(None), line.c.height < DEEPEST)
    )
    statement = (
        sa.select(line.c.height, Posting, Unit, Requirement)
        .join(Posting, Posting.id == line.c.posting)
        .join(Unit, Unit.id == line.c.unit)
        .outerjoin(Requirement, Requirement.unit_id == line.c.unit)
        .order_by(Posting.first_day.desc(), Posting.id, line.c.height)
    )
    grouped: dict[uuid.UUID, list[sa.Row[Any]]] = {}
    for row in reading(statement):
        grouped.setdefault(row.Posting.id, []).append(row)
    found = [_place(rows) for rows in grouped.values()]
    stays = tuple(Stay(place.first_day, place.last_day, tuple(place.units)) for place in found)
    return [replace(place, stays=stays) for place in found if place.on(day_of(instant, place.zone))]


def _place(rows: list[sa.Row[Any]]) -> Place:
    posting = rows[0].Posting
    return Place(
        posting=posting.id,
        component=posting.component,
        function=posting.function,
        first_day=posting.first_day,
        last_day=posting.last_day,
        zone=next((row.Unit.time_zone for row in rows if row.Unit.time_zone), None),
        asked=tuple(asked(row.Requirement) for row in rows if row.Requirement),
        units={row.Unit.id: row.Unit.names for row in rows},
    )


def asked(requirement: Requirement) -> Asked:
    """A requirement as due dates need it."""
    return Asked(
        requirement.unit_id, requirement.course, requirement.days, requirement.first_day, requirement.last_day
    )


def due_at(found: list[Place], day: date) -> dict[str, Due]:
    """What must be held by somebody who serves in these places, on a day."""
    served = [Served(place.first_day, tuple(place.units), place.stays) for place in found]
    return due(served, {one for place in found for one in place.asked}, day)


def zone_at(found: list[Place]) -> str | None:
    """The time zone that a person's days are counted in: that of the posting begun last."""
    return next((place.zone for place in found if place.zone), None)


def require(
    unit_id: uuid.UUID, course: str, days: int, first_day: date, *, by: uuid.UUID | None = None
) -> Requirement:
    """Requires a course of a unit and all below it."""
    session = writing()
    requirement = Requirement(
        id=new_id(),
        unit_id=unit_id,
        course=course,
        days=days,
        first_day=first_day,
        recorded_at=now(),
        recorded_by=by,
    )
    session.add(requirement)
    session.flush()
    return requirement


def all_requirements() -> list[Requirement]:
    """Every requirement, by course."""
    return list(reading(sa.select(Requirement).order_by(Requirement.course, Requirement.first_day)).scalars())


def required_already(unit_id: uuid.UUID, course: str, first_day: date) -> bool:
    """Whether the unit itself requires the course on or after a day, so that asking again would be double."""
    statement = sa.select(Requirement.id).where(
        Requirement.unit_id == unit_id,
        Requirement.course == course,
        Requirement.from_day(first_day),
    )
    return reading(statement).first() is not None


def end(requirement: Requirement, last_day: date) -> None:
    """Ends a requirement after last_day; one that had not begun by then is taken back."""
    session = writing()
    if last_day < requirement.first_day:
        session.delete(requirement)
    else:
        requirement.last_day = last_day
    session.flush()
