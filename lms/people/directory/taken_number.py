"""A number that somebody has already. Whose it is, only whoever looks after them is told."""

import uuid

import sqlalchemy as sa
from wtforms.validators import ValidationError

from lms.database import read_rows
from lms.people.directory.telling_apart import Distinguished, distinguished
from lms.people.identifiers import holder
from lms.people.person import Identifier, Person
from lms.people.roles.reach import people_in_reach
from lms.web.languages import N_

TWICE = N_("This person has this number already.")
BEYOND = N_(
    "Somebody outside your units has this number. Ask an administrator whether it is the same person."
)


class TakenNumber:
    """For a form: `holder` is who has the number that was refused, where the page may say so."""

    holder: Distinguished | None = None

    def refuse_taken(
        self,
        number: tuple[str, str, str],
        words: str,
        *,
        person_id: uuid.UUID | None = None,
        own: Identifier | None = None,
    ) -> None:
        """Refuses a number (kind, issuer, value) that is recorded, unless it is the one being corrected."""
        found = holder(*number)
        if found is None or found is own:
            return
        if found.person_id == person_id:
            raise ValidationError(TWICE)
        known = read_rows(sa.select(Person).where(Person.id == found.person_id, people_in_reach())).scalars()
        told = distinguished(list(known))
        self.holder = told[0] if told else None
        raise ValidationError(words if told else BEYOND)
