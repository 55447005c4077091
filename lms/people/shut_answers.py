"""Shut answers: what was answered before somebody came in with a code that another had made.

Whoever keeps records can make a code for an account, and could read with it what only its owner may see. So
earlier answers and scores are not shown to that account until an administrator opens them, with a reason, or
its owner comes in by a link to their own address.
"""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.database import Event, begin_write, read_rows
from lms.people.person import Person
from lms.web.clock import now


class ShutAnswers(Event):
    """What an account answered before this instant is shut until it was opened.

    Without `made_by`, it was a link to an address that its owner had never confirmed. Without `opened_by`,
    its owner opened it.
    """

    __tablename__ = "shut_answers"
    __table_args__ = (
        sa.CheckConstraint("opened_by IS NULL OR reason <> ''", name="reason"),
        sa.CheckConstraint("opened_by <> person_id", name="not_by_oneself"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    taken_at: Mapped[datetime]
    made_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    opened_at: Mapped[datetime | None]
    opened_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    reason: Mapped[str | None]


def shut_earlier_answers(person_id: uuid.UUID, *, made_by: uuid.UUID | None) -> None:
    """Shuts what the account has answered until now."""
    begin_write().add(ShutAnswers(person_id=person_id, taken_at=now(), made_by=made_by))


def open_earlier_answers(person_id: uuid.UUID, *, by: uuid.UUID | None, reason: str | None) -> None:
    """Opens what is shut: `by` an administrator who gives a reason, else by the owner's own link."""
    shut = sa.update(ShutAnswers).where(ShutAnswers.person_id == person_id, ShutAnswers.opened_at.is_(None))
    opened = shut.values(opened_at=now(), opened_by=by, reason=reason).returning(ShutAnswers.id)
    if begin_write().scalars(opened).all():
        note_act(Kind.ANSWERS_OPENED, concerns=person_id, after={"reason": reason}, by=by or person_id)


def shut_answers_of(person_id: uuid.UUID) -> list[ShutAnswers]:
    """Each time that answers of an account were shut, the last one first."""
    statement = sa.select(ShutAnswers).where(ShutAnswers.person_id == person_id)
    return list(read_rows(statement.order_by(ShutAnswers.taken_at.desc())).scalars())


def is_anything_shut(person_id: uuid.UUID) -> bool:
    """Whether earlier answers of an account are shut."""
    return any(one.opened_at is None for one in shut_answers_of(person_id))


def shut_before() -> sa.ScalarSelect[datetime]:
    """The instant before which the answers of a person (of the enclosing select) are shut; NULL for none."""
    last = sa.select(sa.func.max(ShutAnswers.taken_at))
    mine = (ShutAnswers.person_id == Person.id, ShutAnswers.opened_at.is_(None))
    return last.where(*mine).correlate(Person).scalar_subquery()
