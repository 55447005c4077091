"""The client of the tests: a browser that checks every page it is given."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask import has_app_context
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from lms.web.clock import CLOCK
from lms.web.guards.whole import LAST_FIELD, LAST_VALUE
from tests.page import Page

SAME = "same-origin"


def _to_its_end(data: Any) -> Any:
    """The fields of a form with the last one; a body that is no form stays as it is."""
    if data is None:
        return {LAST_FIELD: LAST_VALUE}
    if isinstance(data, MultiDict):
        return MultiDict([*data.items(multi=True), (LAST_FIELD, LAST_VALUE)])
    return {**data, LAST_FIELD: LAST_VALUE} if isinstance(data, dict) else data


class Client(FlaskClient):
    """Asks as a browser does (a POST comes from our own pages) and fails on a page that is not right.

    `status=` says which status is expected; without it, any but our own failures (5xx). `site=` is what the
    browser says of where a POST comes from; None: it says nothing. `whole=False` leaves out the last field of
    a form, as if the link had broken off before it. `check=False` leaves the page unchecked. An HTML answer
    has `.page`.
    """

    stays_signed_in_as: str | None = None

    def open(  # type: ignore[override]
        self,
        *args: Any,
        status: int | None = None,
        site: str | None = SAME,
        check: bool = True,
        whole: bool = True,
        headers: Any = None,
        **kwargs: Any,
    ) -> TestResponse:
        assert not has_app_context(), "leave the app context before asking: a request has its own"
        if self.stays_signed_in_as:
            self._sign_in_again_if_late()
        sent = dict(headers or {})
        if site is not None:
            sent.setdefault("Sec-Fetch-Site", site)
        if whole and kwargs.get("method") == "POST" and "input_stream" not in kwargs:
            kwargs["data"] = _to_its_end(kwargs.get("data"))
        kwargs.setdefault("buffered", True)
        response = super().open(*args, headers=sent, **kwargs)
        asked, to = response.request, f", to {response.location}" if response.location else ""
        told = f"{asked.method} {asked.path} answered {response.status}{to}"
        assert response.status_code == status if status else response.status_code < 500, told
        if response.mimetype == "text/html" and response.data and response.status_code not in range(300, 400):
            response.page = Page(response.text, response.request.path)  # type: ignore[attr-defined]
            if check:
                response.page.check(self.application)  # type: ignore[attr-defined]
        return response

    def another(self) -> "Client":
        """A second browser, in which nobody is signed in."""
        return self.application.test_client()  # type: ignore[return-value]

    def as_(self, sign_in_name: str, language: str | None = None) -> "Client":
        """A new browser in which this person is signed in, without the slow check of a password.

        When the clock is moved they sign in again, so that a test need not say so where time passes.
        """
        browser = self.another()
        browser.stays_signed_in_as = sign_in_name
        browser._sign_in()
        if language:
            with browser.session_transaction() as session:
                session["language"] = language
        return browser

    def _sign_in(self) -> None:
        from lms.database import write_transaction
        from lms.people.person import Person
        from lms.people.roles.me import SEEN
        from lms.people.sign_ins import SignIn
        from lms.web.clock import now

        its_name = sa.select(Person.id).where(Person.sign_in_name == self.stays_signed_in_as)
        with self.application.app_context(), write_transaction() as database:
            instant = now()
            person_id = database.scalars(its_name).one()
            sign_in = SignIn(person_id=person_id, taken_at=instant, browser="Firefox", system="Linux")
            database.add(sign_in)
            database.flush()
            token = sign_in.id.hex
        with self.session_transaction() as session:
            session["_user_id"] = token
            session["_fresh"] = True
            session[SEEN] = instant.timestamp()
        self._signed_in = (token, instant)

    def _sign_in_again_if_late(self) -> None:
        token, instant = self._signed_in
        if CLOCK.get(self.application)() - instant < timedelta(minutes=30):
            return
        with self.session_transaction() as session:
            is_signed_in = session.get("_user_id") == token
        if is_signed_in:
            self._sign_in()

    def submit(
        self,
        page: Page,
        *,
        action: str | None = None,
        id: str | None = None,
        status: int | None = None,
        **changes: object,
    ) -> TestResponse:
        """Sends a form of a page, some values changed (a hyphen in a name is written __)."""
        form = page.form(action, id)
        assert form.method == "post", f"{form.action} is sent by {form.method}"
        return self.post(form.action, data=form.fill(**changes), status=status)
