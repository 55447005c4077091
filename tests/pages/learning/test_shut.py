"""What was answered before somebody came in with a code that another had made is shut to them."""

import re

import pytest

from lms.learning.assessment.attempt import Attempt
from lms.learning.records import UnclaimedAnswers
from lms.people.addresses import AddressConfirmation
from lms.people.shut_answers import ShutAnswers
from lms.web.mail import Letter
from tests.cast import COURSE, PASSWORD
from tests.letters import link_of

CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")
LOG = f"/courses/{COURSE}/the-log"
ASSESSMENT = f"/courses/{COURSE}/assessment"
WORDS = "cassava at the market"


def code_by(browser, person):
    return CODE.search(browser.post(f"/people/{person}/code", status=200).page.main).group()


def join(client, code):
    browser = client.another()
    browser.post(f"/join/{code}", data={"password": WORDS, "again": WORDS}, status=303)
    return browser


@pytest.fixture
def practised(awa):
    """Awa answers a practice question, wrong."""
    page = awa.get(LOG).page
    awa.post(LOG, data=page.form().fill(q__better__line="1", check="better-line"), status=200)


@pytest.fixture
def sat(awa, practised, attempt, clock):
    """Awa's attempt, submitted; its address."""
    awa.post(f"{attempt}/submit", data={"act": "submit"}, status=303)
    clock.move(minutes=5)
    return attempt


@pytest.fixture
def taken(client, farid, cast, sat):
    """A browser in which the focal point signs in as Awa, by a code of their own making."""
    return join(client, code_by(farid, cast.awa))


def chosen(page):
    return [field.get("value") for field in page.all("input") if field.get("checked") is not None]


def test_they_see_no_attempt_and_no_score(taken, sat):
    page = taken.get(f"{sat}/result", status=403).page
    assert page.h1 == "These answers are shut"
    taken.get(sat, status=403)
    assert "%" not in " ".join(
        "".join(item.itertext()) for item in taken.get(ASSESSMENT, status=200).page.all("li")
    )
    assert sat not in taken.get(ASSESSMENT).page.html


def test_nor_what_was_answered_in_practice(awa, taken, client, inside, cast):
    assert chosen(taken.get(LOG, status=200).page) == []
    with inside() as session:
        session.query(ShutAnswers).delete()
    assert chosen(taken.get(LOG).page) == ["1"]


def test_nor_a_running_paper(client, farid, cast, attempt, clock, rows):
    clock.move(minutes=5)
    taken = join(client, code_by(farid, cast.awa))
    taken.get(attempt, status=403)
    taken.get(f"{attempt}/submit", status=403)
    answer = taken.post(attempt, headers={"Accept": "application/json"}, status=403)
    assert answer.json["error"] == "These answers are shut"
    taken.post(f"{attempt}/submit", data={"act": "submit"}, status=403)
    assert rows(Attempt)[0].submitted_at is None


def test_nor_what_waits_for_its_owner(client, awa, farid, cast, rows, clock):
    form = awa.get(LOG).page.form().fill(q__better__line="2", check="better-line")
    awa.post("/sign-out", status=303)
    awa.post(LOG, data=form, status=303)
    (waiting,) = rows(UnclaimedAnswers)
    clock.move(minutes=5)
    taken = join(client, code_by(farid, cast.awa))
    assert "Nothing is waiting" in taken.get("/held", status=200).page.main
    taken.post(f"/held/{waiting.id}/send", status=404)
    taken.post(f"/held/{waiting.id}/discard", status=404)
    assert len(rows(UnclaimedAnswers)) == 1


def test_nor_the_remarks(client, awa, farid, cast, clock):
    mine = "The second line is wrong."
    form = awa.get(f"{LOG}/remark", status=200).page.form(id="write")
    awa.post(f"{LOG}/remark", data=form.fill(remark=mine), status=303)
    assert mine in awa.get("/remarks").page.main
    clock.move(minutes=5)
    assert mine not in join(client, code_by(farid, cast.awa)).get("/remarks", status=200).page.main


def test_what_they_answer_from_then_on_is_theirs_to_see(taken):
    page = taken.get(LOG).page
    taken.post(LOG, data=page.form().fill(q__better__line="2", check="better-line"), status=200)
    assert chosen(taken.get(LOG).page) == ["2"]


def test_what_was_completed_stays_completed(taken, sat):
    """It is no answer and no score; and nobody has to learn it again."""
    assert "You have begun" not in taken.get(ASSESSMENT, status=200).page.main
    assert "Begin the assessment" in taken.get(ASSESSMENT).page.main


