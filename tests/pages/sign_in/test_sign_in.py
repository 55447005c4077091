"""The door."""

import threading
import time
from datetime import timedelta

import pytest

from lms.people.person import Person
from lms.web.throttle import Tries
from tests.cast import PASSWORD


def sign_in(client, name="awa", password=PASSWORD, to="/sign-in", **kwargs):
    return client.post(to, data={"name": name, "password": password}, **kwargs)


def test_it_works(client):
    answer = sign_in(client, status=303)
    assert answer.location == "/"
    assert client.get("/", status=200).page.h1 == "My learning"


@pytest.mark.parametrize("name", ["AWA", "  awa ", "Awa@Sorandia.Example"])
def test_the_name_may_be_typed_as_people_type(client, name):
    sign_in(client, name, status=303)


@pytest.mark.parametrize("name", ["awa", "nobody", "nobody@sorandia.example"])
def test_a_wrong_password_tells_nothing(client, name, rows):
    page = sign_in(client, name, "something else", status=422).page
    assert "do not go together" in page.main
    assert page.form().values["name"] == [name]
    assert "something else" not in page.html
    client.get("/account", status=302)


def test_an_account_without_password_cannot_sign_in(client, inside, cast):
    with inside() as session:
        session.get(Person, cast.awa).password_hash = None
    sign_in(client, "awa", "", status=422)
    sign_in(client, "awa", "None", status=422)


def test_nothing_written_is_told_at_each_field(client):
    page = client.post("/sign-in", data={}, status=422).page
    assert "Write your sign-in name." in page.main
    assert "Write your password." in page.main


def test_a_doubled_value_is_refused(client):
    answer = client.post("/sign-in", data={"name": ["awa", "bruno"], "password": PASSWORD}, status=422)
    assert "sent twice" in answer.page.main


def test_tries_are_counted_per_account(client, clock, rows):
    for _ in range(10):
        sign_in(client, "awa", "wrong", status=422)
    assert sign_in(client, "awa", status=429).page.h1 == "Please wait a little"
    sign_in(client.another(), "bruno", status=303)
    assert "awa" not in str([row.key for row in rows(Tries)])
    clock.move(minutes=16)
    sign_in(client, "awa", status=303)


def test_by_whatever_name_the_account_is_called(client):
    """The other name gives no more tries; nor is it told that it is the other name."""
    for name in ("awa", "awa@sorandia.example") * 5:
        sign_in(client, name, "wrong", status=422)
    for name in ("awa", "awa@sorandia.example", "nobody@sorandia.example"):
        assert "do not go together" in sign_in(client, name, status=422).page.main


def test_tries_at_once_are_counted_before_they_are_checked(client, monkeypatch):
    from lms.people.sign_in import pages as door

    checked, answers = [], []

    def slowly(person, password, pause):
        checked.append(password)
        time.sleep(0.3)
        return False

    monkeypatch.setattr(door, "matches", slowly)
    browsers = [client.another() for _ in range(14)]
    threads = [
        threading.Thread(target=lambda b=b: answers.append(sign_in(b, "awa", "wrong").status_code))
        for b in browsers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (len(checked), answers.count(422), answers.count(429)) == (10, 10, 4)


def test_no_connection_is_held_while_a_password_is_checked(client, app, monkeypatch):
    from lms.database import db
    from lms.people.sign_in import pages as door

    held = []
    monkeypatch.setattr(door, "matches", lambda *_, pause: held.append(db.engine.pool.checkedout()) or True)
    sign_in(client, "awa", status=303)
    assert held == [0]


def test_success_forgets_the_tries(client, rows):
    for _ in range(6):
        sign_in(client, "awa", "wrong", status=422)
    sign_in(client, "awa", status=303)
    for _ in range(9):
        sign_in(client.another(), "awa", "wrong", status=422)
    sign_in(client.another(), "awa", status=303)


def test_a_camp_behind_one_address_is_not_shut_out(client):
    for name in ("awa", "bruno", "chantal", "dmitri", "farid", "elif") * 2:
        for _ in range(4):
            sign_in(client.another(), name, "wrong", status=422)
        sign_in(client.another(), name, status=303)


def test_a_merged_account_does_not_sign_in(client, inside, cast):
    from lms.people.merging import merge_persons

    with inside() as session:
        merge_persons(session.get(Person, cast.awa), session.get(Person, cast.bruno), by=cast.elif_)
    sign_in(client, "bruno", status=422)


def test_an_address_that_two_merged_records_share_is_one_person_s(elif_, client, cast, recruit):
    twin = recruit("Diallo Awa", sign_in_name="awa2", email="awa@sorandia.example")
    assert "on another record too" in elif_.get(f"/people/{cast.awa}").page.main
    elif_.post(f"/people/{cast.awa}/merge/{twin}", status=303)
    assert "on another record too" not in elif_.get(f"/people/{cast.awa}").page.main
    sign_in(client, "awa@sorandia.example", status=303)


def test_next_is_followed(client):
    assert sign_in(client, to="/sign-in?next=/account", status=303).location == "/account"


@pytest.mark.parametrize(
    "target",
    ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "account", "/a\nb"],
)
def test_next_leads_nowhere_else(client, target):
    answer = client.post(
        "/sign-in", query_string={"next": target}, data={"name": "awa", "password": PASSWORD}
    )
    assert answer.location == "/"


