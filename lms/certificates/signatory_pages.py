"""The signatories' pages, for administrators: who signs, from which day to which."""

import uuid
from typing import Any

import wtforms
from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from lms.certificates.records import Signatory
from lms.certificates.signatories import (
    Words,
    add_signatory,
    begins_on,
    in_force,
    signatories,
    signatory,
    state_of,
)
from lms.web.access import roles
from lms.web.clock import today
from lms.web.forms import Form, Lines
from lms.web.languages import N_, gettext, offered
from lms.web.pages import page

bp = Blueprint("signatories", __name__, url_prefix="/certificates/signatories")

# The fields of each language: what they are called, and what is said where one is empty.
ASKED = {
    "office": (N_("Office (%(language)s)"), N_("Write the office that issues certificates.")),
    "name": (N_("Name (%(language)s)"), N_("Write the name of who signs.")),
    "title": (N_("Title (%(language)s)"), N_("Write the title of who signs.")),
}


class SignatoryForm(Form):
    """Days, and (added by `form_for`) office, name and title in each language of the interface."""

    first_day = wtforms.DateField(N_("First day"), [InputRequired(N_("Write the first day."))])
    last_day = wtforms.DateField(N_("Last day"), [Optional()])
    changed: uuid.UUID | None = None  # the signatory that the form corrects

    def validate_first_day(self, field: wtforms.Field) -> None:
        if begins_on(field.data, but=self.changed):
            raise wtforms.ValidationError(N_("Another signatory begins on this day. Choose another day."))

    def validate_last_day(self, field: wtforms.Field) -> None:
        if self.first_day.data and field.data < self.first_day.data:
            raise wtforms.ValidationError(N_("The last day comes before the first."))

    def words(self) -> Words:
        """What was written, by language."""
        return {tag: {key: self[f"{key}_{tag}"].data for key in ASKED} for tag, _name in offered()}


def form_for(recorded: Signatory | None = None) -> SignatoryForm:
    """The form, with what is recorded of a signatory, in the reader's language."""
    fields: dict[str, Any] = {}
    for tag, language in offered():
        for key, (label, missing) in ASKED.items():
            fields[f"{key}_{tag}"] = wtforms.StringField(
                gettext(label, language=language), [DataRequired(missing), Length(max=120)], [Lines()]
            )
    form_class = type("SignatoryForm", (SignatoryForm,), fields)
    values = {} if recorded is None else _values_of(recorded)
    form: SignatoryForm = form_class(request.form, data=values)
    form.changed = None if recorded is None else recorded.id
    return form


def _values_of(recorded: Signatory) -> dict[str, Any]:
    """What the fields of the form hold for a signatory."""
    values: dict[str, Any] = {"first_day": recorded.first_day, "last_day": recorded.last_day}
    for tag, words in recorded.words.items():
        values |= {f"{key}_{tag}": words.get(key, "") for key in ASKED}
    return values


@bp.get("")
@roles("administrator")
def index() -> Response:
    """Who signs certificates, and when."""
    listed = signatories()
    signing = in_force(listed, today())
    states = [(signatory, state_of(signatory, signing, today())) for signatory in listed]
    return page("certificates/signatories.html", signatories=states)


@bp.route("/add", methods=["GET", "POST"])
@roles("administrator")
def add() -> Response:
    """Adds who signs from a day on."""
    form = form_for()
    if form.sent():
        add_signatory(form.words(), form.first_day.data, form.last_day.data)
        flash(gettext("Saved. Certificates issued from that day on print it."))
        return redirect(url_for(".index"), 303)
    return page("certificates/signatory.html", form=form, tags=offered(), page_form="signatory")


@bp.route("/<uuid:signatory_id>", methods=["GET", "POST"])
@roles("administrator")
def edit(signatory_id: uuid.UUID) -> Response:
    """Corrects a signatory's words or days."""
    recorded = signatory(signatory_id)
    form = form_for(recorded)
    if form.sent():
        recorded.change(form.words(), form.first_day.data, form.last_day.data)
        flash(gettext("Saved. Certificates issued before keep what they print."))
        return redirect(url_for(".index"), 303)
    return page(
        "certificates/signatory.html",
        form=form,
        tags=offered(),
        recorded=recorded,
        page_form="signatory",
    )
