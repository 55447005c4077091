"""Amending: correcting what is recorded of a person or a unit.

A changed name is confirmed anew by its owner, without any act here: a confirmation says what it confirms.
"""

import uuid

from lms.database import begin_write
from lms.people.person import Person
from lms.people.units import Unit


def amend_person(
    person: Person,
    *,
    name: str,
    latin_name: str | None,
    given_name: str | None,
    family_name: str | None,
    sign_in_name: str | None,
    email: str | None,
    language: str,
) -> None:
    """Corrects a person's record; without a sign-in name, the one they have stays."""
    session = begin_write()
    person.name, person.latin_name = name, latin_name
    person.given_name, person.family_name = given_name, family_name
    person.sign_in_name = sign_in_name or person.sign_in_name
    person.email, person.language = email, language
    session.flush()


def amend_unit(
    unit: Unit, code: str, names: dict[str, str], parent: uuid.UUID | None, time_zone: str | None
) -> None:
    """Corrects a unit; with another parent it moves there, parts and all. The caller has refused a loop."""
    session = begin_write()
    unit.code, unit.names, unit.parent_id, unit.time_zone = code, names, parent, time_zone
    session.flush()
