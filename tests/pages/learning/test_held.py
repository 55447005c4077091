"""Answers that arrive after signing out are kept for their owner, and sent at their owner's word."""

import uuid

import pytest

from lms.learning.assessment.attempt import Attempt
from lms.learning.records import Completion, Response, UnclaimedAnswers
from lms.people.merging import merge_persons
from lms.people.person import Person
from tests.cast import COURSE, PASSWORD

LOG = f"/courses/{COURSE}/the-log"


@pytest.fixture
def answered(awa):
    """What Awa's open page would send."""
    return awa.get(LOG).page.form().fill(q__better__line="2", check="better-line")


@pytest.fixture
def held(awa, answered):
    awa.post("/sign-out", status=303)
    answer = awa.post(LOG, data=answered, status=303)
    assert answer.location == "/sign-in"
    return awa


def test_they_are_kept_not_counted(held, rows, cast):
    assert "Your answers are kept" in held.get("/sign-in").page.main
    (row,) = rows(UnclaimedAnswers)
    assert (row.person_id, row.path) == (cast.awa, LOG)
    assert row.values == {"q-better-line": ["2"], "check": ["better-line"]}
    assert rows(Response) == []


def test_their_owner_is_led_to_them(held):
    answer = held.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    assert answer.location == "/held"
    assert "Sent on 16 November 2026" in held.get("/held", status=200).page.main


def test_they_are_sent_at_their_owner_s_word(held, client, rows):
    awa = client.as_("awa")
    page = awa.get("/held").page
    answer = awa.submit(page, action=f"/held/{rows(UnclaimedAnswers)[0].id}/send", status=303)
    assert answer.location == LOG
    assert "Your answers were sent." in awa.get(LOG).page.main
    assert [row.answer for row in rows(Response)] == [[2]]
    assert rows(UnclaimedAnswers) == []
    assert "Nothing is waiting" in awa.get("/held").page.main


def test_they_are_discarded_at_their_owner_s_word(held, client, rows):
    awa = client.as_("awa")
    awa.post(f"/held/{rows(UnclaimedAnswers)[0].id}/discard", status=303)
    assert rows(UnclaimedAnswers) == []
    assert rows(Response) == []


def test_nobody_else_sees_or_sends_them(held, rows, farid, elif_):
    held_id = rows(UnclaimedAnswers)[0].id
    for browser in (farid, elif_):
        assert "Nothing is waiting" in browser.get("/held").page.main
        browser.post(f"/held/{held_id}/send", status=404)
        browser.post(f"/held/{held_id}/discard", status=404)
    assert len(rows(UnclaimedAnswers)) == 1


def test_another_who_signed_in_meanwhile_gets_none_of_them(client, answered, rows, cast):
    farid = client.as_("farid")
    page = farid.post(LOG, data=answered, status=202).page
    assert "belongs to another account" in page.h1
    assert "They are kept for the person who opened the page" in page.main
    assert rows(Response) == []
    (row,) = rows(UnclaimedAnswers)
    assert row.person_id == cast.awa


def test_answers_of_a_paper_are_held_too(awa, attempt, client, rows, right):
    page = awa.get(attempt).page
    data = page.form().values | right(page)
    awa.post("/sign-out")
    awa.post(attempt, data=data, status=303)
    again = client.as_("awa")
    answer = again.post(f"/held/{rows(UnclaimedAnswers)[0].id}/send", status=303)
    assert answer.location == attempt
    assert len(rows(Response)) == 6


@pytest.fixture
def paper(awa, attempt, right):
    """What Awa's open paper would send, all answered right, and one of its fields."""
    page = awa.get(attempt).page
    answers = right(page)
    return page.form().values | answers, min(answers)


def hold(awa, attempt, data):
    awa.post("/sign-out", status=303)
    assert awa.post(attempt, data=data, status=303).location == "/sign-in"


def test_what_arrived_in_time_counts_however_late_it_is_confirmed(awa, attempt, client, rows, paper, clock):
    data, _ = paper
    hold(awa, attempt, data)
    arrived = clock()
    clock.move(minutes=31)
    again = client.as_("awa")
    again.post(f"/held/{rows(UnclaimedAnswers)[0].id}/send", status=303)
    assert "You passed" in again.get(f"{attempt}/result").page.main
    assert {(row.taken_at, row.recorded_at) for row in rows(Response)} == {(arrived, clock())}
    (passed,) = rows(Completion, Completion.module.is_(None))
    assert passed.taken_at == rows(Attempt)[0].deadline


