"""Accounts: whose sign-in name or e-mail address was typed, and under what their tries are counted."""

from datetime import timedelta

import sqlalchemy as sa

from lms.database import read_rows
from lms.people.merging import merged_away
from lms.people.person import Person

TRIES = 10  # within the window, per account
WINDOW = timedelta(minutes=15)


def account_named(name: str) -> Person | None:
    """The account of a sign-in name, or of an e-mail address that only one person has."""
    folded = name.strip().lower()
    column = Person.email if "@" in folded else Person.sign_in_name
    statement = sa.select(Person).where(column == folded, Person.id.not_in(merged_away()))
    persons = read_rows(statement.limit(2)).scalars().all()
    return persons[0] if len(persons) == 1 else None


def tries_of(act: str, person: Person | None, name: str = "") -> str:
    """Under what tries are counted: the account, by whatever name it is called, else the name."""
    return f"{act}:{person.id if person else name.strip().lower()}"
