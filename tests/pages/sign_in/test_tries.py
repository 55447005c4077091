"""Tries at the door: a stranger shuts no owner out, many over the site are noticed, and nothing is told."""

import base64
import threading
import time

import pytest
from itsdangerous import URLSafeSerializer
from werkzeug.security import generate_password_hash

from lms.people.person import Person
from lms.people.sign_in import passwords, tries
from lms.web.signing import serializer
from lms.web.throttle import Tries
from tests.cast import PASSWORD


def sign_in(client, name="awa", password=PASSWORD, status=303):
    return client.post("/sign-in", data={"name": name, "password": password}, status=status)


@pytest.fixture
def known(client):
    """A browser in which Awa has signed in before, and out again."""
    browser = client.another()
    sign_in(browser)
    browser.post("/sign-out", status=303)
    return browser


def shut_out(client, name="awa"):
    stranger = client.another()
    for _ in range(10):
        sign_in(stranger, name, "wrong", status=422)
    sign_in(stranger, name, "wrong", status=429)


def test_a_stranger_s_tries_do_not_shut_out_a_browser_that_is_known(client, known):
    shut_out(client)
    sign_in(client.another(), status=429)
    sign_in(known, status=303)


def test_which_has_ten_of_its_own(client, known):
    for _ in range(10):
        sign_in(known, "awa", "wrong", status=422)
    sign_in(known, status=429)
    sign_in(client.another(), status=303)


def test_its_mark_names_nobody_and_is_kept_from_scripts(known):
    cookie = known.get_cookie("__Host-lms_known")
    assert "awa" not in cookie.value
    assert (cookie.http_only, cookie.secure, cookie.same_site) == (True, True, "Lax")
    assert cookie.max_age > 100 * 24 * 3600


def test_it_is_known_to_no_other_account(client, known):
    shut_out(client, "bruno")
    sign_in(known, "bruno", status=429)


def test_on_a_shared_computer_it_is_known_to_the_last_five(client, inside, cast):
    browser = client.another()
    for name in ("awa", "bruno", "chantal", "dmitri", "farid", "elif"):
        sign_in(browser, name)
        browser.post("/sign-out", status=303)
    for name, status in (("awa", 429), ("bruno", 303), ("elif", 303)):
        shut_out(client, name)
        sign_in(browser, name, status=status)


@pytest.mark.parametrize("mark", ["", "forged", "WyJhIixbXV0.forged"])
def test_a_forged_mark_is_none(client, mark):
    shut_out(client)
    browser = client.another()
    browser.set_cookie("__Host-lms_known", mark)
    sign_in(browser, status=429)


def test_it_ends_with_the_password(client, known, inside, cast):
    with inside() as session:
        passwords.set_password(
            session.get(Person, cast.awa), generate_password_hash("new words", method=passwords.METHOD)
        )
    shut_out(client)
    sign_in(known, "awa", "new words", status=429)


def test_a_refusal_does_not_tell_which_address_is_whose(client):
    """Ten tries for the sign-in name: the address is refused as one that nobody has."""
    shut_out(client)
    for name in ("awa@sorandia.example", "bruno@sorandia.example", "nobody@sorandia.example"):
        assert "do not go together" in sign_in(client.another(), name, "wrong", status=422).page.main


def test_codes_are_not_shut_out_by_it(client, inside, cast):
    from lms.people.sign_in.invitations import make_code

    shut_out(client)
    with inside():
        code = make_code(cast.awa, "reset", by=None)
    words = "cassava at the market"
    client.post(f"/join/{code}", data={"password": words, "again": words}, status=303)


def test_one_password_over_many_names_is_noticed(client, monkeypatch, logged):
    monkeypatch.setattr(tries, "MANY", 20)
    monkeypatch.setattr(tries, "LONGEST_PAUSE_S", 0.01)
    for number in range(25):
        sign_in(client.another(), f"name{number}", "Summer in Lissa", status=422)
    (noticed,) = [line for line in logged if "many failed sign-ins" in line]
    assert "WARNING" in noticed
    assert noticed.endswith("failures=21 minutes=10")
    assert "name1" not in "".join(logged)


