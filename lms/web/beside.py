"""Beside: what is done after an answer, without keeping whoever asked from asking again.

A connection takes no second request until the thread that worked on the first is free. Whatever that thread
does once the answer has left could be timed by the next request.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from flask import Flask, current_app
from werkzeug.wrappers import Response

from lms.web.plug import Plug

Act = Callable[[], object]

BESIDE: Plug[Callable[[Act], object]] = Plug("beside")
"""Has an act done beside the requests. The server puts in a thread of each of its workers; without one, as on
the command line and in tests, an act is done at once."""


def do_beside(answer: Response, act: Act) -> None:
    """Has an act done in an application context of its own, beside the requests, once the answer has left."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    beside = BESIDE.get_or(_at_once)
    answer.call_on_close(lambda: beside(lambda: _do(app, act)))


def use_thread(app: Flask) -> None:
    """Gives what is done beside requests a thread, which begins when it is first needed: after the fork."""
    BESIDE.put_in(app, ThreadPoolExecutor(1, "beside").submit)


def _do(app: Flask, act: Act) -> None:
    with app.app_context():
        try:
            act()
        except Exception:
            # Nobody waits for it who could be told.
            app.logger.exception("what was to be done beside the requests failed")


def _at_once(act: Act) -> object:
    return act()
