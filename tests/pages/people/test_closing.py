"""Accounts close some time after the last posting or role, or by an administrator's word."""

from datetime import timedelta

import pytest

from lms.people.roles.grants import Grant
from lms.people.sign_in.closing import Closure, LastAdministrator, close_account, last_day_open
from lms.people.sign_ins import SignIn
from lms.postings.posting import Posting, open_posting
from tests.cast import PASSWORD
from tests.clock import TODAY

DAY = timedelta(days=1)


def sign_in(client, name="awa", status=303):
    browser = client.another()
    answer = browser.post("/sign-in", data={"name": name, "password": PASSWORD}, status=status)
    return answer if status != 303 else browser


@pytest.fixture
def leaves(inside, cast):
    """Ends Awa's posting after this day."""

    def leave(last_day):
        with inside() as session:
            for posting in session.query(Posting).filter(Posting.person_id == cast.awa):
                posting.last_day = last_day

    return leave


@pytest.mark.parametrize(
    ("last_days", "open_until"),
    [
        ([], None),
        ([None], None),
        ([TODAY, None], None),
        ([TODAY], TODAY + 90 * DAY),
        ([TODAY, TODAY + DAY], TODAY + 91 * DAY),
    ],
)
def test_the_day(last_days, open_until):
    assert last_day_open(last_days, 90 * DAY) == open_until


def test_it_closes_after_ninety_days(client, leaves, clock):
    leaves(TODAY)
    clock.move(days=90)
    sign_in(client)
    clock.move(days=1)
    page = sign_in(client, status=403).page
    assert page.h1 == "This account is closed"
    assert "sign in as before" in page.main


def test_after_how_many_is_a_setting(client, leaves, settings, clock):
    settings(close_after_days=10)
    leaves(TODAY)
    clock.move(days=11)
    sign_in(client, status=403)


def test_only_who_has_the_password_learns_of_it(client, leaves, clock):
    leaves(TODAY)
    clock.move(days=91)
    answer = client.post("/sign-in", data={"name": "awa", "password": "something else"}, status=422)
    assert "do not go together" in answer.page.main


def test_no_session_of_it_begins(client, leaves, clock, rows):
    leaves(TODAY)
    clock.move(days=91)
    sign_in(client, status=403)
    assert rows(SignIn) == []


def test_a_code_opens_it_no_more_and_is_not_used_up(farid, client, cast, leaves, clock, inside):
    from lms.people.sign_in.invitations import make_code

    leaves(TODAY)
    clock.move(days=91)
    with inside():
        code = make_code(cast.awa, "reset", by=None)
    words = {"password": "cassava at the market", "again": "cassava at the market"}
    page = client.post(f"/join/{code}", data=words, status=403).page
    assert page.h1 == "This account is closed"
    leaves(None)
    client.post(f"/join/{code}", data=words, status=303)


def test_a_new_posting_opens_it(client, cast, leaves, clock, inside):
    leaves(TODAY)
    clock.move(days=91)
    sign_in(client, status=403)
    with inside():
        open_posting(cast.awa, cast.police, "police", "individual_police", "Adviser", clock.today)
    sign_in(client).get("/", status=200)


def test_a_role_keeps_it_open(client, cast, leaves, clock, appoint):
    leaves(TODAY)
    appoint("trainer", cast.awa, last_day=TODAY + 10 * DAY)
    clock.move(days=100)
    sign_in(client)
    clock.move(days=1)
    sign_in(client, status=403)


def test_who_was_never_posted_stays(client, cast, clock, recruit, inside):
    from lms.people.sign_in.invitations import make_code

    person = recruit("Nobody Yet", None, sign_in_name="nobody")
    clock.move(days=400)
    with inside():
        code = make_code(person, "invite", by=None)
    words = {"password": "cassava at the market", "again": "cassava at the market"}
    client.post(f"/join/{code}", data=words, status=303)


def test_never_that_of_the_last_administrator(client, cast, clock, inside, appoint):
    with inside() as session:
        for model in (Posting, Grant):
            for row in session.query(model).filter(model.person_id == cast["elif"]):
                row.last_day = TODAY
    clock.move(days=400)
    sign_in(client, "elif")
    with inside() as session:
        open_posting(cast.bruno, cast.police, "police", "individual_police", "Adviser", clock.today)
    appoint("administrator", cast.bruno, first_day=clock.today)
    sign_in(client, "elif", status=403)


def test_it_is_said_on_my_learning_before(client, leaves, clock):
    said = "Your account closes after 14 February 2027"
    leaves(TODAY + 31 * DAY)
    assert "Your account closes" not in client.as_("awa").get("/").page.main
    leaves(TODAY + 30 * DAY)
    assert "Your account closes after 16 March 2027" in client.as_("awa").get("/").page.main
    leaves(TODAY)
    clock.move(days=60)
    assert said in client.as_("awa").get("/").page.main


def test_an_administrator_closes_it_with_a_reason(elif_, client, cast, rows):
    desk = sign_in(client)
    page = elif_.get(elif_.get(f"/people/{cast.awa}").page.links["Close this account"], status=200).page
    elif_.submit(page, id="close", status=422)
    desk.get("/account", status=200)
    elif_.submit(page, id="close", reason="Left without a word.", status=303)
    desk.get("/account", status=302)
    sign_in(client, status=403)
    (closure,) = rows(Closure)
    assert (closure.person_id, closure.by, closure.reason) == (cast.awa, cast["elif"], "Left without a word.")
    page = elif_.get(f"/people/{cast.awa}").page
    assert "Elif Demir closed this account." in page.main
    elif_.post(f"/people/{cast.awa}/close", data={"reason": "Again"}, status=409)


def test_and_opens_it_again(elif_, client, cast):
    elif_.post(f"/people/{cast.awa}/close", data={"reason": "A mistake"}, status=303)
    page = elif_.get(f"/people/{cast.awa}").page
    elif_.submit(page, action=f"/people/{cast.awa}/reopen", status=303)
    desk = sign_in(client)
    assert "Elif Demir opened the account again." in desk.get("/account").page.main
    elif_.post(f"/people/{cast.awa}/reopen", status=409)


def test_or_a_new_posting_does(elif_, client, cast, inside, clock):
    elif_.post(f"/people/{cast.awa}/close", data={"reason": "Left"}, status=303)
    with inside():
        open_posting(cast.awa, cast.police, "police", "individual_police", "Adviser", clock.today)
    assert "with a new posting" in sign_in(client).get("/account").page.main


def test_the_last_administrator_s_is_not_closed(cast, inside, appoint, elif_):
    with inside(), pytest.raises(LastAdministrator):
        close_account(cast["elif"], by=cast.bruno, reason="x")
    appoint("administrator", cast.bruno)
    elif_.post(f"/people/{cast.bruno}/close", data={"reason": "x"}, status=303)
    with inside(), pytest.raises(LastAdministrator):
        close_account(cast["elif"], by=cast.bruno, reason="x")


def test_nobody_else_closes(client, cast, rows):
    for name in ("farid", "dmitri", "chantal", "bruno"):
        for act in ("close", "reopen"):
            client.as_(name).post(f"/people/{cast.awa}/{act}", data={"reason": "x"}, status=403)
    assert rows(Closure) == []
