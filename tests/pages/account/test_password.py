"""Changing my password ends my sessions elsewhere, not this one."""

import pytest

from lms.people.person import Person
from tests.cast import PASSWORD

NEW = "cassava at the market"


def change(browser, status, current=PASSWORD, password=NEW, again=NEW):
    data = {"current": current, "password": password, "again": again}
    return browser.post("/account/password", data=data, status=status)


def test_it_works(client, awa):
    elsewhere = client.as_("awa")
    change(awa, 303)
    assert "Your password is changed." in awa.get("/account", status=200).page.main
    elsewhere.get("/account", status=302)
    client.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=422)
    client.post("/sign-in", data={"name": "awa", "password": NEW}, status=303)


def test_the_language_stays(bruno):
    change(bruno, 303)
    assert bruno.get("/account", status=200).page.root.get("lang") == "fr"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"current": "wrong"}, "not your present password"),
        ({"current": ""}, "Write your present password."),
        ({"again": "other words here"}, "differs"),
        ({"password": "awa diallo", "again": "awa diallo"}, "made of your name"),
        ({"password": "password123", "again": "password123"}, "tried first"),
        ({"password": "cpaslearning1", "again": "cpaslearning1"}, "words of this site"),
        ({"password": "Awa", "again": "Awa"}, "at least 10"),
    ],
)
def test_bad_input_changes_nothing(awa, rows, cast, values, told):
    before = rows(Person, Person.id == cast.awa)[0].password_hash
    assert told in change(awa, 422, **values).page.main
    assert rows(Person, Person.id == cast.awa)[0].password_hash == before


def test_wrong_tries_are_counted_with_those_at_the_door(client, awa):
    for _ in range(5):
        change(awa, 422, current="wrong")
        client.post("/sign-in", data={"name": "awa", "password": "wrong"}, status=422)
    change(awa, 429)
    client.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=422)


def test_no_connection_is_held_while_passwords_are_hashed(awa, app, monkeypatch):
    from lms.database import db
    from lms.people.account import pages as account

    held = []

    def stub(result):
        return lambda *_: held.append(db.engine.pool.checkedout()) or result

    monkeypatch.setattr(account, "matches", stub(True))
    monkeypatch.setattr(account, "hashed", stub("scrypt:1024:8:1$x$x"))
    change(awa, 303)
    assert held == [0, 0]


def test_the_language_button_changes_nothing(awa, rows, cast):
    before = rows(Person, Person.id == cast.awa)[0].password_hash
    data = {"current": PASSWORD, "password": NEW, "again": NEW, "language": "fr"}
    awa.post("/account/password", data=data, status=200)
    assert rows(Person, Person.id == cast.awa)[0].password_hash == before
