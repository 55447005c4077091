"""Two accounts in use are merged only where the owner of each says so, or an administrator says why."""

import re

import pytest

from lms.learning.assessment.attempt import Attempt
from lms.learning.enrolment import enrol
from lms.people.merging import Merge
from lms.people.person import Person
from tests.cast import COURSE, PASSWORD

CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")
WORDS = "cassava at the market"


def join(client, code, words=WORDS):
    browser = client.another()
    browser.post(f"/join/{code}", data={"password": words, "again": words}, status=303)
    return browser


def code_by(browser, person):
    return CODE.search(browser.post(f"/people/{person}/code", status=200).page.main).group()


def merge_code(browser):
    answer = browser.submit(browser.get("/account").page, action="/account/merge-code", status=200)
    assert answer.headers["Cache-Control"] == "no-store"
    return CODE.search(answer.page.main).group()


@pytest.fixture
def puppet(farid, client, recruit):
    """An account of a focal point's own making, and its browser."""
    person = recruit("Puppet One", "u5", sign_in_name="puppet")
    return person, join(client, code_by(farid, person))


@pytest.fixture
def victim(client, cast):
    """Awa, who has a password."""
    client.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    return client


def test_a_focal_point_alone_merges_no_two_accounts_in_use(farid, puppet, cast, rows):
    person, _browser = puppet
    for way in (f"/people/{person}/merge/{cast.awa}", f"/people/{cast.awa}/merge/{person}"):
        page = farid.get(way, status=200).page
        assert "the owner of each has to agree" in page.main
        farid.submit(page, id="merge", status=422)
        farid.post(way, data={"reason": "They are one person."}, status=422)
    assert rows(Merge) == []


def test_nor_takes_the_answers_of_one_into_a_record_without_a_password(farid, cast, recruit, rows):
    """With a code of their own making they would sign in to it."""
    person = recruit("Puppet Two", "u5")
    page = farid.get(f"/people/{person}/merge/{cast.awa}", status=200).page
    assert "Keep the other one instead" in page.main
    farid.post(f"/people/{person}/merge/{cast.awa}", status=409)
    assert rows(Merge) == []


def test_with_the_codes_of_both_owners_they_do(farid, puppet, victim, cast, rows):
    person, browser = puppet
    way = f"/people/{cast.awa}/merge/{person}"
    page = farid.get(way).page
    codes = {"kept_code": merge_code(victim), "merged_code": merge_code(browser)}
    farid.submit(page, id="merge", **(codes | {"merged_code": "ABCD-EFGH-JKLM"}), status=422)
    farid.submit(page, id="merge", **{"kept_code": codes["merged_code"], "merged_code": codes["kept_code"]})
    assert rows(Merge) == []
    typed = {name: code.lower().replace("-", " ") for name, code in codes.items()}
    farid.submit(page, id="merge", **typed, status=303)
    (merge,) = rows(Merge)
    assert (merge.kept_id, merge.merged_id, merge.reason) == (cast.awa, person, None)


def test_a_code_works_once_and_for_two_days(farid, puppet, victim, cast, rows, clock):
    person, browser = puppet
    way = f"/people/{cast.awa}/merge/{person}"
    codes = {"kept_code": merge_code(victim), "merged_code": merge_code(browser)}
    clock.move(hours=48)
    farid.post(way, data=codes, status=422)
    clock.move(hours=-1)
    farid.post(way, data=codes, status=303)
    farid.post(f"/merges/{rows(Merge)[0].id}/undo", status=303)
    farid.post(way, data=codes, status=422)


def test_a_new_code_makes_the_earlier_useless(farid, puppet, victim, cast):
    person, browser = puppet
    first = merge_code(victim)
    merge_code(victim)
    codes = {"kept_code": first, "merged_code": merge_code(browser)}
    farid.post(f"/people/{cast.awa}/merge/{person}", data=codes, status=422)


def test_no_code_is_made_where_earlier_answers_are_shut(farid, client, cast):
    """Whoever came in with another's code could hand on what is shut to them."""
    browser = join(client, code_by(farid, cast.awa))
    assert "Make a code for merging" not in browser.get("/account").page.main
    browser.post("/account/merge-code", status=403)


def test_an_administrator_says_why(elif_, puppet, cast, rows):
    person, _browser = puppet
    page = elif_.get(f"/people/{cast.awa}/merge/{person}").page
    elif_.submit(page, id="merge", status=422)
    elif_.submit(page, id="merge", reason="Both came to the office.", status=303)
    assert rows(Merge)[0].reason == "Both came to the office."


def test_a_record_that_nobody_uses_needs_no_word(farid, cast, recruit, rows):
    person = recruit("Awa Diallo", "u5")
    page = farid.get(f"/people/{cast.awa}/merge/{person}").page
    assert "owner of each" not in page.main
    farid.submit(page, id="merge", status=303)
    assert len(rows(Merge)) == 1


def test_what_was_learnt_without_a_password_is_in_use_too(farid, cast, recruit, inside):
    person = recruit("Awa Diallo", "u5")
    with inside():
        enrol(person, COURSE)
    farid.post(f"/people/{cast.awa}/merge/{person}", status=422)


def history(page):
    return [
        " ".join("".join(item.itertext()).split())
        for item in page.all("li")
        if "merge" in "".join(item.itertext())
    ]


def test_it_stands_on_both_records_and_on_my_account(elif_, client, puppet, cast, rows, clock):
    person, _browser = puppet
    elif_.post(f"/people/{cast.awa}/merge/{person}", data={"reason": "One person"}, status=303)
    clock.move(minutes=5)
    made = "Elif Demir merged another record into this one: that of Puppet One."
    assert [made in line for line in history(client.as_("awa").get("/account").page)] == [True]
    assert [made in line for line in history(elif_.get(f"/people/{cast.awa}").page)] == [True]
    (given_up,) = history(elif_.get(f"/people/{person}").page)
    assert "Elif Demir merged this record into another: that of Awa Diallo." in given_up
    elif_.post(f"/merges/{rows(Merge)[0].id}/undo", status=303)
    undone = "Elif Demir undid the merge of the records of Awa Diallo and Puppet One."
    for page in (
        client.as_("awa").get("/account").page,
        client.as_("puppet").get("/account").page,
        elif_.get(f"/people/{cast.awa}").page,
        elif_.get(f"/people/{person}").page,
    ):
        newest, _made = history(page)
        assert undone in newest


def test_nobody_reads_anothers_scores_by_merging(farid, client, puppet, victim, cast, inside, rows, clock):
    """As a focal point tried it: merge, look, undo."""
    person, browser = puppet
    with inside() as session:
        enrol(cast.awa, COURSE)
        attempt = Attempt(
            person_id=cast.awa,
            course=COURSE,
            edition=1,
            paper=[],
            seed=1,
            language="en",
            started_at=clock(),
            submitted_at=clock(),
        )
        session.add(attempt)
        session.flush()
        attempt_id = attempt.id
    for way in (f"/people/{person}/merge/{cast.awa}", f"/people/{cast.awa}/merge/{person}"):
        farid.post(way, data={"kept_code": merge_code(browser), "merged_code": merge_code(browser)})
    assert rows(Merge) == []
    assert rows(Attempt)[0].person_id == cast.awa
    browser.get(f"/attempts/{attempt_id}/result", status=404)
    assert rows(Person, Person.id == cast.awa)[0].password_hash
