"""The assessment's page, and beginning an attempt: rounds, waits, renewal."""

import pytest

from lms.learning.assessment.attempt import Attempt
from lms.learning.records import Completion
from tests.cast import COURSE

ASSESSMENT = f"/courses/{COURSE}/assessment"


def sit(browser, submit=True) -> str:
    """Begins an attempt and submits it with nothing answered."""
    attempt = browser.post(ASSESSMENT, status=303).location
    if submit:
        browser.post(f"{attempt}/submit", status=303)
    return attempt


def test_it_says_what_is_asked(awa):
    words = awa.get(ASSESSMENT, status=200).page.main
    for said in ("6", "80%", "30 minutes", "2 in a round; then a wait of 1 hour"):
        assert said in words


def test_rounds_without_a_wait_speak_of_none(awa, republish):
    republish(retry_after=None)
    words = awa.get(ASSESSMENT, status=200).page.main
    assert "2 in a round; the next begins at once" in words
    assert "0 hours" not in words


def test_it_is_not_open_before_the_modules(awa, rows):
    assert "Complete the modules first: 5 are left." in awa.get(ASSESSMENT).page.main
    assert awa.post(ASSESSMENT, status=303).location == ASSESSMENT
    assert "not open to you now" in awa.get(ASSESSMENT).page.main
    assert rows(Attempt) == []


def test_it_draws_a_paper(awa, ready, course, rows, clock):
    ready("awa")
    sit(awa, submit=False)
    (attempt,) = rows(Attempt)
    asked = [course.question(row[0]) for row in attempt.paper]
    objectives = [question.objective for question in asked]
    assert {objective: objectives.count(objective) for objective in objectives} == dict(course.draw)
    assert all(sorted(order) == list(range(1, course.question(id).size + 1)) for id, order in attempt.paper)
    assert (attempt.started_at, attempt.edition, attempt.submitted_at) == (clock(), 1, None)
    assert (attempt.deadline - attempt.started_at).total_seconds() == course.time_limit


def test_beginning_twice_goes_on_with_the_one_that_runs(awa, ready, rows):
    ready("awa")
    assert sit(awa, submit=False) == sit(awa, submit=False)
    assert len(rows(Attempt)) == 1
    assert "You have begun." in awa.get(ASSESSMENT).page.main


def test_rounds_and_the_wait_between_them(awa, ready, rows, clock):
    ready("awa")
    sit(awa)
    assert "1 attempt left in this round" in awa.get(ASSESSMENT).page.main
    sit(awa)
    assert "The next round opens on 16 November 2026, 10:00" in awa.get(ASSESSMENT).page.main
    assert awa.post(ASSESSMENT, status=303).location == ASSESSMENT
    assert len(rows(Attempt)) == 2
    clock.move(minutes=60)
    assert "2 attempts left in this round" in awa.get(ASSESSMENT).page.main
    sit(awa)
    assert len(rows(Attempt)) == 3


def test_an_attempt_whose_time_passed_counts(awa, ready, clock):
    ready("awa")
    sit(awa, submit=False)
    clock.move(minutes=31)
    assert "1 attempt left in this round" in awa.get(ASSESSMENT).page.main
    sit(awa)
    clock.move(minutes=29)
    assert "The next round opens" in awa.get(ASSESSMENT).page.main


def test_a_second_paper_asks_what_was_not_asked(awa, ready, rows):
    ready("awa")
    sit(awa)
    sit(awa)
    first, second = ({row[0] for row in attempt.paper} for attempt in rows(Attempt))
    assert first
    assert second
    assert not first & second


@pytest.fixture
def passed(awa, attempt, right):
    awa.post(attempt, data=right(awa.get(attempt).page), status=303)
    awa.post(f"{attempt}/submit", status=303)


def test_who_holds_the_course_need_not_sit(awa, passed, rows):
    assert "You hold this course until 16 November 2027." in awa.get(ASSESSMENT).page.main
    assert awa.post(ASSESSMENT, status=303).location == ASSESSMENT
    assert len(rows(Attempt)) == 1


def test_it_can_be_renewed_in_the_last_ninety_days(awa, passed, clock, rows, right):
    clock.move(days=365 - 91)
    assert awa.post(ASSESSMENT, status=303).location == ASSESSMENT
    clock.move(days=1)
    assert "2 attempts left" in awa.get(ASSESSMENT).page.main
    again = sit(awa, submit=False)
    awa.post(again, data=right(awa.get(again).page), status=303)
    awa.post(f"{again}/submit", status=303)
    expiries = sorted(row.expires_on.isoformat() for row in rows(Completion, Completion.module.is_(None)))
    assert expiries == ["2027-11-16", "2028-08-18"]


def test_an_expired_pass_is_no_longer_held(awa, passed, clock):
    clock.move(days=366)
    assert "2 attempts left" in awa.get(ASSESSMENT).page.main


def test_an_unknown_course(awa):
    awa.get("/courses/no-such/assessment", status=404)
    awa.post("/courses/no-such/assessment", status=404)


def test_in_french(client, ready):
    ready("awa")
    page = client.as_("awa", "fr").get(ASSESSMENT, status=200).page
    assert page.root.get("lang") == "fr"
