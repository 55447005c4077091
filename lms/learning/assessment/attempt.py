"""An attempt: one sitting of an assessment."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import BELONGS_TO, Event


class Attempt(Event):
    """One sitting of an assessment: its paper, and when it was begun and submitted.

    It is closed once submitted or once its deadline has passed; no column says so besides these.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        sa.CheckConstraint("submitted_at IS NULL OR submitted_at >= started_at", name="order"),
        sa.Index("ix_attempt_person_course", "person_id", "course"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), info=BELONGS_TO)
    course: Mapped[str]
    edition: Mapped[int]
    paper: Mapped[list[Any]]
    seed: Mapped[int] = mapped_column(sa.BigInteger)
    language: Mapped[str]
    started_at: Mapped[datetime]
    deadline: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
