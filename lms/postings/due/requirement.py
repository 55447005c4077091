"""Requirements: a unit and all below it must hold a course within so many days of arrival."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import note_act, values_of
from lms.acts.kinds import Kind
from lms.database import UNTOLD, Dated, Event, begin_write, new_id, read_rows
from lms.postings.due.due_date import Rule
from lms.web.clock import now


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
    recorded_at: Mapped[datetime] = mapped_column(info=UNTOLD)
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"), info=UNTOLD)

    @property
    def rule(self) -> Rule:
        """This requirement as due dates need it."""
        return Rule(self.unit_id, self.course, self.days, self.first_day, self.last_day)

    def end(self, last_day: date) -> None:
        """Ends it after last_day; one that had not begun by then is taken back."""
        session = begin_write()
        before = values_of(self)
        if last_day < self.first_day:
            session.delete(self)
        else:
            self.last_day = last_day
        session.flush()
        note_act(
            Kind.REQUIREMENT_ENDED, thing=str(before["course"]), before=before, after={"last_day": last_day}
        )


def require(
    unit_id: uuid.UUID, course: str, days: int, first_day: date, *, by: uuid.UUID | None = None
) -> Requirement:
    """Requires a course of a unit and all below it."""
    session = begin_write()
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
    note_act(Kind.REQUIREMENT_ADDED, thing=course, after=values_of(requirement), by=by)
    return requirement


def rules_on(day: date) -> list[Rule]:
    """What is required anywhere on a day."""
    statement = sa.select(Requirement).where(Requirement.on(day)).order_by(Requirement.course)
    return [requirement.rule for requirement in read_rows(statement).scalars()]


def all_requirements() -> list[Requirement]:
    """Every requirement, by course."""
    return list(
        read_rows(sa.select(Requirement).order_by(Requirement.course, Requirement.first_day)).scalars()
    )


def required_already(unit_id: uuid.UUID, course: str, first_day: date) -> bool:
    """Whether the unit itself requires the course on or after a day, so that asking again would be double."""
    statement = sa.select(Requirement.id).where(
        Requirement.unit_id == unit_id,
        Requirement.course == course,
        Requirement.from_day(first_day),
    )
    return read_rows(statement).first() is not None
