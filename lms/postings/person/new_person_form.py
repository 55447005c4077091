"""The form of a new person: the record, perhaps an identifier, and the first posting."""

from typing import Any

import wtforms
from wtforms.validators import DataRequired, InputRequired, StopValidation, ValidationError

from lms.people.directory.person_form import PersonForm
from lms.people.directory.taken_number import TakenNumber
from lms.people.fields import text
from lms.people.identifiers import SCHEMES
from lms.people.roles.reach import reaches_all
from lms.postings.posting_form import PostingForm
from lms.web.forms import choices
from lms.web.languages import N_, gettext

POSTING = ("component", "category", "function", "first_day", "end_kind")


class With:
    """Requires a value as soon as another field has one."""

    def __init__(self, other: str, message: str) -> None:
        self.other = other
        self.message = message

    def __call__(self, form: wtforms.Form, field: wtforms.Field) -> None:
        if field.data or any(value.strip() for value in field.raw_data or []):
            return
        field.errors = []
        raise StopValidation(self.message if form[self.other].data else None)


class NewPersonForm(PersonForm, PostingForm, TakenNumber):
    """An administrator may leave the posting out; a focal point records only who serves in their units."""

    scheme = wtforms.SelectField(N_("Kind of number"), [With("value", N_("Choose the kind of number."))])
    issuer = text(N_("Issued by"))
    value = text(N_("Number"), longest=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.issuer.validators = [With("value", N_("Write who issued it.")), *self.issuer.validators[1:]]
        self.scheme.choices = choices([(scheme, scheme) for scheme in SCHEMES], blank=gettext("None"))
        if reaches_all():
            self._free_the_posting()

    def _free_the_posting(self) -> None:
        self.unit.validators = []
        self.unit.choices = [("", gettext("None yet")), *self.unit.choices[1:]]
        for name in POSTING:
            self[name].validators = [_with_a_unit(validator) for validator in self[name].validators]
        for name in ("unit", *POSTING):
            self[name].flags.required = False

    def validate_unit(self, field: wtforms.Field) -> None:
        if not field.data and any(self[name].data for name in POSTING):
            raise ValidationError(N_("Choose the unit, or leave the whole posting empty."))

    def validate_value(self, field: wtforms.Field) -> None:
        number = (self.scheme.data or "", self.issuer.data or "", field.data or "")
        self.refuse_taken(
            number, N_("Somebody has this number already. If they are one person, use that record.")
        )


def _with_a_unit(validator: Any) -> Any:
    """The validator; one that requires a value requires it only where a unit is chosen."""
    if isinstance(validator, DataRequired | InputRequired):
        return With("unit", str(validator.message))
    return validator
