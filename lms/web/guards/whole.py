"""Whole: a form counts only when all of it has arrived. A satellite link breaks off in the middle of one.

Our server hands on whole requests only (lms.connections). Others, as gunicorn's own workers, hand on a body
that ended before its Content-Length as if that were all, so its length is held here. What stands between,
such as a proxy, may give a length of its own to the part that it got: so the last field of every form says
that it is the last (components/form_end.html).
"""

from flask import Flask, abort, request
from werkzeug.exceptions import ClientDisconnected

LAST_FIELD = "whole"
LAST_VALUE = "yes"
NOT_WHOLE = "not-whole"
"""Why such a request is refused, for the page of errors, which has words of its own for it."""


def refuse(app: Flask) -> None:
    """Refuses (400) every form that did not arrive whole, before anything of it is looked at."""

    def check() -> None:
        if request.method in ("GET", "HEAD", "OPTIONS") or request.endpoint is None:
            return
        if not _is_whole():
            abort(400, NOT_WHOLE)

    app.before_request(check)


def _is_whole() -> bool:
    if request.content_length is not None:
        # The server's word that a body ends where it should is not taken: werkzeug counts its bytes then.
        request.environ.pop("wsgi.input_terminated", None)
    try:
        return request.form.getlist(LAST_FIELD) == [LAST_VALUE]
    except ClientDisconnected:
        return False
