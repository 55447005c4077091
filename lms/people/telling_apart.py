"""Telling people of the same name apart: by where they serve and the end of an identifier."""

from lms.people.identifiers import ending
from lms.people.person import Person, identifiers_of
from lms.people.reach import units_of
from lms.people.units import Unit
from lms.web.languages import in_language

Told = tuple[Person, str, str]


def told_apart(persons: list[Person]) -> list[Told]:
    """Each person with the names of their units and the last characters of an identifier."""
    ids = [person.id for person in persons]
    units, identifiers = units_of(ids), identifiers_of(ids)
    return [(person, names(units.get(person.id, [])), ending(identifiers[person.id])) for person in persons]


def names(units: list[Unit], tag: str | None = None) -> str:
    """The units' names in a row, in the reader's language or another."""
    return ", ".join(in_language(unit.names, tag) for unit in units)
