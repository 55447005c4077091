"""Addresses: which of them an account's owner has confirmed to be their own, by a link that went there."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Event, begin_write, read_rows
from lms.web.clock import now


class AddressConfirmation(Event):
    """Whoever uses an account has read a letter at this address."""

    __tablename__ = "address_confirmation"

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    address: Mapped[str] = mapped_column(index=True)
    taken_at: Mapped[datetime]


def is_confirmed(person_id: uuid.UUID, address: str | None) -> bool:
    """Whether the owner of an account has confirmed an address."""
    statement = sa.select(AddressConfirmation.id).where(
        AddressConfirmation.person_id == person_id, AddressConfirmation.address == address
    )
    return read_rows(statement).first() is not None


def confirm_address(person_id: uuid.UUID, address: str | None) -> None:
    """Records that the owner of an account confirms an address, once."""
    if address and not is_confirmed(person_id, address):
        begin_write().add(AddressConfirmation(person_id=person_id, address=address, taken_at=now()))