def test_what_arrived_after_the_deadline_changes_nothing(awa, attempt, client, rows, paper, clock):
    clock.move(minutes=30, seconds=30)
    hold(awa, attempt, paper[0])
    again = client.as_("awa")
    again.post(f"/held/{rows(UnclaimedAnswers)[0].id}/send", status=303)
    assert "already closed; nothing was changed" in again.get(f"{attempt}/result").page.main
    assert rows(Response) == []


def test_what_was_submitted_meanwhile_stays_as_it_was(awa, attempt, client, rows, paper, clock):
    hold(awa, attempt, paper[0])
    clock.move(minutes=1)
    again = client.as_("awa")
    again.post(f"{attempt}/submit", status=303)
    again.post(f"/held/{rows(UnclaimedAnswers)[0].id}/send", status=303)
    assert "already closed; nothing was changed" in again.get(f"{attempt}/result").page.main
    assert rows(Response) == []


def test_what_was_answered_since_stays(awa, attempt, client, rows, paper, clock):
    data, name = paper
    hold(awa, attempt, {**data, name: ["1"]})
    clock.move(minutes=1)
    again = client.as_("awa")
    again.post(attempt, data={name: ["2"]}, status=303)
    clock.move(minutes=1)
    again.post(f"/held/{rows(UnclaimedAnswers)[0].id}/send", status=303)
    page = again.get(attempt).page
    assert "6 of 6 answered" in page.main
    assert "What you answered later stays" in page.main
    assert page.form().values[name] == ["2"]


def test_held_answers_take_none_back(awa, attempt, client, rows, paper, clock):
    data, name = paper
    others = {key for key in data if key.startswith("q-")} - {name}
    hold(awa, attempt, {key: value for key, value in data.items() if key not in others})
    clock.move(minutes=1)
    again = client.as_("awa")
    again.post(attempt, data=data, status=303)
    again.post(f"/held/{rows(UnclaimedAnswers)[0].id}/send", status=303)
    assert "6 of 6 answered" in again.get(attempt).page.main


SCRIPT = {"Accept": "application/json"}


def test_the_script_is_told_and_nothing_piles_up(awa, attempt, rows, paper):
    awa.post("/sign-out", status=303)
    awa.get("/sign-in")
    for _ in range(3):
        assert awa.post(attempt, data=paper[0], headers=SCRIPT, status=202).json == {"held": True}
    assert len(rows(UnclaimedAnswers)) == 1
    assert "Your answers are kept" not in awa.get("/sign-in").page.main


def test_the_script_in_another_s_browser_is_told(attempt, client, rows, paper, cast):
    assert client.as_("farid").post(attempt, data=paper[0], headers=SCRIPT, status=202).json == {"held": True}
    assert [held.person_id for held in rows(UnclaimedAnswers)] == [cast.awa]


def test_each_of_two_tabs_is_held(awa, attempt, client, rows, right, clock):
    first_tab, second_tab = awa.get(attempt).page, awa.get(attempt).page
    (name, value), (second, another), *_ = right(first_tab).items()
    awa.post("/sign-out", status=303)
    for page, change in ((first_tab, {name: value}), (second_tab, {second: another})):
        clock.move(seconds=5)
        awa.post(attempt, data=page.form().values | change, status=303)
    assert len(rows(UnclaimedAnswers)) == 2
    again = client.as_("awa")
    for held in rows(UnclaimedAnswers):
        again.post(f"/held/{held.id}/send", status=303)
    assert "2 of 6 answered" in again.get(attempt).page.main


@pytest.fixture
def submitted(awa, attempt, right):
    """Awa submits after signing out, from the page that asks once more."""
    awa.post(attempt, data=right(awa.get(attempt).page), status=303)
    data = awa.get(f"{attempt}/submit").page.form(f"{attempt}/submit").values
    awa.post("/sign-out", status=303)
    awa.post(f"{attempt}/submit", data=data, status=303)


