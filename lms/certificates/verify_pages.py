"""Verification: what a certificate is worth, for anybody who holds its number.

Guessing is slowed by network address, on this page alone. Signing in is never throttled so, because a camp
has one address and its people mistype passwords; here honest readers never spend a try. They follow a QR code
or copy a number that exists, and the check digits catch a slip before anything is counted. Only a number that
is well formed and that no certificate has is counted, and nobody comes by those but a guesser. A real one is
shown whoever guessed from that address before: to find one of 60 random bits is no matter of tries.
"""

from datetime import timedelta

import wtforms
from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired, Length

from lms.certificates.number import normalise
from lms.certificates.register import RegisterEntry, entry_of
from lms.certificates.status import Status
from lms.web import throttle
from lms.web.access import public
from lms.web.clock import today
from lms.web.forms import Form, Lines
from lms.web.languages import N_, format_day, gettext
from lms.web.pages import page

bp = Blueprint("verification", __name__, url_prefix="/verify")

WORTH = {
    Status.VALID: N_("It was issued here and holds today."),
    Status.EXPIRED: N_("It was issued here and held until %(day)s."),
    Status.REPLACED: N_("It was issued here. Another certificate has taken its place."),
    Status.REVOKED: N_("It was issued here and no longer counts."),
}
MISSES = 30
WINDOW = timedelta(minutes=10)
MISTYPED = N_("This number is not complete or was mistyped. Compare it with the certificate, sign by sign.")


class NumberForm(Form):
    """A certificate’s number, as somebody reads it off a paper."""

    number = wtforms.StringField(
        N_("Certificate number"),
        [DataRequired(N_("Write the number of the certificate.")), Length(max=80, message=MISTYPED)],
        [Lines()],
    )

    def validate_number(self, field: wtforms.Field) -> None:
        if normalise(field.data or "") is None:
            raise wtforms.ValidationError(MISTYPED)


@bp.get("")
@public
def ask() -> Response:
    """Where one types a number; it leads to the page of that number."""
    if "number" not in request.args:
        return page("certificates/verify.html", form=NumberForm())
    form = NumberForm(request.args)
    if form.validate():
        return redirect(url_for(".show", number=normalise(form.number.data or "")))
    return page("certificates/verify.html", 422, form=form)


@bp.get("/<number>")
@public
def show(number: str) -> Response:
    """What a certificate is worth today, with what is printed on it and no more."""
    written = normalise(number)
    if written is None:
        form = NumberForm(MultiDict({"number": number[:80]}))
        form.validate()
        return page("certificates/verify.html", 404, form=form)
    entry = entry_of(written)
    if entry is not None:
        return _verified(entry)
    if not throttle.admit_try(f"verify:{request.remote_addr}", MISSES, WINDOW):
        abort(429)
    return page("certificates/unknown.html", 404, number=written)


def _verified(entry: RegisterEntry) -> Response:
    """The page of a certificate that was issued here."""
    state = entry.status(today())
    words = gettext(WORTH[state], day=format_day(entry.printed.expires_on))
    return page("certificates/verified.html", entry=entry, state=state, words=words)
