"""The form of a new password, written twice."""

import wtforms
from flask import current_app
from wtforms.validators import InputRequired, Length

from lms.people.fields import AS_TYPED
from lms.people.person import Person
from lms.people.sign_in.guessable import password_fault
from lms.web.forms import Form
from lms.web.languages import N_, gettext

LONGEST = 200  # letters of a password


class NewPasswordForm(Form):
    """Set `owner` to whose password it will be: what is known of them is easily guessed."""

    password = wtforms.PasswordField(
        N_("New password"),
        [InputRequired(N_("Write a password.")), Length(max=LONGEST)],
        render_kw=AS_TYPED | {"autocomplete": "new-password"},
    )
    again = wtforms.PasswordField(
        N_("The same again"),
        [InputRequired(N_("Write it a second time."))],
        render_kw=AS_TYPED | {"autocomplete": "new-password"},
    )
    owner: Person

    def validate_password(self, field: wtforms.Field) -> None:
        fault = password_fault((field.data or "")[:LONGEST], self._easily_guessed())
        if fault:
            raise wtforms.ValidationError(fault)

    def _easily_guessed(self) -> tuple[str | None, ...]:
        owner = self.owner
        address = (owner.email or "").partition("@")[0]
        names = (owner.name, owner.latin_name, owner.given_name, owner.family_name)
        return (owner.sign_in_name, address, *names, current_app.config["SETTINGS"].site_name)

    def validate_again(self, field: wtforms.Field) -> None:
        if field.data != self.password.data:
            raise wtforms.ValidationError(gettext("This differs from the first. Write both again."))
