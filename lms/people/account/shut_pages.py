"""Opening earlier answers that are shut: an administrator does it for somebody else, with a reason."""

import uuid

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from lms.people.fields import ReasonForm
from lms.people.roles.me import myself
from lms.people.roles.record_to_change import person_to_change
from lms.people.shut_answers import is_anything_shut, open_earlier_answers
from lms.web.access import roles
from lms.web.forms import take_turn
from lms.web.languages import gettext
from lms.web.pages import page

bp = Blueprint("shut_answers", __name__)


@bp.route("/people/<uuid:person_id>/answers/open", methods=["GET", "POST"])
@roles("administrator")
def open_answers(person_id: uuid.UUID) -> Response:
    """Opens the earlier answers of an account to whoever signs in to it now."""
    take_turn(f"person {person_id}")
    person = person_to_change(person_id)
    if not is_anything_shut(person_id):
        abort(409)
    form = ReasonForm(request.form)
    if form.sent():
        open_earlier_answers(person_id, by=myself().id, reason=form.reason.data)
        flash(gettext("The earlier answers are open again."))
        return redirect(url_for("person.show", person_id=person_id), 303)
    return page(
        "people/account/decision.html",
        act=gettext("Open earlier answers"),
        lead=gettext(
            "Whoever signs in as %(name)s sees again what was answered and scored before. "
            "Do it once you know that this is the owner: you saw their card, say.",
            name=person.name,
        ),
        press=gettext("Open them"),
        form=form,
        person=person,
        page_form="open-answers",
    )