def test_a_submission_is_held_until_it_is_confirmed(submitted, attempt, client, rows, cast):
    (held,) = rows(UnclaimedAnswers)
    assert (held.person_id, held.path) == (cast.awa, f"{attempt}/submit")
    assert rows(Attempt)[0].submitted_at is None
    awa = client.as_("awa")
    page = awa.get("/held").page
    assert "Assessment submitted on 16 November 2026" in page.main
    assert awa.submit(page, action=f"/held/{held.id}/send", status=303).location == f"{attempt}/result"
    assert "You passed" in awa.get(f"{attempt}/result").page.main
    assert rows(UnclaimedAnswers) == []


def test_a_submission_takes_the_answers_along_that_were_sent_before(
    awa, attempt, client, rows, paper, inside, cast
):
    page = awa.get(f"{attempt}/submit").page
    hold(awa, attempt, paper[0])
    awa.post(f"{attempt}/submit", data=page.form(f"{attempt}/submit").values, status=303)
    (submission,) = (held for held in rows(UnclaimedAnswers) if held.submits)
    client.as_("awa").post(f"/held/{submission.id}/send", status=303)
    assert len(rows(Response)) == 6
    assert rows(UnclaimedAnswers) == []
    assert rows(Completion, Completion.module.is_(None))[0].score == 100


def test_a_submission_from_another_s_browser_is_not_theirs(awa, attempt, client, rows, cast):
    data = awa.get(f"{attempt}/submit").page.form(f"{attempt}/submit").values
    assert "belongs to another account" in client.as_("farid").post(f"{attempt}/submit", data=data).page.h1
    assert [held.person_id for held in rows(UnclaimedAnswers)] == [cast.awa]
    assert rows(Attempt)[0].submitted_at is None


def test_another_language_is_nothing_to_be_held(awa, rows):
    page = awa.get(LOG).page
    awa.post("/sign-out", status=303)
    for changes in ({}, {"q__better__line": "2"}):
        assert (
            awa.post(LOG, data=page.form().fill(**changes, language="fr"), status=303).location == "/sign-in"
        )
    assert rows(UnclaimedAnswers) == []
    page = awa.get("/sign-in").page
    assert page.root.get("lang") == "fr"
    assert "Vos réponses sont gardées" not in page.main


def test_a_paper_is_held_whatever_button_was_pressed(awa, attempt, rows, paper):
    hold(awa, attempt, {**paper[0], "language": "fr"})
    assert len(rows(UnclaimedAnswers)) == 1


@pytest.mark.parametrize("name", ["check", "act"])
def test_what_is_asked_twice_is_not_held(client, answered, rows, name):
    client.post(LOG, data={**answered, name: ["better-line", "read-back"]}, status=400)
    assert rows(UnclaimedAnswers) == []


def test_an_empty_answer_is_told(awa, client, rows):
    page = awa.get(LOG).page
    awa.post("/sign-out", status=303)
    awa.post(LOG, data=page.form().fill(check="better-line"), status=303)
    again = client.as_("awa")
    again.post(f"/held/{rows(UnclaimedAnswers)[0].id}/send", status=303)
    words = again.get(LOG).page.main
    assert "Answer first" in words
    assert "Your answers were sent." not in words
    assert rows(UnclaimedAnswers) == []


@pytest.fixture
def merged(inside, cast):
    """Awa's record is found to be Farid's."""
    with inside() as session:
        event = merge_persons(session.get(Person, cast.farid), session.get(Person, cast.awa), by=cast.elif_)
        session.flush()
    return event


def test_answers_of_who_was_merged_are_held_for_who_has_the_record(awa, answered, merged, client, rows, cast):
    awa.post(LOG, data=answered, status=303)
    assert [held.person_id for held in rows(UnclaimedAnswers)] == [cast.farid]
    client.as_("farid").post(f"/held/{rows(UnclaimedAnswers)[0].id}/send", status=303)
    assert [row.person_id for row in rows(Response)] == [cast.farid]


def test_a_page_from_before_the_merging_is_one_s_own(answered, merged, client, rows, cast):
    client.as_("farid").post(LOG, data=answered, status=200)
    assert [row.person_id for row in rows(Response)] == [cast.farid]


def test_two_that_are_held_are_settled_one_by_one(held, client, rows, awa, answered):
    client.post(LOG, data={**answered, "check": "read-back", "q-read-back": "1"}, status=303)
    again = client.as_("awa")
    first, second = rows(UnclaimedAnswers)
    assert again.post(f"/held/{first.id}/discard", status=303).location == "/held"
    assert again.post(f"/held/{second.id}/discard", status=303).location == "/"


