"""Sessions: they end on the server, whatever becomes of the cookie."""

import pytest

from lms.people.sign_ins import SignIn, forget_old_sign_ins
from tests.cast import PASSWORD

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
)


def sign_in(client, name="awa", password=PASSWORD, agent=FIREFOX):
    browser = client.another()
    data = {"name": name, "password": password}
    browser.post("/sign-in", data=data, headers={"User-Agent": agent}, status=303)
    return browser


def copied(client, browser):
    """Another browser with the same cookie, as somebody who kept it would have."""
    copy = client.another()
    copy.set_cookie("__Host-lms", browser.get_cookie("__Host-lms").value)
    return copy


@pytest.fixture
def desk(client):
    return sign_in(client)


@pytest.fixture
def phone(client, desk):
    return sign_in(client, agent=PHONE)


def test_signing_out_ends_this_one_and_no_other(client, desk, phone):
    kept = copied(client, desk)
    kept.get("/account", status=200)
    desk.post("/sign-out", status=303)
    kept.get("/account", status=302)
    kept.post("/account", data={"speaks": "fr", "gender": ""}, status=303)
    phone.get("/account", status=200)


def test_signing_out_without_a_link_ends_it_with_the_next_request(client, desk, phone):
    """A script leaves the mark, since it could not reach us."""
    kept = copied(client, desk)
    desk.set_cookie("__Host-lms_reader", "left")
    desk.get("/no-such-page", status=404)
    kept.get("/account", status=302)
    phone.get("/account", status=200)


def test_a_new_password_ends_all_but_the_one_that_chose_it(client, desk, phone):
    kept = copied(client, desk)
    words = "a long walk to Lissa"
    data = {"current": PASSWORD, "password": words, "again": words}
    desk.post("/account/password", data=data, status=303)
    desk.get("/account", status=200)
    phone.get("/account", status=302)
    kept.get("/account", status=302)


def test_a_password_chosen_with_a_code_ends_all(client, desk, phone, inside, cast):
    from lms.people.sign_in.invitations import make_code

    with inside():
        code = make_code(cast.awa, "reset", by=None)
    words = "a long walk to Lissa"
    client.post(f"/join/{code}", data={"password": words, "again": words}, status=303)
    for browser in (desk, phone):
        browser.get("/account", status=302)
    client.get("/account", status=200)


def test_ending_all_of_mine(client, desk, phone):
    other = sign_in(client, "bruno")
    answer = desk.submit(desk.get("/account").page, action="/account/sessions/end", status=303)
    assert answer.location == "/sign-in"
    assert "You are signed out everywhere." in desk.get("/sign-in").page.main
    for browser in (desk, phone):
        browser.get("/account", status=302)
    other.get("/account", status=200)


def test_an_administrator_ends_all_of_anybody(elif_, client, desk, phone, cast):
    page = elif_.get(f"/people/{cast.awa}").page
    elif_.submit(page, action=f"/people/{cast.awa}/sessions/end", status=303)
    for browser in (desk, phone):
        browser.get("/account", status=302)
    sign_in(client).get("/account", status=200)


def test_nobody_else_does(client, desk, cast):
    path = f"/people/{cast.awa}/sessions/end"
    assert path not in client.as_("farid").get(f"/people/{cast.awa}").page.html
    for name in ("farid", "dmitri", "chantal", "bruno"):
        client.as_(name).post(path, status=403)
    desk.get("/account", status=200)


def test_a_merge_ends_those_of_the_record_that_went(client, elif_, cast, desk, recruit):
    from lms.people.sign_in.invitations import make_code

    twin = recruit("Diallo Awa", sign_in_name="awa2")
    with client.application.app_context():
        from lms.database import write_transaction

        with write_transaction():
            code = make_code(twin, "invite", by=None)
    words = "a long walk to Lissa"
    client.post(f"/join/{code}", data={"password": words, "again": words}, status=303)
    elif_.post(f"/people/{cast.awa}/merge/{twin}", data={"reason": "One person"}, status=303)
    client.get("/account", status=302)
    desk.get("/account", status=200)


def test_it_lists_when_and_with_what_i_signed_in(client, clock, desk):
    clock.move(minutes=5)
    phone = sign_in(client, agent=PHONE)
    clock.move(minutes=5)
    sign_in(client, agent="curl/8").post("/sign-out", status=303)
    items = phone.get("/account").page.all("li")
    lines = [" ".join("".join(item.itertext()).split()) for item in items]
    assert [line for line in lines if " · " in line] == [
        "16 November 2026, 09:10 · an unknown browser ended",
        "16 November 2026, 09:05 · Chrome on Android this browser",
        "16 November 2026, 09:00 · Firefox on Linux not signed out",
    ]


def test_what_is_over_is_not_called_open(client, clock, desk):
    clock.move(hours=12)
    page = sign_in(client).get("/account").page
    assert "16 November 2026, 09:00 · Firefox on Linux ended" in " ".join(page.main.split())


def test_it_lists_nobody_else_s(client, desk):
    assert "Firefox" not in client.as_("bruno").get("/account").page.main.replace("Firefox on Linux", "", 1)


def test_after_half_an_hour_without_a_page_it_is_over(desk, clock):
    clock.move(minutes=30)
    desk.get("/account", status=200)
    clock.move(minutes=29)
    desk.get("/account", status=200)
    clock.move(minutes=30, seconds=1)
    desk.get("/account", status=302)


def test_a_kept_cookie_is_over_too(client, desk, clock):
    kept = copied(client, desk)
    clock.move(minutes=20)
    desk.get("/account", status=200)
    clock.move(minutes=20)
    kept.get("/account", status=302)
    desk.get("/account", status=200)


def test_both_limits_are_settings(client, desk, clock, settings):
    settings(idle_minutes=5, session_hours=1)
    clock.move(minutes=5, seconds=1)
    desk.get("/account", status=302)
    again = sign_in(client)
    for _ in range(12):
        again.get("/account", status=200)
        clock.move(minutes=5)
    again.get("/account", status=302)


def test_the_cookie_is_sent_anew_once_a_minute_at_most(desk, clock):
    clock.move(seconds=30)
    assert "Set-Cookie" not in desk.get("/").headers
    clock.move(seconds=31)
    assert "Set-Cookie" in desk.get("/").headers


def test_a_cookie_that_does_not_say_when_it_was_used_opens_nothing(desk):
    with desk.session_transaction() as session:
        del session["seen"]
    desk.get("/account", status=302)


def test_sign_ins_of_long_ago_are_forgotten(inside, desk, clock, rows):
    clock.move(days=89)
    with inside():
        forget_old_sign_ins()
    assert len(rows(SignIn)) == 1
    clock.move(days=1)
    with inside():
        forget_old_sign_ins()
    assert rows(SignIn) == []


@pytest.mark.parametrize("name", ["awa", "bruno"])
def test_signing_in_again_ends_the_sign_in_before(client, desk, phone, name):
    kept = copied(client, desk)
    desk.post("/sign-in", data={"name": name, "password": PASSWORD}, status=303)
    kept.get("/account", status=302)
    for browser in (desk, phone):
        browser.get("/account", status=200)