def test_my_account_says_so(taken):
    words = taken.get("/account", status=200).page.main
    assert "Answers and scores from before 16 November 2026, 09:05 are shut" in words
    assert "with a code that Farid Rahmani had made" in words


def test_an_administrator_opens_them_with_a_reason(elif_, taken, sat, cast, rows):
    page = elif_.get(elif_.get(f"/people/{cast.awa}").page.links["Open earlier answers"], status=200).page
    elif_.submit(page, id="open-answers", status=422)
    taken.get(f"{sat}/result", status=403)
    elif_.submit(page, id="open-answers", reason="She came with her card.", status=303)
    taken.get(f"{sat}/result", status=200)
    (shut,) = rows(ShutAnswers)
    assert (shut.made_by, shut.opened_by, shut.reason) == (cast.farid, cast.elif_, "She came with her card.")
    assert "Elif Demir opened the earlier answers again." in taken.get("/account").page.main
    assert "Open earlier answers" not in elif_.get(f"/people/{cast.awa}").page.links
    elif_.post(f"/people/{cast.awa}/answers/open", data={"reason": "Again"}, status=409)


def test_nobody_else_does(farid, taken, client, cast):
    path = f"/people/{cast.awa}/answers/open"
    assert path not in farid.get(f"/people/{cast.awa}").page.html
    for name in ("farid", "dmitri", "chantal", "bruno"):
        client.as_(name).get(path, status=403)
    taken.post(path, data={"reason": "Please"}, status=403)


def test_an_administrator_s_code_shuts_them_too(client, elif_, cast, sat):
    taken = join(client, code_by(elif_, cast.awa))
    taken.get(f"{sat}/result", status=403)


def test_the_first_code_of_an_account_shuts_nothing(client, farid, recruit, rows):
    join(client, code_by(farid, recruit("Hamid", "u5")))
    assert rows(ShutAnswers) == []


def test_but_it_does_where_something_was_learnt(client, farid, cast, sat, inside):
    """As after a merge into a record without a password."""
    from lms.people.person import Person

    with inside() as session:
        session.get(Person, cast.awa).password_hash = None
    join(client, code_by(farid, cast.awa)).get(f"{sat}/result", status=403)


def test_its_owner_still_sees_them_with_a_password_of_their_own(client, sat):
    client.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    client.get(f"{sat}/result", status=200)


def reset(app, client, rows):
    """A browser in which somebody chose a new password with the link that they asked for at the door."""
    browser = client.another()
    browser.post("/forgotten", data={"name": "awa"}, status=200)
    newest = max(rows(Letter), key=lambda letter: letter.taken_at)
    browser.post(link_of(app, newest), data={"password": WORDS, "again": WORDS}, status=303)
    return browser


def test_a_link_to_ones_own_address_shuts_nothing(app, client, sat, rows):
    reset(app, client, rows).get(f"{sat}/result", status=200)
    assert rows(ShutAnswers) == []


def test_it_opens_what_is_shut(app, client, taken, sat, rows):
    taken.get(f"{sat}/result", status=403)
    browser = reset(app, client, rows)
    browser.get(f"{sat}/result", status=200)
    assert "with a link to their own address" in browser.get("/account").page.main
    taken.get("/account", status=302)


def test_one_to_an_address_that_somebody_else_wrote_shuts(app, client, farid, cast, sat, rows):
    """Whoever keeps the record could have it sent to themselves."""
    page = farid.get(f"/people/{cast.awa}/edit").page
    farid.submit(page, id="person", email="puppet@sorandia.example", status=303)
    browser = reset(app, client, rows)
    browser.get(f"{sat}/result", status=403)
    assert "that the owner had not confirmed" in browser.get("/account").page.main
    # A second one opens it no sooner.
    reset(app, client, rows).get(f"{sat}/result", status=403)


def test_whoever_joins_by_a_letter_confirms_its_address(app, client, elif_, recruit, rows):
    person = recruit("Hamid", "u5", sign_in_name="hamid", email="hamid@sorandia.example")
    elif_.post(f"/people/{person}/invite", status=303)
    client.post(link_of(app, rows(Letter)[0]), data={"password": WORDS, "again": WORDS}, status=303)
    confirmed = rows(AddressConfirmation, AddressConfirmation.person_id == person)
    assert [one.address for one in confirmed] == ["hamid@sorandia.example"]
    assert rows(ShutAnswers) == []
