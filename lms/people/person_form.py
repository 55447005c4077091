"""The form of a person's record: one required name, in any script; all else is optional."""

import re

import sqlalchemy as sa
import wtforms
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from lms.database import reading
from lms.people.fields import Address, shown, text
from lms.people.merging import merged_away
from lms.people.person import Person
from lms.web.forms import Form, Lines, optional
from lms.web.languages import N_, offered


def lowered(value: str | None) -> str | None:
    return value.lower() if value else value


class PersonForm(Form):
    """Set `person` to the one whose record it is, so that their own sign-in name is not held against them."""

    name = text(N_("Name"), N_("Write the name, as on the ID card."), longest=200)
    latin_name = text(N_("Latin spelling"), longest=200)
    given_name = text(N_("Given names"))
    family_name = text(N_("Family name"))
    sign_in_name = wtforms.StringField(N_("Sign-in name"), [Optional()], [Lines(), shown, lowered, optional])
    email = wtforms.EmailField(
        N_("E-mail address"),
        [Optional(), Length(max=254, message=N_("This is too long.")), Address()],
        [Lines(), shown, lowered, optional],
    )
    speaks = wtforms.SelectField(N_("Language"), [DataRequired(N_("Choose a language."))])

    def __init__(self, *args: object, person: Person | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.speaks.choices = offered()

    def validate_sign_in_name(self, field: wtforms.Field) -> None:
        if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,39}", field.data or ""):
            raise ValidationError(N_("Use small letters without accents, figures, points and hyphens."))
        other = sa.select(Person.id).where(Person.sign_in_name == field.data)
        if self.person is not None:
            other = other.where(Person.id != self.person.id)
        if reading(other).first():
            raise ValidationError(N_("Somebody else has this sign-in name. Choose another."))


def shared(email: str | None, person: Person) -> bool:
    """Whether another person has this address too: then it receives mail but signs nobody in."""
    if not email:
        return False
    other = sa.select(Person.id).where(
        Person.email == email, Person.id != person.id, Person.id.not_in(merged_away())
    )
    return reading(other).first() is not None
