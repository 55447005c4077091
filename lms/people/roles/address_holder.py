"""Whose an e-mail address is, where it stands on several records: it signs in one of them at most.

Who had it first keeps it until their last posting ends. Then it takes no link, no code and nobody in for
them: a mailbox goes on to a successor, who would inherit the certificates. It is the next one's from then on.
"""

import uuid

import sqlalchemy as sa

from lms.database import read_rows
from lms.days import is_over
from lms.people.merging import merged_away
from lms.people.person import Person
from lms.people.roles.reach import WHEREABOUTS
from lms.web.clock import today


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


def holds_address(person: Person) -> bool:
    """Whether a person's address signs them in, and takes links for them."""
    holder = address_holder(person.email) if person.email else None
    return holder is not None and holder.id == person.id


def others_with(address: str, besides: uuid.UUID) -> sa.Select[uuid.UUID]:
    """A select of the ids of the other records that have an address."""
    return sa.select(Person.id).where(
        Person.email == address, Person.id != besides, Person.id.not_in(merged_away())
    )
