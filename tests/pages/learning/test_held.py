"""Answers that arrive after signing out are kept for their owner, and sent at their owner's word."""

import uuid

import pytest

from lms.learning.records import Attempt, Completion, HeldAnswers, Response
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
    (kept,) = rows(HeldAnswers)
    assert (kept.person_id, kept.path) == (cast.awa, LOG)
    assert kept.values == {"q-better-line": ["2"], "check": ["better-line"]}
    assert rows(Response) == []


def test_their_owner_is_led_to_them(held):
    answer = held.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    assert answer.location == "/held"
    assert "Sent on 16 November 2026" in held.get("/held", status=200).page.main


def test_they_are_sent_at_their_owner_s_word(held, client, rows):
    awa = client.as_("awa")
    page = awa.get("/held").page
    answer = awa.submit(page, action=f"/held/{rows(HeldAnswers)[0].id}/send", status=303)
    assert answer.location == LOG
    assert "Your answers were sent." in awa.get(LOG).page.main
    assert [row.answer for row in rows(Response)] == [[2]]
    assert rows(HeldAnswers) == []
    assert "Nothing waits" in awa.get("/held").page.main


def test_they_are_discarded_at_their_owner_s_word(held, client, rows):
    awa = client.as_("awa")
    awa.post(f"/held/{rows(HeldAnswers)[0].id}/discard", status=303)
    assert rows(HeldAnswers) == []
    assert rows(Response) == []


def test_nobody_else_sees_or_sends_them(held, rows, farid, elif_):
    kept = rows(HeldAnswers)[0].id
    for browser in (farid, elif_):
        assert "Nothing waits" in browser.get("/held").page.main
        browser.post(f"/held/{kept}/send", status=404)
        browser.post(f"/held/{kept}/discard", status=404)
    assert len(rows(HeldAnswers)) == 1


def test_another_who_signed_in_meanwhile_gets_none_of_them(client, answered, rows, cast):
    farid = client.as_("farid")
    page = farid.post(LOG, data=answered, status=202).page
    assert "belongs to another account" in page.h1
    assert rows(Response) == []
    (kept,) = rows(HeldAnswers)
    assert kept.person_id == cast.awa


def test_answers_of_a_paper_are_held_too(awa, attempt, client, rows, right):
    page = awa.get(attempt).page
    data = page.form().values | right(page)
    awa.post("/sign-out")
    awa.post(attempt, data=data, status=303)
    again = client.as_("awa")
    answer = again.post(f"/held/{rows(HeldAnswers)[0].id}/send", status=303)
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
    again.post(f"/held/{rows(HeldAnswers)[0].id}/send", status=303)
    assert "You passed" in again.get(f"{attempt}/result").page.main
    assert {(row.taken_at, row.recorded_at) for row in rows(Response)} == {(arrived, clock())}
    (passed,) = rows(Completion, Completion.module.is_(None))
    assert passed.taken_at == rows(Attempt)[0].deadline


def test_what_arrived_after_the_deadline_changes_nothing(awa, attempt, client, rows, paper, clock):
    clock.move(minutes=30)
    hold(awa, attempt, paper[0])
    again = client.as_("awa")
    again.post(f"/held/{rows(HeldAnswers)[0].id}/send", status=303)
    assert "already closed; nothing was changed" in again.get(f"{attempt}/result").page.main
    assert rows(Response) == []


def test_what_was_submitted_meanwhile_stays_as_it_was(awa, attempt, client, rows, paper, clock):
    hold(awa, attempt, paper[0])
    clock.move(minutes=1)
    again = client.as_("awa")
    again.post(f"{attempt}/submit", status=303)
    again.post(f"/held/{rows(HeldAnswers)[0].id}/send", status=303)
    assert "already closed; nothing was changed" in again.get(f"{attempt}/result").page.main
    assert rows(Response) == []


def test_what_was_answered_since_stays(awa, attempt, client, rows, paper, clock):
    data, name = paper
    hold(awa, attempt, {**data, name: ["1"]})
    clock.move(minutes=1)
    again = client.as_("awa")
    again.post(attempt, data={name: ["2"]}, status=303)
    clock.move(minutes=1)
    again.post(f"/held/{rows(HeldAnswers)[0].id}/send", status=303)
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
    again.post(f"/held/{rows(HeldAnswers)[0].id}/send", status=303)
    assert "6 of 6 answered" in again.get(attempt).page.main


def test_two_that_are_held_are_settled_one_by_one(held, client, rows, awa, answered):
    client.post(LOG, data={**answered, "check": "read-back", "q-read-back": "1"}, status=303)
    again = client.as_("awa")
    first, second = rows(HeldAnswers)
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
    assert rows(HeldAnswers) == []


def test_a_page_never_fills_the_store(client, answered, rows):
    for number in range(25):
        client.post(LOG, data={**answered, "check": f"question-{number}"}, status=303)
    assert len(rows(HeldAnswers)) == 20


def test_the_same_answers_sent_again_are_held_once(client, answered, rows):
    for _ in range(3):
        client.post(LOG, data=answered, status=303)
    assert len(rows(HeldAnswers)) == 1


def test_a_forged_mark_is_as_no_mark_for_who_is_signed_in(client, answered, rows, cast):
    farid = client.as_("farid")
    farid.post(LOG, data={**answered, "owner": f"{cast.awa.hex}.forged"}, status=200)
    assert [row.person_id for row in rows(Response)] == [cast.farid]


def test_a_held_value_is_only_what_a_question_is_answered_with(client, answered, rows):
    client.post(LOG, data={**answered, "password": "secret"}, status=303)
    assert "password" not in rows(HeldAnswers)[0].values


def test_a_module_that_is_gone_is_told(held, client, rows, inside):
    with inside() as session:
        session.get(HeldAnswers, rows(HeldAnswers)[0].id).path = f"/courses/{COURSE}/gone"
    client.as_("awa").post(f"/held/{rows(HeldAnswers)[0].id}/send", status=404)
    assert len(rows(HeldAnswers)) == 1


def test_an_answer_that_no_longer_fits_is_told_and_kept(held, client, rows, inside):
    with inside() as session:
        kept = session.get(HeldAnswers, rows(HeldAnswers)[0].id)
        kept.values = {"check": ["better-line"], "q-better-line": ["9"]}
    client.as_("awa").post(f"/held/{rows(HeldAnswers)[0].id}/send", status=400)
    assert len(rows(HeldAnswers)) == 1
