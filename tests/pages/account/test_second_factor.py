"""A second step at sign-in: set up, asked for, lost and taken away."""

import re
from datetime import timedelta

import pyotp
import pytest

from lms.people.second_factor.factor import SecondFactor
from lms.people.second_factor.recovery_codes import RecoveryCode
from lms.people.second_factor.removal import FactorRemoval
from tests.cast import COURSE, PASSWORD

CODE = re.compile(r"\b[2-9A-HJKMNP-Z]{4}(?:-[2-9A-HJKMNP-Z]{4}){5}\b")
SHOW = "/account/second-factor"


class Phone:
    """An authenticator app that was given the secret that a page shows."""

    def __init__(self, page, clock):
        (secret,) = re.findall(r"secret=([A-Z2-7]+)", page.links["Open it in the app of this phone"])
        assert secret in page.main.replace(" ", "")
        self.app, self.clock = pyotp.TOTP(secret), clock

    def code(self, **later):
        return self.app.at(self.clock() + timedelta(**later))


def set_up(browser, clock):
    """Sets a second step up; returns the phone and the recovery codes."""
    browser.submit(browser.get(SHOW).page, id="second-factor", current=PASSWORD, status=303)
    page = browser.get(f"{SHOW}/set-up", status=200).page
    phone = Phone(page, clock)
    answer = browser.submit(page, id="set-up", code=phone.code(), status=200)
    assert answer.headers["Cache-Control"] == "no-store"
    return phone, CODE.findall(answer.page.main)


@pytest.fixture
def phone(awa, clock):
    """Awa's phone, a step after she set it up."""
    phone, _codes = set_up(awa, clock)
    clock.move(seconds=30)
    return phone


def proved(client, name="awa", status=303):
    """A browser in which the password was right."""
    browser = client.another()
    answer = browser.post("/sign-in", data={"name": name, "password": PASSWORD}, status=status)
    assert answer.location == "/sign-in/second"
    return browser


def second(browser, code, status=303):
    return browser.post("/sign-in/second", data={"code": code}, status=status)


def test_the_whole_way(client, awa, clock):
    assert "Second step at sign-in" in awa.get("/account").page.links
    phone, codes = set_up(awa, clock)
    assert len(codes) == len(set(codes)) == 10
    assert "set up" in awa.get(SHOW).page.main
    clock.move(seconds=30)
    browser = proved(client)
    browser.get("/account", status=302)
    page = browser.get("/sign-in/second", status=200).page
    answer = browser.submit(page, id="second-step", code=phone.code(), status=303)
    assert answer.location == "/"
    browser.get("/account", status=200)


def test_the_picture_says_the_same(awa):
    awa.post(SHOW, data={"current": PASSWORD}, status=303)
    page = awa.get(f"{SHOW}/set-up").page
    (picture,) = [image for image in page.all("img") if image.get("src", "").startswith("data:image/png")]
    assert picture.get("alt")
    address = page.links["Open it in the app of this phone"]
    assert address.startswith("otpauth://totp/")
    assert "awa" in address


def test_it_counts_only_once_a_code_was_typed(client, awa):
    awa.post(SHOW, data={"current": PASSWORD}, status=303)
    awa.post(f"{SHOW}/set-up", data={"code": "000000"}, status=422)
    client.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    client.get("/account", status=200)


def test_a_password_begins_it(awa, rows):
    awa.post(SHOW, data={"current": "wrong"}, status=422)
    awa.post(SHOW, data={}, status=422)
    assert rows(SecondFactor) == []


@pytest.mark.parametrize("code", ["", "000000", "12345", "abcdef", "1" * 41, "²²²²²²", "ABCD-EFGH-JKLM"])
def test_a_wrong_code_signs_nobody_in(client, phone, code):
    browser = proved(client)
    second(browser, code, status=422)
    browser.get("/account", status=302)


