"""How much a request may bring: 2 MB, and more only where a route says so.

More is taken from those who may call it; from others too where what they typed is given back to them.
"""

import io
from collections.abc import Callable
from typing import IO, Any, TypeVar

from flask import Flask, Request, current_app, request

from lms.web.access import current_roles, declared_access, has_refusal_answer

View = TypeVar("View", bound=Callable[..., object])
MB = 1024 * 1024
# A folder comes with a part for each file: ours is to say that there are too many.
PARTS = 12_000


class InMemory(Request):
    """A request whose files never touch a disk: they are small enough."""

    def _get_file_stream(self, *_: Any, **__: Any) -> IO[bytes]:
        return io.BytesIO()


def at_most(megabytes: int) -> Callable[[View], View]:
    """Lets a view take so much from whoever has a role that it asks for."""

    def declare(view: View) -> View:
        view.largest = megabytes * MB  # type: ignore[attr-defined]
        return view

    return declare


def largest_body(app: Flask) -> int:
    """The most that any route takes, from anybody."""
    sizes = [getattr(view, "largest", 0) for view in app.view_functions.values()]
    return max([app.config["MAX_CONTENT_LENGTH"] or MB, *sizes])


def allow(app: Flask) -> None:
    """Sets the limits of each request before anything of its body is read."""

    def limit() -> None:
        view = current_app.view_functions.get(request.endpoint or "")
        largest: int | None = getattr(view, "largest", None)  # as `at_most` declares it
        if request.method != "POST" or not largest:
            return
        access = declared_access(current_app, request.endpoint or "")
        if has_refusal_answer(request.endpoint) or access & current_roles():
            request.max_content_length = largest
            request.max_form_memory_size = largest
            request.max_form_parts = PARTS

    app.request_class = InMemory
    app.before_request(limit)