def test_the_language_is_the_account_s(client):
    sign_in(client, "bruno", status=303)
    assert client.get("/", status=200).page.root.get("lang") == "fr"


def test_a_language_chosen_at_the_door_is_kept(client):
    client.post("/language", data={"language": "en", "next": "/sign-in"}, status=303)
    sign_in(client, "bruno", status=303)
    assert client.get("/", status=200).page.root.get("lang") == "en"


def test_changing_the_language_keeps_what_was_typed(client, rows):
    page = client.post("/sign-in", data={"name": "awa", "password": "x", "language": "fr"}, status=200).page
    assert page.root.get("lang") == "fr"
    assert page.form().values["name"] == ["awa"]
    assert rows(Tries) == []


def test_the_session_is_a_new_one(client):
    with client.session_transaction() as session:
        session["planted"] = "before"
    sign_in(client, status=303)
    with client.session_transaction() as session:
        assert "planted" not in session


def test_a_cookie_of_another_age_is_no_account(client, cast):
    for token in ("", "nonsense", f"{cast.awa.hex}.x", f"{cast.awa.hex}.99", "0" * 32 + ".0"):
        with client.session_transaction() as session:
            session["_user_id"] = token
        client.get("/account", status=302)


def test_the_demonstration_lists_its_accounts(client, settings):
    assert "sorandia-demo" not in client.get("/sign-in").page.main
    settings(demo=True)
    assert "sorandia-demo" in client.get("/sign-in").page.main


def test_roles_hold_only_on_their_days(client, clock, inside, cast):
    from lms.people.roles.grants import Grant

    with inside() as session:
        session.get(Grant, cast["elif_grant"]).last_day = clock.today
    client.as_("elif").get("/units", status=200, check=False)
    clock.move(days=1)
    client.as_("elif").get("/units", status=403)


def test_nobody_stays_signed_in_for_longer_than_half_a_day(client, clock):
    """However often the session is renewed meanwhile."""
    sign_in(client, "awa", status=303)
    for _ in range(4):
        clock.move(hours=3)
        client.post("/account", data={"speaks": "en", "gender": ""}, status=303)
    clock.move(minutes=1)
    client.get("/account", status=302)
    sign_in(client, "awa", status=303)
    client.get("/account", status=200)


def test_a_very_long_name_is_only_wrong(client):
    sign_in(client, "a" * 5000, timedelta(days=1).__str__(), status=422)


def test_a_password_does_not_run_out(client, clock):
    """An account of the last administrator never closes."""
    clock.move(days=3650)
    client.another().post("/sign-in", data={"name": "elif", "password": PASSWORD}, status=303)
