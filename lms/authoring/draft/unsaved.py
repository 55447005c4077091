"""Unsaved: what a trainer typed and could not save, since the session or the role had ended meanwhile."""

import wtforms
from flask import Flask, request
from werkzeug.wrappers import Response

from lms.web import access
from lms.web.forms import Form
from lms.web.guards.whole import LAST_FIELD
from lms.web.languages import N_
from lms.web.pages import page

LONG_TEXTS = ("draft_file.edit", "gift.show", "triage.show")
# Its own field has the text, and the form that it comes back in an end of its own.
NOT_KEPT = ("text", "language", LAST_FIELD)


class UnsavedForm(Form):
    text = wtforms.TextAreaField(N_("Text"))


def give_back(app: Flask) -> None:
    """Gives people the text that they sent and may not save, instead of a page without it."""
    for endpoint in LONG_TEXTS:
        access.on_refusal(app, endpoint, _given_back)


def _given_back(status: int) -> Response | None:
    """The text as it was typed, with all that came with it, so that it can be sent again."""
    form = UnsavedForm(request.form)
    if not (form.text.data or "").strip():
        return None
    return page(
        "authoring/draft/unsaved.html",
        status,
        form=form,
        kept=[(name, value) for name, value in request.form.items(multi=True) if name not in NOT_KEPT],
        signed_out=status == 401,
        page_form="text-form",
    )
