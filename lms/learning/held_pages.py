"""The answers held for me: seen, sent or discarded at my word."""

import uuid
from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.routing import MapAdapter
from werkzeug.wrappers import Response

from lms.database import writing
from lms.learning import holding, module_page
from lms.learning.paper import changes
from lms.learning.records import HeldAnswers
from lms.learning.sitting import mine, save
from lms.people.me import myself
from lms.web.access import signed_in
from lms.web.languages import gettext, language
from lms.web.pages import page

bp = Blueprint("held", __name__, url_prefix="/held")


@bp.get("")
@signed_in
def show() -> Response:
    """The answers that wait for my word."""
    return page("learning/held.html", held=holding.mine(myself().id))


@bp.post("/<uuid:held_id>/send")
@signed_in
def send(held_id: uuid.UUID) -> Response:
    """Does with held answers what would have been done had their owner been signed in."""
    held = _find(held_id)
    path, form, arrived = held.path, _as_form(held.values), held.taken_at
    endpoint, arguments = _route(path)
    session = writing()
    session.delete(held)
    if endpoint == "module.act":
        shelved, module = module_page.find(**arguments)
        module_page.perform(myself(), shelved, module, form)
        flash(gettext("Your answers were sent."))
    else:
        attempt = mine(myself().id, arguments["attempt_id"])
        kept = save(attempt, changes(attempt, form), language(), arrived)
        flash(
            gettext("Your answers were saved. What you answered later stays as you answered it.")
            if kept
            else gettext("Your attempt had already closed; nothing was changed.")
        )
    return redirect(path, 303)


@bp.post("/<uuid:held_id>/discard")
@signed_in
def discard(held_id: uuid.UUID) -> Response:
    """Forgets held answers at my word."""
    held = _find(held_id)
    writing().delete(held)
    flash(gettext("These answers are discarded."))
    return redirect(url_for(".show") if holding.mine(myself().id) else "/", 303)


def _find(held_id: uuid.UUID) -> HeldAnswers:
    """Answers held for me; 404 for anybody else's."""
    found = next((one for one in holding.mine(myself().id) if one.id == held_id), None)
    return found or abort(404)


def _as_form(values: dict[str, Any]) -> MultiDict[str, str]:
    """Held values as the form that they came in."""
    return MultiDict([(name, value) for name, many in values.items() for value in many])


def _route(path: str) -> tuple[str, dict]:
    adapter: MapAdapter = current_app.url_map.bind("")
    endpoint, arguments = adapter.match(path, method="POST")
    if endpoint not in ("module.act", "assessment.save"):
        abort(404)
    return endpoint, dict(arguments)