def test_a_code_works_once(client, phone):
    code = phone.code()
    second(proved(client), code)
    second(proved(client), code, status=422)


def test_nor_does_one_from_before_it(client, phone):
    before = phone.code(seconds=-30)
    second(proved(client), phone.code())
    second(proved(client), before, status=422)


@pytest.mark.parametrize(("seconds", "status"), [(-30, 303), (30, 303), (-60, 422), (60, 422)])
def test_a_phone_s_clock_may_be_one_step_off(client, awa, clock, seconds, status):
    phone, _codes = set_up(awa, clock)
    clock.move(minutes=5)
    second(proved(client), phone.code(seconds=seconds), status=status)


def test_a_code_may_be_typed_in_groups(client, phone):
    code = phone.code()
    second(proved(client), f" {code[:3]} {code[3:]} ")


def test_a_recovery_code_works_once(client, awa, clock, rows):
    _phone, codes = set_up(awa, clock)
    second(proved(client), codes[3].lower().replace("-", " "))
    second(proved(client), codes[3], status=422)
    second(proved(client), codes[4])
    assert "8" in awa.get(SHOW).page.main
    assert all(code not in row.code_hash for row in rows(RecoveryCode) for code in codes)


def test_new_ones_make_the_earlier_useless(client, awa, clock):
    _phone, codes = set_up(awa, clock)
    awa.post(f"{SHOW}/codes", data={"current": "wrong"}, status=422)
    new = CODE.findall(awa.post(f"{SHOW}/codes", data={"current": PASSWORD}, status=200).page.main)
    assert not set(new) & set(codes)
    second(proved(client), codes[0], status=422)
    second(proved(client), new[0])


def test_the_code_of_another_opens_nothing(client, phone, clock):
    other, codes = set_up(client.as_("bruno", "en"), clock)
    second(proved(client), other.code(), status=422)
    second(proved(client), codes[0], status=422)


def test_the_password_is_good_for_five_minutes(client, phone, clock):
    browser = proved(client)
    clock.move(minutes=5)
    second(browser, phone.code())
    browser = proved(client)
    clock.move(minutes=5, seconds=1)
    page = second(browser, phone.code(), status=200).page
    assert "Your password comes first" in page.main
    browser.get("/account", status=302)


def test_and_until_it_is_another(client, phone, inside, cast):
    from lms.people.person import Person
    from lms.people.sign_in.passwords import set_password

    browser = proved(client)
    with inside() as session:
        set_password(session.get(Person, cast.awa), "x")
    assert "Your password comes first" in second(browser, phone.code(), status=200).page.main


def test_without_a_password_there_is_no_second_step(client, phone):
    assert "Your password comes first" in second(client.another(), phone.code(), status=200).page.main


def test_guessing_is_throttled(client, phone):
    browser = proved(client)
    for _ in range(10):
        second(browser, "000000", status=422)
    second(browser, phone.code(), status=429)


def test_a_new_password_does_not_go_around_it(client, phone, inside, cast):
    from lms.people.sign_in.invitations import make_code

    with inside():
        code = make_code(cast.awa, "reset", by=None)
    words = "cassava at the market"
    answer = client.post(f"/join/{code}", data={"password": words, "again": words}, status=303)
    assert answer.location == "/sign-in/second"
    client.get("/account", status=302)
    assert "You are signed in" not in client.get("/sign-in/second").page.main
    second(client, phone.code())
    client.get("/account", status=200)


def test_changing_the_password_does_not_ask_for_it(awa, phone):
    words = "cassava at the market"
    awa.post("/account/password", data={"current": PASSWORD, "password": words, "again": words}, status=303)
    awa.get("/account", status=200)


def test_it_leads_on_where_one_wanted_to_go(client, phone):
    browser = client.another()
    browser.post("/sign-in?next=/account", data={"name": "awa", "password": PASSWORD}, status=303)
    assert second(browser, phone.code()).location == "/account"


