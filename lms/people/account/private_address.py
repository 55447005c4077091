"""A private address: where somebody who has left can still be sent a link to their certificates.

Its owner types it while they can sign in, and confirms it by a link that goes there.
"""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.database import Event, begin_write, db, read_rows
from lms.people.codes import hash_of, new_code
from lms.people.merging import merged_away
from lms.people.person import Person
from lms.web.addresses import outside_of
from lms.web.clock import now
from lms.web.languages import N_
from lms.web.mail import Letter, LetterKind, post_letter

VALID = timedelta(days=7)


class PrivateAddress(Event):
    """An address that somebody gave as their own; it counts once it is confirmed, until it is removed."""

    __tablename__ = "private_address"

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    address: Mapped[str] = mapped_column(index=True)
    taken_at: Mapped[datetime]
    code_hash: Mapped[str | None] = mapped_column(unique=True)  # of the link that confirms it
    confirmed_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


def _asked_by(letter: Letter) -> PrivateAddress:
    asked: PrivateAddress = db.session.get_one(PrivateAddress, uuid.UUID(letter.values["private_address"]))
    return asked


def _fill(letter: Letter, _shown_to: uuid.UUID | None) -> Mapping[str, str]:
    """The words of the letter, with a link that is drawn now."""
    begin_write()
    asked = _asked_by(letter)
    code = new_code()
    asked.code_hash = hash_of(code)
    return {"link": outside_of("private_address.confirm", code=code)}


CONFIRM = LetterKind(
    "private-address",
    N_("Confirm your private address"),
    N_(
        "Hello,\n\nUse this link within seven days to confirm that this address is yours:\n%(link)s\n\n"
        "When you have left, a link to your certificates can be sent here.\n"
        "If you did not ask for it, there is nothing to do.\n"
    ),
    VALID,
    _fill,
    lambda letter: _waits(_asked_by(letter)),
)


def _waits(asked: PrivateAddress) -> bool:
    return asked.confirmed_at is None and asked.removed_at is None and asked.taken_at > now() - VALID


def private_address_of(person_id: uuid.UUID) -> PrivateAddress | None:
    """The private address that somebody gave last, whether it is confirmed yet or not."""
    given = sa.select(PrivateAddress).where(
        PrivateAddress.person_id == person_id, PrivateAddress.removed_at.is_(None)
    )
    return read_rows(given.order_by(PrivateAddress.taken_at.desc())).scalars().first()


def give_private_address(person_id: uuid.UUID, address: str, language: str) -> None:
    """Takes a private address instead of the one before, and sends the link there that confirms it."""
    session = begin_write()
    remove_private_address(person_id)
    given = PrivateAddress(person_id=person_id, address=address, taken_at=now())
    session.add(given)
    session.flush()
    note_act(Kind.PRIVATE_ADDRESS_GIVEN, concerns=person_id, by=person_id)
    post_letter(CONFIRM, person_id, address, language, private_address=str(given.id))


def remove_private_address(person_id: uuid.UUID) -> None:
    """Forgets the private address: no link goes there any more."""
    given = sa.update(PrivateAddress).where(
        PrivateAddress.person_id == person_id, PrivateAddress.removed_at.is_(None)
    )
    removed = given.values(removed_at=now()).returning(PrivateAddress.id)
    if begin_write().scalars(removed).all():
        note_act(Kind.PRIVATE_ADDRESS_REMOVED, concerns=person_id, by=person_id)


def waiting_for(code: str) -> PrivateAddress | None:
    """The address that a link confirms, as long as that works."""
    asked = sa.select(PrivateAddress).where(PrivateAddress.code_hash == hash_of(code))
    found: PrivateAddress | None = read_rows(asked).scalars().first()
    return found if found is not None and _waits(found) else None


def confirm_private_address(asked: PrivateAddress) -> None:
    """Records that whoever has the address has confirmed it."""
    session = begin_write()
    asked = session.get_one(PrivateAddress, asked.id)
    asked.confirmed_at = now()
    asked.code_hash = None
    note_act(Kind.PRIVATE_ADDRESS_CONFIRMED, concerns=asked.person_id, by=asked.person_id)


def people_at(address: str) -> list[Person]:
    """Who has confirmed an address as their private one."""
    statement = (
        sa.select(Person)
        .join(PrivateAddress, PrivateAddress.person_id == Person.id)
        .where(
            PrivateAddress.address == address,
            PrivateAddress.confirmed_at.is_not(None),
            PrivateAddress.removed_at.is_(None),
            Person.id.not_in(merged_away()),
        )
        .order_by(Person.id)
    )
    return list(read_rows(statement).scalars().unique())
