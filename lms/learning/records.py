"""What a learner did, as dated rows: enrolled, read, answered, completed.

An attempt at an assessment has a file of its own, assessment/attempt.py, with what can be done with it.
"""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import BELONGS_TO, Event
from lms.days import is_over


def _whose() -> Mapped[uuid.UUID]:
    return mapped_column(sa.ForeignKey("person.id"), info=BELONGS_TO)


class Enrolment(Event):
    """A person takes a course."""

    __tablename__ = "enrolment"
    __table_args__ = (sa.UniqueConstraint("person_id", "course"),)

    person_id: Mapped[uuid.UUID] = _whose()
    course: Mapped[str] = mapped_column(index=True)
    taken_at: Mapped[datetime]


class Reading(Event):
    """A person says that they have read a section."""

    __tablename__ = "reading"
    __table_args__ = (sa.UniqueConstraint("person_id", "course", "module", "section", "edition"),)

    person_id: Mapped[uuid.UUID] = _whose()
    course: Mapped[str]
    module: Mapped[str]
    section: Mapped[str]
    edition: Mapped[int]
    taken_at: Mapped[datetime]


class Response(Event):
    """What was answered to one question, kept for good. Of a practice question, its id is the page's key.

    - `grade`: the integer percent given then, so that a later edition changes no result.
    - `arrival`: its place among the saves of its attempt, or among the answers to its module. By this, and
      never by a clock, which may be set back, the later of two is known.
    """

    __tablename__ = "response"
    __table_args__ = (
        sa.CheckConstraint("grade BETWEEN 0 AND 100", name="grade"),
        sa.CheckConstraint("(module IS NULL) <> (attempt_id IS NULL)", name="practice_or_attempt"),
        sa.UniqueConstraint("attempt_id", "question", "arrival"),
        sa.Index("ix_response_person_course_module", "person_id", "course", "module"),
    )

    person_id: Mapped[uuid.UUID] = _whose()
    course: Mapped[str]
    module: Mapped[str | None]
    attempt_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("attempt.id"))
    arrival: Mapped[int]
    question: Mapped[str]
    answer: Mapped[list[Any]]
    grade: Mapped[int]
    edition: Mapped[int]
    language: Mapped[str]
    component: Mapped[str | None]
    seconds: Mapped[int | None]
    taken_at: Mapped[datetime]
    recorded_at: Mapped[datetime]


class Completion(Event):
    """A module or (where `module` is None) a course was completed: how, when, and until when it holds.

    `taken_at` is when; where an assessment was passed, it is the instant at which that attempt closed. `day`
    is its date where the person served.
    """

    __tablename__ = "completion"
    __table_args__ = (
        sa.CheckConstraint("how IN ('online', 'session', 'prior')", name="how"),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name="score"),
        sa.Index("ix_completion_person_course", "person_id", "course"),
        sa.Index("ix_completion_course_day", "course", "module", "day"),
    )

    person_id: Mapped[uuid.UUID] = _whose()
    course: Mapped[str]
    module: Mapped[str | None]
    how: Mapped[str]
    edition: Mapped[int]
    language: Mapped[str]
    score: Mapped[int | None]
    taken_at: Mapped[datetime]
    day: Mapped[date]
    expires_on: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))

    @property
    def passed(self) -> bool:
        """Whether it says that the course's assessment was passed, and passed here."""
        return self.how == "online" and self.score is not None

    def expired(self, day: date) -> bool:
        """Whether it was valid for a time that has ended before a day."""
        return is_over(self.expires_on, day)


class SeenChanges(Event):
    """A person has seen what changed in a course up to an edition."""

    __tablename__ = "seen_changes"
    __table_args__ = (sa.UniqueConstraint("person_id", "course", "edition"),)

    person_id: Mapped[uuid.UUID] = _whose()
    course: Mapped[str]
    edition: Mapped[int]
    taken_at: Mapped[datetime]


class UnclaimedAnswers(Event):
    """Answers (or a remark) of somebody who had signed out, kept until they send or discard them.

    Those to a paper have its attempt, and their place among the saves of it (`arrival`).
    """

    __tablename__ = "held_answers"

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True, info=BELONGS_TO)
    path: Mapped[str]  # the address that they were sent to
    values: Mapped[dict[str, Any]]  # the form: for each name the list of its values
    taken_at: Mapped[datetime]
    attempt_id: Mapped[uuid.UUID | None] = mapped_column(index=True)  # as its address says, whoever's it is
    arrival: Mapped[int | None]

    @property
    def submits(self) -> bool:
        """Whether the form would have submitted an attempt."""
        return self.values.get("act") == ["submit"]

    @property
    def remark(self) -> str | None:
        """The remark that the form would have sent."""
        texts = self.values.get("remark")
        return texts[0] if texts else None


def valid_on(day: date) -> sa.ColumnElement[bool]:
    """The completions of courses that are valid on a day: what "holds a course" means.

    From today on: what is recorded has been earned, even where its own day, in a time zone further east, has
    begun before the asker's.
    """
    return sa.and_(
        Completion.module.is_(None),
        sa.or_(Completion.expires_on.is_(None), Completion.expires_on >= day),
    )