def test_taking_it_away_asks_for_the_password_and_ends_other_sessions(client, awa, phone):
    other = client.as_("awa")
    awa.post(f"{SHOW}/remove", data={"current": "wrong"}, status=422)
    page = awa.get(f"{SHOW}/remove", status=200).page
    awa.submit(page, id="remove-factor", current=PASSWORD, status=303)
    awa.get("/account", status=200)
    other.get("/account", status=302)
    client.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    client.get("/account", status=200)


def test_an_administrator_takes_it_from_who_lost_it(elif_, client, awa, phone, cast, rows):
    page = elif_.get(elif_.get(f"/people/{cast.awa}").page.links["Remove the second step"], status=200).page
    elif_.submit(page, id="remove-factor", status=422)
    elif_.submit(page, id="remove-factor", reason="The phone fell into the river.", status=303)
    awa.get("/account", status=302)
    client.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    assert "Elif Demir removed the second step at sign-in." in client.get("/account").page.main
    (removal,) = rows(FactorRemoval)
    assert (removal.by, removal.reason) == (cast["elif"], "The phone fell into the river.")
    assert rows(SecondFactor) == rows(RecoveryCode) == []
    elif_.post(f"/people/{cast.awa}/second-factor/remove", data={"reason": "x"}, status=409)


def test_nobody_else_does_and_no_administrator_their_own(client, elif_, phone, cast):
    path = f"/people/{cast.awa}/second-factor/remove"
    for name in ("farid", "dmitri", "chantal", "bruno"):
        client.as_(name).post(path, data={"reason": "x"}, status=403)
    elif_.post(f"/people/{cast['elif']}/second-factor/remove", data={"reason": "x"}, status=403)


def test_a_copy_of_the_database_alone_gives_no_codes(app, awa, clock, rows, monkeypatch):
    phone, _codes = set_up(awa, clock)
    (factor,) = rows(SecondFactor)
    with app.app_context():
        assert phone.app.secret == factor.secret()
        assert phone.app.secret not in str(vars(factor))
        monkeypatch.setitem(app.config, "SECRET_KEY", "another key that is not the site's own")
        assert phone.app.secret != factor.secret()


@pytest.fixture
def required(settings):
    settings(second_factor=("administrator", "trainer"))


def test_who_must_have_one_is_led_to_it(required, client, clock):
    chantal = client.as_("chantal")
    for path in ("/", "/account", "/authoring", "/courses", f"/courses/{COURSE}"):
        assert chantal.get(path, status=303).location == SHOW
    set_up(chantal, clock)
    for path in ("/", "/account", "/authoring"):
        chantal.get(path, status=200, check=False)


def test_they_can_sign_out_and_choose_their_language(required, client):
    chantal = client.as_("chantal")
    chantal.post("/language", data={"language": "fr", "next": SHOW}, status=303)
    assert chantal.get(SHOW, status=200).page.root.get("lang") == "fr"
    chantal.post("/sign-out", status=303)


def test_what_they_answer_is_not_lost(client, settings, rows):
    from lms.learning.records import Response

    log = f"/courses/{COURSE}/the-log"
    chantal = client.as_("chantal")
    form = chantal.get(log).page.form().fill(q__better__line="2", check="better-line")
    settings(second_factor=("trainer",))
    chantal.post(log, data=form, status=200)
    assert len(rows(Response)) == 1


def test_nothing_else_that_they_send_is_taken(app, client, world, settings, statements):
    """On no route, as whoever has all roles that ask for one."""
    from lms.people.second_factor.requiring import ALLOWED, ANSWERS
    from lms.web.access import PUBLIC, declared_access
    from tests.pages.crawl import address, rules

    settings(second_factor=("everybody",))
    tried = 0
    for rule in rules(app, "POST"):
        if rule.endpoint in ALLOWED | ANSWERS.get(app) or declared_access(app, rule.endpoint) is PUBLIC:
            continue
        for name in ("elif", "chantal"):
            browser = client.as_(name)
            with statements() as sent:
                answer = browser.post(address(app, rule, world), data={"text": "x"})
            assert answer.location == SHOW or answer.status_code == 403, rule
            assert [one for one in sent if one.startswith(("INSERT", "UPDATE", "DELETE"))] == [], rule
        tried += 1
    assert tried > 40


