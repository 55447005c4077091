"""Identifiers of a person: add one, correct one, take away one recorded by mistake."""

import uuid

import wtforms
from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired

from lms.database import db
from lms.people.directory.taken_number import TakenNumber
from lms.people.fields import day, last_after_first, text
from lms.people.identifiers import SCHEMES, amend_identifier, remove_identifier
from lms.people.person import Identifier, Person, add_identifier
from lms.people.roles.record_to_change import person_to_change
from lms.web.access import roles
from lms.web.forms import Form, take_turn
from lms.web.languages import N_, gettext
from lms.web.pages import page

bp = Blueprint("identifiers", __name__)


class IdentifierForm(Form, TakenNumber):
    """Set `person_id` to whose it is, and `own` to the one that is corrected."""

    scheme = wtforms.SelectField(N_("Kind of number"), [DataRequired(N_("Choose the kind of number."))])
    issuer = text(N_("Issued by"), N_("Write who issued it."))
    value = text(N_("Number"), N_("Write the number."), longest=60)
    first_day = day(N_("First day"))
    last_day = day(N_("Last day"))

    def __init__(
        self, *args: object, person_id: uuid.UUID, own: Identifier | None = None, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person_id = person_id
        self.own = own
        offered = dict.fromkeys([*SCHEMES, *([own.scheme] if own else [])])
        self.scheme.choices = [(scheme, gettext(scheme)) for scheme in offered]

    def validate_value(self, field: wtforms.Field) -> None:
        number = (self.scheme.data or "", self.issuer.data or "", field.data)
        words = N_("Somebody has this number already. If they are one person, merge the two.")
        self.refuse_taken(number, words, person_id=self.person_id, own=self.own)

    def validate_last_day(self, field: wtforms.Field) -> None:
        last_after_first(self, field)

    def values(self) -> dict[str, object]:
        """What the verbs take."""
        return {name: self[name].data for name in ("scheme", "issuer", "value", "first_day", "last_day")}


def _mine_to_change(identifier_id: uuid.UUID) -> tuple[Identifier, Person]:
    take_turn(f"person {_identifier(identifier_id).person_id}")
    identifier = _identifier(identifier_id)  # looked up anew: whoever had the turn before may have removed it
    return identifier, person_to_change(identifier.person_id)


def _identifier(identifier_id: uuid.UUID) -> Identifier:
    return db.session.get(Identifier, identifier_id) or abort(404)


@bp.route("/people/<uuid:person_id>/identifiers/add", methods=["GET", "POST"])
@roles("administrator", "focal_point")
def add(person_id: uuid.UUID) -> Response:
    """Records a number that an issuer gave the person."""
    take_turn(f"person {person_id}")
    person = person_to_change(person_id)
    form = IdentifierForm(request.form, person_id=person_id)
    if form.sent():
        add_identifier(person, **form.values())  # type: ignore[arg-type]
        flash(gettext("The identifier is recorded."))
        return redirect(url_for("person.show", person_id=person_id), 303)
    return page("people/directory/identifier.html", form=form, person=person, page_form="identifier")


@bp.route("/identifiers/<uuid:identifier_id>", methods=["GET", "POST"])
@roles("administrator", "focal_point")
def edit(identifier_id: uuid.UUID) -> Response:
    """Corrects a number or its days."""
    identifier, person = _mine_to_change(identifier_id)
    form = IdentifierForm(request.form, obj=identifier, person_id=person.id, own=identifier)
    if form.sent():
        amend_identifier(identifier, **form.values())  # type: ignore[arg-type]
        flash(gettext("Saved."))
        return redirect(url_for("person.show", person_id=identifier.person_id), 303)
    return page(
        "people/directory/identifier.html", form=form, person=person, own=identifier, page_form="identifier"
    )


@bp.post("/identifiers/<uuid:identifier_id>/remove")
@roles("administrator", "focal_point")
def remove(identifier_id: uuid.UUID) -> Response:
    """Takes away a number that was recorded by mistake."""
    identifier, person = _mine_to_change(identifier_id)
    person_id = person.id
    remove_identifier(identifier)
    flash(gettext("The identifier is removed."))
    return redirect(url_for("person.show", person_id=person_id), 303)
