"""A browser in which nothing that is done lasts, so that thousands of requests meet the same world."""

from collections import defaultdict
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.test import TestResponse

from tests.client import SAME, Client
from tests.pages.forms.sent import Pairs, as_request

WRITES = ("INSERT", "UPDATE", "DELETE")
COUNTING = "tries"  # the table that is written to by what is refused, too


class Noting(ImmutableMultiDict[str, Any]):
    """The names and values of a form or a query, which notes the names that a view asks for.

    `in_form` and `in_query` have them by endpoint, whether there were values or not.
    """

    in_form: defaultdict[str, set[str]] = defaultdict(set)
    in_query: defaultdict[str, set[str]] = defaultdict(set)

    def __getitem__(self, name: str) -> Any:
        self._note(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self._note(name)
        return super().__contains__(name)

    def get(self, name: str, *args: Any, **kwargs: Any) -> Any:
        self._note(name)
        return super().get(name, *args, **kwargs)

    def getlist(self, name: str, *args: Any, **kwargs: Any) -> list[Any]:
        self._note(name)
        return super().getlist(name, *args, **kwargs)

    def _note(self, name: object) -> None:
        if not request or not request.endpoint or not isinstance(name, str):
            return
        asked = self.in_query if self is request.args else self.in_form
        asked[request.endpoint].add(name)


class Unchanging:
    """Somebody's browser whose changes are all undone, as each request ends.

    `wrote` says what the last request changed until then, `refused` what the database would not take.
    """

    def __init__(self, app: Flask, signed_in: Client | None) -> None:
        from lms.database import db

        self.app = app
        self.wrote: list[str] = []
        self.refused: list[str] = []
        self._client = FlaskClient(app, use_cookies=False)
        self._client.environ_base = {"HTTP_SEC_FETCH_SITE": SAME, "REMOTE_ADDR": "127.0.0.1"}
        name = app.config["SESSION_COOKIE_NAME"]
        cookie = signed_in.get_cookie(name) if signed_in else None
        if cookie:
            self._client.environ_base["HTTP_COOKIE"] = f"{name}={cookie.value}"
        self._asks = False
        with app.app_context():
            self._engine = db.engine
        event.listen(self._engine, "before_cursor_execute", self._note)
        event.listen(self._engine, "handle_error", self._note_error)

    def close(self) -> None:
        """Looks on no more."""
        event.remove(self._engine, "before_cursor_execute", self._note)
        event.remove(self._engine, "handle_error", self._note_error)

    def get(self, target: str) -> TestResponse:
        """Asks for a page."""
        return self._ask(target, method="GET")

    def post(self, target: str, pairs: Pairs = ()) -> TestResponse:
        """Sends a form to its end."""
        return self._ask(target, method="POST", **as_request(pairs))

    def _ask(self, target: str, **asked: Any) -> TestResponse:
        self.wrote.clear()
        self.refused.clear()
        dialect = self._engine.dialect
        commit = dialect.do_commit
        # What is committed is rolled back: the constraints were checked, and nobody sees it afterwards.
        dialect.do_commit = dialect.do_rollback  # type: ignore[method-assign]
        self._asks = True
        try:
            return self._client.open(target, buffered=True, **asked)
        finally:
            self._asks = False
            dialect.do_commit = commit  # type: ignore[method-assign]

    def _note(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        if self._asks and statement.startswith(WRITES) and COUNTING not in statement:
            self.wrote.append(statement)

    def _note_error(self, context: Any) -> None:
        if self._asks:
            self.refused.append(str(context.original_exception))


def note_names(app: Flask, patch: pytest.MonkeyPatch) -> None:
    """Has all requests note the names that their views ask for."""
    own = type("NotingRequest", (app.request_class,), {"parameter_storage_class": Noting})
    patch.setattr(app, "request_class", own)


def work_at_once(patch: pytest.MonkeyPatch) -> None:
    """Has what a child process would do be done here, thousands of times."""
    from lms.web.child import door

    patch.setattr(door, "work_out", lambda function, args, _limits: function(*args))
