"""Headers that every answer carries, and how long what may be kept."""

from flask import Flask, Response, current_app, request
from werkzeug.wrappers import Response as Answer

from lms.config import Settings

POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A picture may bring its own styles, and nothing else may run in it.
PICTURE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; sandbox"
)


# A view may say otherwise of these.
USUAL = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
OVER_HTTPS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}


def all_headers(settings: Settings) -> dict[str, str]:
    """What every answer carries, where nothing said otherwise."""
    return {**USUAL, **_always(settings)}


def _always(settings: Settings) -> dict[str, str]:
    return {**ALWAYS, **OVER_HTTPS} if settings.secure else ALWAYS


def send(app: Flask) -> None:
    """Adds the security headers; a page is not stored unless its view said otherwise."""
    always = _always(app.config["SETTINGS"])

    def add(response: Response) -> Response:
        for name, value in USUAL.items():
            response.headers.setdefault(name, value)
        response.headers.update(always)
        return response

    app.after_request(add)


def keepable(response: Answer) -> bool:
    """Lets the reader's own browser keep an answer of theirs, asking each time whether it changed.

    Only over https: signing out has the browser forget what it kept, and over plain http browsers pay no heed
    to that, so that on a shared computer a page with a name on it would stay behind. The setting says which,
    not the request: a browser trusts its own machine without https, and a site may be reached in both ways.
    """
    if not current_app.config["SETTINGS"].secure:
        response.headers["Cache-Control"] = "no-store"
        return False
    response.headers["Cache-Control"] = "private, no-cache"
    return True


def revalidated(response: Answer) -> Answer:
    """Lets the reader's own browser keep a lesson, where it may keep anything."""
    if not keepable(response):
        return response
    response.vary.add("Cookie")
    response.add_etag()
    if "If-None-Match" in request.headers:
        response.make_conditional(request)
    return response
