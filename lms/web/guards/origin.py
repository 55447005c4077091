"""Forgery: a POST counts only when it comes from our own pages.

No tokens: a lesson keeps a stable ETag, and an answer queued for days never expires.
"""

from urllib.parse import urlsplit

from flask import Flask, abort, request

FOREIGN = "foreign-origin"
"""Why such a request is refused, for the page of errors, which has words of its own for it."""


def is_ours(fetch_site: str | None, origin: str | None, host: str, secure: bool) -> bool:
    """Whether a request with these headers comes from our own pages.

    Browsers send Sec-Fetch-Site to https and localhost only; over plain http on a LAN Origin decides. Where
    the site is `secure`, no page of ours comes over http: one that does is of somebody in between.
    Neither header: refused.
    """
    if fetch_site is not None:
        return fetch_site in ("same-origin", "none")
    try:
        parts = urlsplit(origin or "")
    except ValueError:  # as in http://[::1
        return False
    schemes = ("https",) if secure else ("http", "https")
    return parts.netloc == host and parts.scheme in schemes


def guard(app: Flask) -> None:
    """Refuses (403) every changing request from elsewhere."""

    secure = app.config["SETTINGS"].secure

    def check() -> None:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return
        fetch_site = request.headers.get("Sec-Fetch-Site")
        origin = request.headers.get("Origin")
        if not is_ours(fetch_site, origin, request.host, secure):
            abort(403, FOREIGN)

    app.before_request(check)
