"""What a request asks: each value once, and whether a page's script asks it."""

from flask import abort, request
from werkzeug.datastructures import MultiDict


def single(form: MultiDict[str, str], name: str) -> str | None:
    """The single value of a name; one that arrives twice is refused instead of guessed at."""
    values = form.getlist(name)
    if len(values) > 1:
        abort(400)
    if not values or not values[0]:
        return None
    return values[0]


def wants_json() -> bool:
    """Whether a page's script asks, which reads JSON and shows no page."""
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"
