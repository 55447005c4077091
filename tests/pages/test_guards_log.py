"""The log: one line for each event of security, in UTC, with the request's id and without names."""

import json
import logging
import re

import pytest
import sqlalchemy as sa

from lms.database import db
from lms.people.sign_in.invitations import make_code
from lms.web.log import formatter, mark_of
from tests.cast import COURSE, NAMES, PASSWORD

HEAD = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (INFO|WARNING) ([a-z -]+) request=[0-9a-f]{16}( .*)?"
)
# Of the cast, what no line may hold.
NO_WORDS = [
    *(word for name in NAMES.values() for word in name.split()),
    *NAMES,
    "sorandia.example",
    PASSWORD,
]


@pytest.fixture
def told(logged):
    """`told()`: the events since it was asked last, each with what is said of it."""

    def since():
        lines = list(logged)
        logged.clear()
        for line in lines:
            assert HEAD.fullmatch(line), line
            assert not [
                word for word in NO_WORDS if re.search(rf"\b{re.escape(word)}\b", line, re.IGNORECASE)
            ]
        return [(HEAD.fullmatch(line)[2], HEAD.fullmatch(line)[3] or "") for line in lines]

    yield since
    since()


def test_signing_in_and_out(app, client, cast, told):
    browser = client.another()
    browser.post("/sign-in", data={"name": "awa", "password": "Summer in Lissa"}, status=422)
    browser.post("/sign-in", data={"name": "nobody", "password": "Summer in Lissa"}, status=422)
    browser.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    browser.post("/sign-out", status=303)
    with app.app_context():
        awa = mark_of(cast.awa)
    assert told() == [
        ("sign-in failed", f" person={awa} step=password"),
        ("sign-in failed", " step=password"),
        ("sign-in", f' person={awa} steps="one step"'),
        ("sign-out", f" person={awa}"),
    ]


def test_a_code_that_is_none_and_one_that_is(client, inside, cast, told):
    client.get("/join/ZZZZ-ZZZZ-ZZZZ", status=404)
    with inside():
        code = make_code(cast.awa, "reset", by=None)
    words = "cassava at the market"
    client.post(f"/join/{code}", data={"password": words, "again": words}, status=303)
    assert [event for event, _ in told()] == ["code refused", "sign-in", "act"]


@pytest.mark.parametrize(
    ("name", "method", "target", "status", "event"),
    [
        ("awa", "GET", "/outbox", 403, "refusal"),
        ("awa", "GET", "/people/{bruno}", 403, "refusal"),
        ("farid", "GET", "/people/{bruno}", 404, "refusal"),
        ("dmitri", "GET", "/reports/people/{bruno}", 404, "refusal"),
        ("farid", "POST", "/people/{bruno}/code", 404, "refusal"),
    ],
)
def test_what_is_refused(client, cast, told, name, method, target, status, event):
    browser = client.as_(name)
    told()
    browser.open(target.format(bruno=cast.bruno), method=method, status=status)
    ((noted, facts),) = told()
    assert noted == event
    assert f"status={status}" in facts
    assert "person=" in facts


def test_what_is_nowhere_is_no_refusal(awa, client, told):
    told()
    awa.get("/no-such-page", status=404)
    client.another().get("/people", status=302)
    assert told() == []


def test_too_many_tries(client, told):
    for _ in range(10):
        client.post("/sign-in", data={"name": "nobody", "password": "Summer in Lissa"}, status=422)
    told()
    client.post("/sign-in", data={"name": "nobody", "password": "Summer in Lissa"}, status=429)
    assert told() == [("throttle", " where=sign_in.sign_in")]


def test_a_page_of_another_site(awa, told):
    told()
    awa.post(f"/courses/{COURSE}", site="cross-site", status=403)
    ((event, facts),) = told()
    assert (event, "where=learning.begin" in facts) == ("foreign origin", True)


@pytest.mark.parametrize(
    ("name", "target"),
    [("farid", "/people/{awa}"), ("farid", "/people/{awa}/edit"), ("dmitri", "/reports/people/{awa}")],
)
def test_reading_somebody_s_record(app, client, cast, told, name, target):
    browser = client.as_(name)
    told()
    browser.get(target.format(awa=cast.awa), status=200)
    with app.app_context():
        assert told() == [("record read", f" of={mark_of(cast.awa)} person={mark_of(getattr(cast, name))}")]


def record(message, **more):
    made = logging.LogRecord("lms", logging.ERROR, "", 0, message, (), None)
    vars(made).update(more)
    return made


def test_nothing_that_was_sent_begins_a_line():
    error = ValueError("a\n2026-01-01T00:00:00.000Z INFO sign-in person=forged\x1b[2J")
    made = record("unexpected", exc_info=(ValueError, error, None), facts={"where": "b\nc"})
    first, *rest = formatter("text").format(made).split("\n")
    assert first.endswith(r'where="b\nc"')
    assert rest
    assert all(line.startswith("    ") and line.isprintable() for line in rest)


def test_what_a_database_quotes_is_left_out(app):
    with app.app_context():
        try:
            db.session.execute(sa.text("SELECT :name FROM no_such_table"), {"name": "Awa Diallo"})
        except sa.exc.DBAPIError as error:
            made = record("unexpected", exc_info=(type(error), error, error.__traceback__))
    line = formatter("text").format(made)
    assert "Error" in line
    assert "test_guards_log.py" in line
    for said in ("Awa", "no such table", "does not exist", "SELECT :name FROM no_such_table"):
        assert said not in line.replace(
            'sa.text("SELECT :name FROM no_such_table"), {"name": "Awa Diallo"}', ""
        )


def test_as_json(app):
    made = record("sign-in", facts={"person": "0123"}, exc_info=None)
    line = formatter("json").format(made)
    assert json.loads(line).keys() == {"time", "level", "event", "person"}
    assert json.loads(line)["time"].endswith("Z")
    failed = record("unexpected", exc_info=(ValueError, ValueError("a\nb"), None))
    assert "\n" not in formatter("json").format(failed)


def test_a_failure_shows_the_number_of_its_request(awa, monkeypatch, logged):
    from lms.people.account import pages as account

    def fail(tag):
        raise RuntimeError("a secret of the machine room")

    monkeypatch.setattr(account, "use_language", fail)
    page = awa.post("/account", data={"speaks": "fr", "gender": ""}, status=500).page
    number = re.search(r"this number: ([0-9a-f]{16})", page.main)[1]
    assert [line for line in logged if f"request={number}" in line and "unexpected" in line]
