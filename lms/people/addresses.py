"""Addresses: whose an e-mail address is, and which of them its owner has confirmed by a link that went there.

Where it stands on several records it signs in one of them at most. Who had it first keeps it until their last
posting ends. Then it takes no link, no code and nobody in for them: a mailbox goes on to a successor, who
would inherit the certificates. It is the next one's from then on.
"""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Event, begin_write, read_rows
from lms.days import is_over
from lms.people.merging import merged_away
from lms.people.person import Person
from lms.people.whereabouts import WHEREABOUTS
from lms.web.clock import now, today


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


def address_holder(address: str) -> Person | None:
    """Whom an address signs in; None for nobody. One of a post, which others read too, signs nobody in."""
    statement = (
        sa.select(Person)
        .where(Person.email == address, Person.email_of_post.is_(False), Person.id.not_in(merged_away()))
        .order_by(Person.email_since, Person.id)
    )
    records = read_rows(statement).scalars().all()
    last_days = WHEREABOUTS.get().last_days([record.id for record in records])
    day = today()
    # Who was never posted keeps it.
    return next((record for record in records if not is_over(last_days.get(record.id), day)), None)


def leave_address_to_successor(person_id: uuid.UUID) -> None:
    """Has somebody who serves no more have their address from now on only, since they are to serve again.

    Whoever has taken it on meanwhile keeps it.
    """
    last_day = WHEREABOUTS.get().last_days([person_id]).get(person_id)
    if is_over(last_day, today()):
        begin_write().get_one(Person, person_id).email_since = now()


def holds_address(person: Person) -> bool:
    """Whether a person's address signs them in, and takes links for them."""
    holder = address_holder(person.email) if person.email else None
    return holder is not None and holder.id == person.id


def others_with(address: str, besides: uuid.UUID) -> sa.Select[uuid.UUID]:
    """A select of the ids of the other records that have an address."""
    return sa.select(Person.id).where(
        Person.email == address, Person.id != besides, Person.id.not_in(merged_away())
    )
