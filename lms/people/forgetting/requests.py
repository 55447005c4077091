"""Requests to have a person forgotten: one administrator asks, and another one confirms."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.database import Event, begin_write, begin_write_alone, read_rows
from lms.people.forgetting.forget import forget_person
from lms.web.clock import now


class ForgettingRequest(Event):
    """An administrator asks that a person be forgotten; open until it is confirmed or withdrawn."""

    __tablename__ = "forgetting_request"
    __table_args__ = (sa.CheckConstraint("confirmed_by <> asked_by", name="by_two"),)

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime]
    asked_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]


class NeedsAnother(Exception):
    """Who asked does not confirm."""


def open_request(person_id: uuid.UUID) -> ForgettingRequest | None:
    """The request of a person that is neither confirmed nor withdrawn."""
    statement = sa.select(ForgettingRequest).where(
        ForgettingRequest.person_id == person_id,
        ForgettingRequest.confirmed_at.is_(None),
        ForgettingRequest.withdrawn_at.is_(None),
    )
    return read_rows(statement).scalars().first()


def ask_to_forget(person_id: uuid.UUID, *, by: uuid.UUID) -> None:
    """Asks; where somebody has asked already, that stands."""
    begin_write_alone(f"person {person_id}")
    if open_request(person_id) is not None:
        return
    begin_write().add(ForgettingRequest(person_id=person_id, asked_at=now(), asked_by=by))
    note_act(Kind.FORGETTING_ASKED, concerns=person_id, by=by)


def withdraw_request(request: ForgettingRequest, *, by: uuid.UUID) -> None:
    """Takes a request back."""
    begin_write()
    request.withdrawn_at = now()
    note_act(Kind.FORGETTING_WITHDRAWN, concerns=request.person_id, by=by)


def confirm_request(request: ForgettingRequest, *, by: uuid.UUID) -> str:
    """Has the person forgotten; returns their number. Raises NeedsAnother, CannotForget."""
    if request.asked_by == by:
        raise NeedsAnother
    begin_write()
    request.confirmed_at = now()
    request.confirmed_by = by
    return forget_person(request.person_id, by=by)
