"""Accounts: whose sign-in name or e-mail address was typed, and how many tries there are."""

from datetime import timedelta

import sqlalchemy as sa

from lms.database import read_rows
from lms.people.addresses import address_holder
from lms.people.merging import merged_away
from lms.people.person import Person

TRIES = 10  # within the window, per account
WINDOW = timedelta(minutes=15)


def account_named(name: str) -> Person | None:
    """The account of a sign-in name, or the one that an e-mail address signs in."""
    folded = name.strip().lower()
    if "@" in folded:
        return address_holder(folded)
    statement = sa.select(Person).where(Person.sign_in_name == folded, Person.id.not_in(merged_away()))
    return read_rows(statement).scalars().first()
