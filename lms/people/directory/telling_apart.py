"""Telling people of the same name apart: by where they serve and the end of an identifier."""

import uuid
from typing import NamedTuple

from lms.people.directory.presence import Presence, presences
from lms.people.identifiers import ending
from lms.people.person import Person, identifiers_of
from lms.people.roles.reach import units_of
from lms.people.units import Unit
from lms.web.languages import in_language


class Distinguished(NamedTuple):
    """A person with the names of their units, the last characters of an identifier, and their stay."""

    person: Person
    units: str
    ending: str
    stay: Presence

    def line(self) -> str:
        """All of it in one line, to stand below the name."""
        person = self.person
        parts = [person.latin_name, self.units, self.stay.words(), self.ending, person.sign_in_name]
        return " · ".join(part for part in parts if part)


def distinguished(persons: list[Person], unit_id: uuid.UUID | None = None) -> list[Distinguished]:
    """Each person with what tells them apart, in the units that I look after (or one and all below it)."""
    ids = [person.id for person in persons]
    units = units_of(ids)
    identifiers = identifiers_of(ids)
    presence = presences(ids, unit_id)
    return [
        Distinguished(
            person, names(units.get(person.id, [])), ending(identifiers[person.id]), presence[person.id]
        )
        for person in persons
    ]


def names(units: list[Unit], tag: str | None = None) -> str:
    """The units' names in a row, in the reader's language or another."""
    return ", ".join(in_language(unit.names, tag) for unit in units)
