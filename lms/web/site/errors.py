"""Errors: a clear page in the reader's language, the right status, and no trace."""

from flask import Flask, Response, current_app, g, jsonify, request
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import (
    Conflict,
    HTTPException,
    InternalServerError,
    RequestEntityTooLarge,
    ServiceUnavailable,
)

from lms.database import db, end_write
from lms.web.guards.origin import FOREIGN
from lms.web.guards.sizes import MB
from lms.web.guards.whole import NOT_WHOLE
from lms.web.languages import N_, gettext
from lms.web.log import KNOWN_PERSON, note, request_id
from lms.web.pages import page
from lms.web.sent import wants_json
from lms.web.throttle import CROWDED

# What a page of an error says, by status: its title, and what its reader can do.
WORDS = {
    400: (N_("This request cannot be read"), N_("Go back, load the page again, and try once more.")),
    401: (N_("Please sign in"), N_("You are no longer signed in. Sign in and try again.")),
    403: (
        N_("You may not do this"),
        N_("Your account does not allow it. If it should, ask your administrator."),
    ),
    404: (N_("There is no such page"), N_("The address is wrong, or the page is not for your account.")),
    405: (
        N_("This address does not work that way"),
        N_("Go back and use the button or the link on the page."),
    ),
    409: (N_("This has changed meanwhile"), N_("Load the page again to see how it stands now.")),
    410: (N_("This is no longer here"), N_("Ask whoever sent you the link for a new one.")),
    413: (N_("This is too large"), N_("Send less than %(most)s MB at a time. Nothing was changed.")),
    422: (
        N_("Something needs another look"),
        N_("Go back, correct it, and send it again. Nothing was changed."),
    ),
    429: (N_("Please wait a little"), N_("There were too many tries. Wait a few minutes, then try again.")),
    500: (
        N_("Something went wrong here"),
        N_("It is our fault, not yours. Nothing was changed. Try again in a moment."),
    ),
    503: (N_("The site is busy"), N_("Nothing was changed. Try again in a moment.")),
}
# The same where a request was refused for a reason of its own.
MENDS = {
    FOREIGN: N_(
        "This was sent from another site, so it was not accepted. Open the page here and send it again."
    ),
    NOT_WHOLE: N_(
        "Only a part of it arrived: the connection broke off. Nothing was changed. "
        "Go back and send it again; what you typed is still there."
    ),
    CROWDED: N_("Many people are signing in at this moment. Nothing was changed. Try again in a moment."),
}
TRY_AGAIN_S = 5
DRAIN_LIMIT = 64 * 1024 * 1024


def handle(app: Flask) -> None:
    """Answers every error with a page (or JSON to our own scripts)."""
    app.register_error_handler(HTTPException, _http)
    for cannot_be_asked in (OperationalError, InterfaceError, NoConnection):
        app.register_error_handler(cannot_be_asked, _database)
    app.register_error_handler(IntegrityError, _clash)
    app.register_error_handler(Exception, _unexpected)


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        _note_refusal(error.response.status_code, None)
        return error.response  # type: ignore[return-value]
    status = error.code or 500
    _note_refusal(status, error.description)
    if isinstance(error, RequestEntityTooLarge):
        _drain()
    fallback = WORDS[400] if status < 500 else WORDS[500]
    title, mend = WORDS.get(status, fallback)
    values: dict[str, object] = {}
    if isinstance(error, RequestEntityTooLarge):
        values["most"] = (request.max_content_length or 0) // MB
    mend = MENDS.get(error.description or "", mend)
    if wants_json():
        answer = jsonify(error=gettext(title), mend=gettext(mend, **values))
        answer.status_code = status
    else:
        reference = request_id() if status == 500 else None
        text = gettext(mend, **values)
        answer = page("error.html", status, heading=gettext(title), text=text, reference=reference)
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            answer.headers[name] = value
    return answer


def _note_refusal(status: int, reason: str | None) -> None:
    """Writes a refusal to the log. Also what is not there for who is signed in: it may be somebody else's."""
    if reason == FOREIGN:
        note("foreign origin", where=request.endpoint)
    elif status == 429:
        note("throttle", where=request.endpoint)
    elif status in (401, 403) or (status == 404 and request.view_args and KNOWN_PERSON.get()()):
        note("refusal", where=request.endpoint, status=status)


def _drain() -> None:
    """Reads on what the browser is still sending, or it would see a broken line instead of our page."""
    stream = request.environ["wsgi.input"]
    left = DRAIN_LIMIT
    while left > 0:
        chunk = stream.read(min(65536, left))
        if not chunk:
            return
        left -= len(chunk)


def _database(error: Exception) -> Response:
    """The database is locked, full, away or at work for others: our scripts try again after a while."""
    note("database cannot be asked", is_bad=True, error=type(getattr(error, "orig", error)).__name__)
    return _failed(ServiceUnavailable(retry_after=TRY_AGAIN_S))


def _clash(_error: IntegrityError) -> Response:
    """Two wrote the same thing at once and the database let one of them."""
    return _failed(Conflict())


def _unexpected(error: Exception) -> Response:
    current_app.logger.exception("unexpected %s in %s", type(error).__name__, request.endpoint)
    return _failed(InternalServerError())


def _failed(error: HTTPException) -> Response:
    """The page for our own failure asks the database for nothing: that may be what failed."""
    end_write(success=False)
    db.session.rollback()
    g.frameless = True
    return _http(error)
