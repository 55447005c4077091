"""The form of a person's record: one required name, in any script; all else is optional."""

import sqlalchemy as sa
import wtforms
from wtforms.validators import DataRequired, Optional, ValidationError

from lms.database import read_rows
from lms.people.addresses import others_with
from lms.people.fields import ANOTHERS, AS_TYPED, Rule, shown, text
from lms.people.person import Person
from lms.people.roles.reach import people_in_reach
from lms.people.rules import LONGEST_NAME, address_fault, name_fault, sign_in_name_fault
from lms.web.forms import Form, Lines, optional
from lms.web.languages import N_, offered


def lowered(value: str | None) -> str | None:
    return value.lower() if value else value


class PersonForm(Form):
    """Set `person` to the one whose record it is, so that their own sign-in name is not held against them."""

    name = text(N_("Name"), N_("Write the name, as on the ID card."), LONGEST_NAME, ANOTHERS)
    latin_name = text(N_("Latin spelling"), longest=LONGEST_NAME, render_kw=ANOTHERS)
    given_name = text(N_("Given names"), render_kw=ANOTHERS)
    family_name = text(N_("Family name"), render_kw=ANOTHERS)
    sign_in_name = wtforms.StringField(
        N_("Sign-in name"),
        [Optional()],
        [Lines(), shown, lowered, optional],
        render_kw=AS_TYPED | ANOTHERS,
    )
    email = wtforms.EmailField(
        N_("E-mail address"),
        [Optional(), Rule(address_fault)],
        [Lines(), shown, lowered, optional],
        render_kw=ANOTHERS,
    )
    email_of_post = wtforms.BooleanField(N_("This address belongs to a post, and others read it too"))
    speaks = wtforms.SelectField(N_("Language"), [DataRequired(N_("Choose a language."))])

    def __init__(self, *args: object, person: Person | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.speaks.choices = offered()

    def validate_name(self, field: wtforms.Field) -> None:
        if words := name_fault(field.data or ""):
            raise ValidationError(words)

    def validate_latin_name(self, field: wtforms.Field) -> None:
        if field.data and (words := name_fault(field.data)):
            raise ValidationError(words)

    def validate_sign_in_name(self, field: wtforms.Field) -> None:
        if words := sign_in_name_fault(field.data or ""):
            raise ValidationError(words)
        other = sa.select(Person.id).where(Person.sign_in_name == field.data)
        if self.person is not None:
            other = other.where(Person.id != self.person.id)
        if read_rows(other).first():
            raise ValidationError(N_("Somebody else has this sign-in name. Choose another."))


def another_in_reach_has(email: str | None, person: Person) -> bool:
    """Whether another person whom I look after has this address too. Of those beyond nothing is told."""
    if not email:
        return False
    theirs = others_with(email, person.id).where(people_in_reach())
    return read_rows(theirs).first() is not None
