"""Closing somebody's account, with a reason, and opening it again."""

import uuid

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from lms.people.fields import ReasonForm
from lms.people.roles.me import myself
from lms.people.roles.record_to_change import person_to_change
from lms.people.sign_in.closing import LastAdministrator, close_account, is_closed_by_word, reopen_account
from lms.web.access import roles
from lms.web.forms import take_turn
from lms.web.languages import gettext
from lms.web.pages import page

bp = Blueprint("closing", __name__, url_prefix="/people")


@bp.route("/<uuid:person_id>/close", methods=["GET", "POST"])
@roles("administrator")
def close(person_id: uuid.UUID) -> Response:
    """Closes the account of somebody else, and ends its sessions."""
    take_turn(f"person {person_id}")
    person = person_to_change(person_id)
    if is_closed_by_word(person_id):
        abort(409)
    form = ReasonForm(request.form)
    if form.sent():
        try:
            close_account(person_id, by=myself().id, reason=form.reason.data or "")
        except LastAdministrator:
            abort(409)
        flash(gettext("The account is closed, and its sessions are ended."))
        return redirect(url_for("person.show", person_id=person_id), 303)
    return page(
        "people/account/decision.html",
        act=gettext("Close this account"),
        lead=gettext(
            "Nobody signs in as %(name)s any more, and all sessions end. The record, what was learned and "
            "the certificates stay. A new posting opens the account again.",
            name=person.name,
        ),
        press=gettext("Close it"),
        form=form,
        person=person,
        page_form="close",
    )


@bp.post("/<uuid:person_id>/reopen")
@roles("administrator")
def reopen(person_id: uuid.UUID) -> Response:
    """Opens an account that was closed so."""
    take_turn(f"person {person_id}")
    person_to_change(person_id)
    if not is_closed_by_word(person_id):
        abort(409)
    reopen_account(person_id, by=myself().id)
    flash(gettext("The account is open again."))
    return redirect(url_for("person.show", person_id=person_id), 303)
