"""Having a person forgotten: the page on which one administrator asks and another one confirms."""

import uuid

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from lms.people.forgetting.forget import WORDS, CannotForget, hindrance_to_forgetting
from lms.people.forgetting.requests import (
    NeedsAnother,
    ask_to_forget,
    confirm_request,
    open_request,
    withdraw_request,
)
from lms.people.person import Person, names_of
from lms.people.roles.me import myself
from lms.people.roles.reach import person_in_reach
from lms.web.access import roles
from lms.web.forms import take_turn
from lms.web.languages import gettext
from lms.web.pages import page

bp = Blueprint("forgetting", __name__, url_prefix="/people")


@bp.route("/<uuid:person_id>/forget", methods=["GET", "POST"])
@roles("administrator")
def show(person_id: uuid.UUID) -> Response:
    """What forgetting somebody does, who asked for it, and the button that asks, confirms or withdraws."""
    take_turn("forget", f"person {person_id}")
    person = person_in_reach(person_id)
    if person.id == myself().id:
        abort(403)
    if request.method == "POST":
        return _act(person)
    return _page(person)


def _page(person: Person, status: int = 200) -> Response:
    asked = open_request(person.id)
    hindrance = hindrance_to_forgetting(person)
    return page(
        "people/forgetting/forget.html",
        status,
        person=person,
        asked=asked,
        asked_by=names_of([asked.asked_by])[asked.asked_by] if asked else None,
        mine=asked is not None and asked.asked_by == myself().id,
        hindrance=gettext(WORDS[hindrance]) if hindrance else None,
    )


def _act(person: Person) -> Response:
    """Does what the button says, where the page still stands as it was seen."""
    asked = open_request(person.id)
    act = request.form.get("act")
    if hindrance_to_forgetting(person) is not None and act != "withdraw":
        return _page(person, 409)
    if act == "ask":
        ask_to_forget(person.id, by=myself().id)
        flash(gettext("You asked for it. Another administrator confirms it on this page."))
        return redirect(url_for(".show", person_id=person.id), 303)
    if asked is None:
        abort(409)
    if act == "withdraw":
        withdraw_request(asked, by=myself().id)
        flash(gettext("The request is withdrawn."))
        return redirect(url_for("person.show", person_id=person.id), 303)
    try:
        number = confirm_request(asked, by=myself().id)
    except (NeedsAnother, CannotForget):
        abort(409)
    flash(gettext("The person is forgotten. The record is now %(number)s.", number=number))
    return redirect(url_for("person.show", person_id=person.id), 303)