def test_and_holds_up_browsers_that_nobody_knows(client, known, monkeypatch):
    monkeypatch.setattr(tries, "MANY", 2)
    pauses = []
    monkeypatch.setattr(passwords.time, "sleep", pauses.append)
    for number in range(8):
        sign_in(client.another(), f"name{number}", "wrong", status=422)
    assert pauses == [0.5, 1, 1.5, 2, 2]
    sign_in(known)
    assert len(pauses) == 5
    sign_in(client.another())
    assert pauses[-1] == 2
    assert len(pauses) == 6


def test_who_is_held_up_keeps_no_turn_from_a_known_browser(client, known, monkeypatch):
    monkeypatch.setattr(tries, "MANY", 1)
    for number in range(3):
        sign_in(client.another(), f"name{number}", "wrong", status=422)
    monkeypatch.setattr(tries, "LONGEST_PAUSE_S", 0.6)
    strangers = [
        threading.Thread(target=sign_in, args=(client.another(), f"stranger{number}", "wrong", 422))
        for number in range(3)
    ]
    for stranger in strangers:
        stranger.start()
    began = time.monotonic()
    sign_in(known)
    took = time.monotonic() - began
    for stranger in strangers:
        stranger.join(30)
    assert took < 0.5


def test_its_other_name_gives_no_more_tries(client):
    shut_out(client)
    sign_in(client.another(), "awa@sorandia.example", status=422)


def test_what_a_known_browser_mistypes_counts_for_itself(known, rows):
    before = len(rows(Tries))
    sign_in(known, "awa", "wrong", status=422)
    assert tries.FAILURES
    assert len(rows(Tries)) == before + 2


def test_an_old_hash_is_renewed(client, inside, cast, rows, monkeypatch):
    old = rows(Person, Person.id == cast.awa)[0]
    monkeypatch.setattr(passwords, "METHOD", "scrypt:2048:8:1")
    desk = client.another()
    sign_in(desk)
    new = rows(Person, Person.id == cast.awa)[0]
    assert new.password_hash.startswith("scrypt:2048:8:1$")
    assert new.secret == old.secret
    sign_in(client.another())
    assert rows(Person, Person.id == cast.awa)[0].password_hash == new.password_hash
    desk.get("/account", status=200)


def test_a_wrong_password_renews_nothing(client, cast, rows, monkeypatch):
    monkeypatch.setattr(passwords, "METHOD", "scrypt:2048:8:1")
    sign_in(client, "awa", "wrong", status=422)
    assert rows(Person, Person.id == cast.awa)[0].password_hash.startswith("scrypt:1024:8:1$")


def test_two_are_hashed_at_once_and_others_wait(client, app, monkeypatch):
    at_once, most, lock = [0], [0], threading.Lock()

    def slowly(stored, password):
        with lock:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        threading.Event().wait(0.1)
        with lock:
            at_once[0] -= 1
        return True

    monkeypatch.setattr(passwords, "check_password_hash", slowly)
    answers = []
    names = ("awa", "bruno", "chantal", "dmitri", "farid", "elif")
    browsers = [(client.another(), name) for name in names]
    threads = [
        threading.Thread(target=lambda b=browser, n=name: answers.append(sign_in(b, n).status_code))
        for browser, name in browsers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert answers == [303] * len(names)
    assert most == [2]


def test_whoever_waits_in_vain_is_told_to_come_back(client, monkeypatch, rows):
    monkeypatch.setattr(passwords, "WAIT_S", 0.05)
    with passwords.turn_to_hash(), passwords.turn_to_hash():
        answer = sign_in(client, status=503)
    assert int(answer.headers["Retry-After"]) > 0
    assert "Many people are signing in at this moment." in answer.page.main
    sign_in(client)


def test_its_mark_is_signed_by_sha_256(client, known, app):
    mark = known.get_cookie("__Host-lms_known").value
    _, _, signature = mark.rpartition(".")
    assert len(base64.urlsafe_b64decode(signature + "=")) == 32
    with app.app_context():
        number, codes = serializer("known browser").loads(mark)
    assert {len(bytes.fromhex(part)) for part in (number, *codes)} == {16}
    shut_out(client)
    browser = client.another()
    weaker = URLSafeSerializer(app.config["SECRET_KEY"], salt="known browser")
    browser.set_cookie("__Host-lms_known", weaker.dumps([number, codes]))
    sign_in(browser, status=429)
