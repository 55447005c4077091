"""Sending held answers, once their owner has signed in and says so."""

import uuid

from flask import abort, flash, redirect
from werkzeug.routing import MapAdapter
from werkzeug.wrappers import Response

from lms.database import writing
from lms.learning import module_page
from lms.learning.holding import as_form, bp, find
from lms.learning.paper import changes
from lms.learning.sitting import mine, save
from lms.people.me import myself
from lms.web.access import signed_in
from lms.web.languages import gettext, language


@bp.post("/<uuid:held_id>/send")
@signed_in
def send(held_id: uuid.UUID) -> Response:
    """Does with held answers what would have been done had their owner been signed in."""
    held = find(held_id)
    path, form = held.path, as_form(held.values)
    endpoint, arguments = _route(path)
    session = writing()
    session.delete(held)
    if endpoint == "module.act":
        shelved, module = module_page.find(**arguments)
        module_page.perform(myself(), shelved, module, form)
        flash(gettext("Your answers were sent."))
    else:
        attempt = mine(myself().id, arguments["attempt_id"])
        kept = save(attempt, changes(attempt, form), language())
        flash(
            gettext("Your answers were saved.")
            if kept
            else gettext("Your attempt had already closed; nothing was changed.")
        )
    return redirect(path, 303)


def _route(path: str) -> tuple[str, dict]:
    from flask import current_app

    adapter: MapAdapter = current_app.url_map.bind("")
    endpoint, arguments = adapter.match(path, method="POST")
    if endpoint not in ("module.act", "assessment.save"):
        abort(404)
    return endpoint, dict(arguments)
