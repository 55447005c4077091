"""Joining with a one-time code, from a link or a printed slip."""

import pytest

from lms.people.person import Person
from lms.people.sign_in.invitations import Invitation, make_code
from lms.web.mail import Letter
from lms.web.throttle import Tries
from tests.cast import PASSWORD
from tests.letters import link_of

NEW = "cassava at the market"
BOTH = {"password": NEW, "again": NEW}


@pytest.fixture
def code(inside, cast):
    with inside():
        return make_code(cast.awa, "invite", by=cast.farid)


def test_opening_does_not_use_the_code(client, code, rows):
    for _ in range(3):
        page = client.get(f"/join/{code}", status=200).page
    assert "Welcome, Awa Diallo." in page.main
    assert "awa" in page.main
    assert rows(Invitation)[0].used_at is None


def test_sending_uses_it(client, code, rows, clock):
    assert client.post(f"/join/{code}", data=BOTH, status=303).location == "/"
    assert "Your password is set." in client.get("/", status=200).page.main
    assert rows(Invitation)[0].used_at == clock()
    client.another().get(f"/join/{code}", status=404)
    client.another().post(f"/join/{code}", data=BOTH, status=404)
    client.another().post("/sign-in", data={"name": "awa", "password": NEW}, status=303)


def test_sessions_elsewhere_end(client, awa, code):
    client.post(f"/join/{code}", data=BOTH, status=303)
    awa.get("/", status=302)


@pytest.mark.parametrize(
    "typed", [str.lower, lambda code: code.replace("-", ""), lambda code: code.replace("-", " ")]
)
def test_a_slip_s_code_may_be_typed_as_people_type(client, code, typed):
    answer = client.post("/join", data={"code": typed(code)}, status=303)
    client.get(answer.location, status=200)


def test_only_the_hash_is_kept(code, rows):
    kept = rows(Invitation)[0].code_hash
    assert code not in kept
    assert code.replace("-", "") not in kept


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, "Write a password."),
        ({"password": "short", "again": "short"}, "at least 10 characters"),
        ({"password": "aaaaaaaaaaaa", "again": "aaaaaaaaaaaa"}, "tried first"),
        ({"password": "password123", "again": "password123"}, "tried first"),
        ({"password": "awa@sorandia", "again": "awa@sorandia"}, "made of your name"),
        ({"password": NEW, "again": "something different"}, "differs from the first"),
        ({"password": "x" * 201, "again": "x" * 201}, "200"),
    ],
)
def test_a_bad_password_uses_nothing(client, code, rows, data, told):
    assert told in client.post(f"/join/{code}", data=data, status=422).page.main
    assert rows(Invitation)[0].used_at is None


def test_changing_the_language_uses_nothing(client, code, rows):
    page = client.post(f"/join/{code}", data={**BOTH, "language": "fr"}, status=200).page
    assert page.root.get("lang") == "fr"
    assert rows(Invitation)[0].used_at is None


def test_a_newer_code_replaces_an_older(client, code, inside, cast):
    with inside():
        newer = make_code(cast.awa, "invite", by=cast.farid)
    client.get(f"/join/{code}", status=404)
    client.get(f"/join/{newer}", status=200)


@pytest.mark.parametrize("first", ["invite", "reset"])
def test_a_code_of_either_kind_replaces_one_of_the_other(client, inside, cast, first):
    second = {"invite": "reset", "reset": "invite"}[first]
    with inside():
        older = make_code(cast.awa, first, by=cast.farid)
        newer = make_code(cast.awa, second, by=cast.farid)
    client.get(f"/join/{older}", status=404)
    client.get(f"/join/{newer}", status=200)


def test_but_a_link_asked_for_at_the_door_leaves_a_slip_alone(app, client, code, rows):
    """Anybody can ask for one."""
    client.post("/forgotten", data={"name": "awa"}, status=200)
    client.get(link_of(app, rows(Letter)[0]), status=200)
    assert len(rows(Invitation)) == 2
    client.get(f"/join/{code}", status=200)


def test_using_one_code_ends_the_others(client, code, inside, cast):
    with inside():
        link = make_code(cast.awa, "reset", by=None)
    client.post(f"/join/{link}", data=BOTH, status=303)
    client.another().get(f"/join/{code}", status=404)


def test_changing_the_password_ends_them_too(client, awa, code):
    data = {"current": PASSWORD, **BOTH}
    awa.post("/account/password", data=data, status=303)
    client.get(f"/join/{code}", status=404)


def test_a_code_runs_out(client, code, clock):
    clock.move(days=29)
    client.get(f"/join/{code}", status=200)
    clock.move(days=2)
    client.get(f"/join/{code}", status=404)


def test_an_unknown_code_has_a_page_and_is_counted(client, code):
    assert client.get("/join/AAAA-BBBB-CCCC", status=404).page.h1 == "This code does not work"
    for _ in range(9):
        client.get("/join/AAAA-BBBB-CCCC", status=404)
    client.get("/join/AAAA-BBBB-CCCC", status=429)
    client.get(f"/join/{code}", status=200)


def test_nothing_typed_is_told(client, rows):
    assert "Write the code on your slip." in client.post("/join", data={"code": "  "}, status=422).page.main
    assert rows(Tries) == []


@pytest.mark.parametrize("typed", ["ABCD/EFGH", "..", "A" * 5000, "ABCD-EFGH-JKM", "ÀBCD-EFGH-JKMN"])
def test_what_can_be_no_code_is_told_where_it_was_typed(client, typed):
    page = client.post("/join", data={"code": typed}, status=422).page
    assert "twelve letters and figures" in page.main


def test_two_who_send_at_once_use_it_once(client, code, monkeypatch):
    from lms.people.sign_in import joining

    monkeypatch.setattr(joining, "accept_code", lambda code, password: None)
    assert client.post(f"/join/{code}", data=BOTH, status=410).page.h1 == "This is no longer here"


def test_the_code_s_owner_stays_who_they_are(client, code, rows, cast):
    before = rows(Person, Person.id == cast.awa)[0]
    client.post(f"/join/{code}", data={**BOTH, "sign_in_name": "boss", "name": "Somebody"}, status=303)
    after = rows(Person, Person.id == cast.awa)[0]
    assert (after.name, after.sign_in_name) == (before.name, before.sign_in_name)


def test_a_password_counts_as_it_was_typed_however_long(client, code):
    words = "  Correct horse, battery staple: by the market of LISSA at the break of dawn  "
    assert len(words) > 64
    client.post(f"/join/{code}", data={"password": words, "again": words}, status=303)
    for other in (words.strip(), words.lower(), words[:72], f"{words} "):
        client.another().post("/sign-in", data={"name": "awa", "password": other}, status=422)
    client.another().post("/sign-in", data={"name": "awa", "password": words}, status=303)
