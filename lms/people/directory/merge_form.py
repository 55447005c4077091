"""What a merge needs besides a press: the owners' codes, or an administrator's reason."""

import wtforms
from wtforms.validators import InputRequired, Length

from lms.people.activity import has_done_anything
from lms.people.fields import ANOTHERS
from lms.people.merge_codes import is_merge_code
from lms.people.person import Person
from lms.web.forms import Form, Lines
from lms.web.languages import N_


def in_use(person: Person) -> bool:
    """Whether a record is an account in use: it has a password, or something was learnt with it."""
    return person.password_hash is not None or has_done_anything(person.id)


class PlainMergeForm(Form):
    """A merge that shows nobody anything new: at most one of the records is in use."""


class ConfirmedMergeForm(Form):
    """A focal point's merge of two records in use: the owner of each has made a code of their own."""

    kept_code = wtforms.StringField(
        N_("Code of the account that stays"),
        [InputRequired(N_("Write the code that its owner made on “My account”.")), Length(max=40)],
        [Lines()],
        render_kw=ANOTHERS | {"autocapitalize": "characters", "spellcheck": "false"},
    )
    merged_code = wtforms.StringField(
        N_("Code of the account that is given up"),
        [InputRequired(N_("Write the code that its owner made on “My account”.")), Length(max=40)],
        [Lines()],
        render_kw=ANOTHERS | {"autocapitalize": "characters", "spellcheck": "false"},
    )

    def __init__(self, *args: object, kept: Person, merged: Person, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        self.merged = merged

    def validate_kept_code(self, field: wtforms.Field) -> None:
        _check(self.kept, field)

    def validate_merged_code(self, field: wtforms.Field) -> None:
        _check(self.merged, field)


def _check(person: Person, field: wtforms.Field) -> None:
    if not is_merge_code(person.id, field.data or ""):
        raise wtforms.ValidationError(
            N_("This is no code of that account, or it works no longer. Ask its owner for a new one.")
        )
