"""Naming: which of a person's names a certificate prints.

It prints the name as on the ID card, in any script. Where a design has no letters for it, it prints the Latin
spelling, once its owner has confirmed that as well.
"""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from lms.database import begin_write, read_rows
from lms.people.person import NameConfirmation, Person, confirm_name


class NameNotConfirmed(Exception):
    """A certificate prints a name only once its owner has confirmed it as it stands."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a person is called; no Latin spelling where it is the name itself."""

    name: str
    latin: str | None
    confirmed: bool
    latin_confirmed: bool

    @property
    def printable(self) -> tuple[str, ...]:
        """The names to try in this order; none before its owner has confirmed the name."""
        if not self.confirmed:
            return ()
        if self.latin and self.latin_confirmed:
            return (self.name, self.latin)
        return (self.name,)


def names_of(person_id: uuid.UUID) -> Names:
    """The names of a person, with the owner's word on each."""
    said = sa.and_(
        NameConfirmation.person_id == Person.id,
        NameConfirmation.name.in_([Person.name, Person.latin_name]),
    )
    statement = sa.select(Person.name, Person.latin_name, NameConfirmation.name.label("confirmed"))
    rows = read_rows(statement.outerjoin(NameConfirmation, said).where(Person.id == person_id)).all()
    # A row for each name that was confirmed, or one alone where none was.
    name = rows[0].name
    latin = rows[0].latin_name if rows[0].latin_name != name else None
    confirmed = {row.confirmed for row in rows if row.confirmed is not None}
    return Names(name, latin, name in confirmed, latin in confirmed)


def name_confirmed(person_id: uuid.UUID) -> sa.ColumnElement[bool]:
    """Whether a person has confirmed the name as it stands, as a part of another query."""
    said = sa.and_(NameConfirmation.person_id == Person.id, NameConfirmation.name == Person.name)
    return sa.select(NameConfirmation.id).join(Person, said).where(Person.id == person_id).exists()


def confirm_latin(person_id: uuid.UUID, latin: str | None) -> None:
    """Records that the owner confirms the Latin spelling that they were shown. Raises NameNotConfirmed."""
    session = begin_write()
    person = session.get_one(Person, person_id)
    if not latin or person.latin_name != latin:
        raise NameNotConfirmed
    confirm_name(person, latin)
    session.flush()