def test_they_are_told_that_they_must(required, client):
    page = client.as_("chantal").get(SHOW).page
    assert "Your role asks for it" in page.main
    assert "Not now" not in page.links


def test_an_account_that_closes_or_is_merged_meanwhile(client, elif_, phone, cast, inside):
    from lms.people.sign_in.closing import close_account, reopen_account

    browser = proved(client)
    with inside():
        close_account(cast.awa, by=cast["elif"], reason="x")
    assert "Your password comes first" in second(browser, phone.code(), status=200).page.main
    with inside():
        reopen_account(cast.awa, by=cast["elif"])
    browser = proved(client)
    elif_.post(f"/people/{cast.bruno}/merge/{cast.awa}", data={"reason": "One person"}, status=303)
    assert "Your password comes first" in second(browser, phone.code(), status=200).page.main
    browser.get("/account", status=302)


def test_a_set_up_that_was_begun_is_good_for_half_an_hour(awa, clock):
    awa.post(SHOW, data={"current": PASSWORD}, status=303)
    page = awa.get(f"{SHOW}/set-up").page
    phone = Phone(page, clock)
    clock.move(minutes=29)
    awa.get(f"{SHOW}/set-up", status=200)
    clock.move(minutes=1)
    assert awa.post(f"{SHOW}/set-up", data={"code": phone.code()}, status=303).location == SHOW


def test_its_codes_are_throttled_too(awa, clock):
    awa.post(SHOW, data={"current": PASSWORD}, status=303)
    for _ in range(10):
        awa.post(f"{SHOW}/set-up", data={"code": "000000"}, status=422)
    awa.post(f"{SHOW}/set-up", data={"code": "000000"}, status=429)


def test_right_codes_use_up_no_tries(client, phone, clock):
    for _ in range(12):
        second(proved(client), phone.code())
        clock.move(seconds=30)


def test_others_need_none(required, awa, farid):
    awa.get("/", status=200)
    farid.get("/people", status=200)


def test_everybody_may_have_to(awa, settings):
    settings(second_factor=("everybody",))
    assert awa.get("/", status=303).location == SHOW


def test_no_route_is_open_to_them_before(app, client, world, settings):
    """All but what is public, and what the set-up needs."""
    from lms.people.second_factor.requiring import ALLOWED
    from lms.web.access import PUBLIC, declared_access
    from tests.pages.crawl import address, rules

    settings(second_factor=("everybody",))
    tried = 0
    for rule in rules(app, "GET"):
        if rule.endpoint in ALLOWED or declared_access(app, rule.endpoint) is PUBLIC:
            continue
        browser = client.as_("elif")
        answer = browser.get(address(app, rule, world))
        assert (answer.status_code, answer.location) in ((303, SHOW), (403, None)), rule
        tried += 1
    assert tried > 40


def test_an_administrator_is_asked_the_first_time(client, clock):
    browser = client.another()
    data = {"name": "elif", "password": PASSWORD}
    assert browser.post("/sign-in", data=data, status=303).location == SHOW
    assert browser.get(SHOW, status=200).page.links["Not now"] == "/"
    browser.get("/", status=200)
    clock.move(hours=1)
    assert client.another().post("/sign-in", data=data, status=303).location == "/"


def test_nobody_else_is_nor_in_the_demonstration(client, settings):
    assert client.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303).location == "/"
    settings(demo=True)
    data = {"name": "elif", "password": PASSWORD}
    assert client.another().post("/sign-in", data=data, status=303).location == "/"
