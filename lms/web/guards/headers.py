"""Headers that every answer carries, and how long what may be kept."""

from flask import Flask, Response, current_app, request
from werkzeug.wrappers import Response as Answer

POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A picture may bring its own styles, and nothing else may run in it.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def send(app: Flask) -> None:
    """Adds the security headers; a page is not stored unless its view said otherwise."""

    secure = app.config["SETTINGS"].secure

    def add(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", POLICY)
        headers.setdefault("Cache-Control", "no-store")
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
        if secure:
            headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
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
