"""Exports: every report that leaves the site is logged."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.database import Event, begin_write
from lms.web.clock import now


class Export(Event):
    """Who took a report out, of what, how large, and when."""

    __tablename__ = "export"

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    unit_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("unit.id"))
    course: Mapped[str | None]
    rows: Mapped[int]
    taken_at: Mapped[datetime]


def log(person_id: uuid.UUID, unit_id: uuid.UUID | None, course: str | None, rows: int) -> None:
    """Records that a report left the site."""
    session = begin_write()
    session.add(Export(person_id=person_id, unit_id=unit_id, course=course, rows=rows, taken_at=now()))
    session.flush()
    note_act(Kind.EXPORTED, thing=course, after={"unit": unit_id, "rows": rows}, by=person_id)