@pytest.mark.parametrize("owner", [None, "", "forged", f"{uuid.UUID(int=1).hex}.forged"])
def test_without_a_true_owner_nothing_is_kept(client, answered, rows, owner):
    data = (
        {**answered, "owner": owner}
        if owner is not None
        else {k: v for k, v in answered.items() if k != "owner"}
    )
    assert client.post(LOG, data=data, status=303).location == "/sign-in"
    assert rows(UnclaimedAnswers) == []


def test_a_page_never_fills_the_store_and_nothing_is_called_kept_that_is_not(client, answered, rows):
    for number in range(25):
        client.get("/sign-in")
        client.post(LOG, data={**answered, "check": f"question-{number}"}, status=303)
    assert len(rows(UnclaimedAnswers)) == 20
    words = client.get("/sign-in").page.main
    assert "these answers could not be kept" in words
    assert "Your answers are kept" not in words
    more = {**answered, "check": "one-more"}
    assert client.post(LOG, data=more, headers=SCRIPT, status=409).json == {"held": False}
    page = client.as_("farid").post(LOG, data=more, status=202).page
    assert "The answers were not counted for you. They could not be kept" in page.main
    remark = {**more, "remark": "The map is upside down."}
    page = client.as_("farid").post(f"{LOG}/remark", data=remark, status=202).page
    assert "The remark was not sent as yours. It could not be kept" in page.main


def test_the_same_answers_sent_again_are_held_once(client, answered, rows):
    for _ in range(3):
        client.post(LOG, data=answered, status=303)
    assert len(rows(UnclaimedAnswers)) == 1


def test_a_forged_mark_is_as_no_mark_for_who_is_signed_in(client, answered, rows, cast):
    farid = client.as_("farid")
    farid.post(LOG, data={**answered, "owner": f"{cast.awa.hex}.forged"}, status=200)
    assert [row.person_id for row in rows(Response)] == [cast.farid]


def test_a_held_value_is_only_what_a_question_is_answered_with(client, answered, rows):
    client.post(LOG, data={**answered, "password": "secret"}, status=303)
    assert "password" not in rows(UnclaimedAnswers)[0].values


def test_a_module_that_is_gone_is_told(held, client, rows, inside):
    with inside() as session:
        session.get(UnclaimedAnswers, rows(UnclaimedAnswers)[0].id).path = f"/courses/{COURSE}/gone"
    client.as_("awa").post(f"/held/{rows(UnclaimedAnswers)[0].id}/send", status=404)
    assert len(rows(UnclaimedAnswers)) == 1


def test_an_answer_that_no_longer_fits_is_told_and_kept(held, client, rows, inside):
    with inside() as session:
        row = session.get(UnclaimedAnswers, rows(UnclaimedAnswers)[0].id)
        row.values = {"check": ["better-line"], "q-better-line": ["9"]}
    client.as_("awa").post(f"/held/{rows(UnclaimedAnswers)[0].id}/send", status=400)
    assert len(rows(UnclaimedAnswers)) == 1


def test_a_mark_is_good_for_a_month_at_most(awa, answered, clock, rows):
    """Seen once, in a page's source or a browser's cache, it would fill their store for good."""
    awa.post("/sign-out", status=303)
    clock.move(days=15)
    awa.post(LOG, data=answered, status=303)
    assert len(rows(UnclaimedAnswers)) == 1
    clock.move(days=16)
    awa.post(LOG, data={**answered, "check": "worse-line"}, status=303)
    assert len(rows(UnclaimedAnswers)) == 1


def test_and_until_its_owner_chooses_a_new_password(awa, answered, inside, cast, rows):
    from lms.people.sign_in.passwords import set_password

    awa.post("/sign-out", status=303)
    with inside() as session:
        set_password(session.get(Person, cast.awa), "x")
    awa.post(LOG, data=answered, status=303)
    assert rows(UnclaimedAnswers) == []


def test_what_comes_with_an_old_one_is_nobody_else_s_either(farid, answered, clock, rows):
    clock.move(days=31)
    answer = farid.post(LOG, data=answered, status=202)
    assert "could not be kept" in answer.page.main
    assert rows(UnclaimedAnswers) == rows(Response) == []
