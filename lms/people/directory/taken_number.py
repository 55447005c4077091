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
        taken = holder(*number)
        if taken is None or taken is own:
            return
        if taken.person_id == person_id:
            raise ValidationError(TWICE)
        in_reach = sa.select(Person).where(Person.id == taken.person_id, people_in_reach())
        holders = distinguished(list(read_rows(in_reach).scalars()))
        if not holders:
            raise ValidationError(BEYOND)
        self.holder = holders[0]
        raise ValidationError(words)
