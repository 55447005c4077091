"""Submitting, and the result."""

import threading
import time
import uuid
from dataclasses import replace

import pytest

from lms.learning.assessment.attempt import Attempt
from lms.learning.records import Completion, Response, UnclaimedAnswers
from tests.cast import COURSE


@pytest.fixture
def answered(awa, attempt, right):
    awa.post(attempt, data=right(awa.get(attempt).page), status=303)


def courses_passed(rows):
    return rows(Completion, Completion.module.is_(None))


def test_passing_records_a_completion(awa, attempt, answered, rows, cast, clock):
    clock.move(minutes=5)
    assert awa.post(f"{attempt}/submit", status=303).location == f"{attempt}/result"
    (passed,) = courses_passed(rows)
    assert (passed.person_id, passed.course, passed.how, passed.score) == (cast.awa, COURSE, "online", 100)
    assert (passed.taken_at, passed.day.isoformat()) == (clock(), "2026-11-16")
    assert (passed.expires_on.isoformat(), passed.edition, passed.language) == ("2027-11-16", 1, "en")
    page = awa.get(f"{attempt}/result", status=200).page
    assert "You passed You hold " in page.main
    assert page.links["To my certificate"] == f"/certificates/{passed.id}"


def test_submitting_twice_is_the_same_result(awa, attempt, answered, rows, clock):
    awa.post(f"{attempt}/submit", status=303)
    before = rows(Attempt)[0].submitted_at
    clock.move(minutes=1)
    assert awa.post(f"{attempt}/submit", status=303).location == f"{attempt}/result"
    assert rows(Attempt)[0].submitted_at == before
    assert len(courses_passed(rows)) == 1


def test_answers_after_submitting_change_nothing(awa, attempt, answered, rows):
    awa.post(f"{attempt}/submit", status=303)
    awa.post(attempt, data={"act": "save"}, status=303)
    assert len(rows(Response)) == 6
    assert "100%" in awa.get(f"{attempt}/result").page.main


def test_not_passing_is_private_and_leads_on(awa, attempt, rows):
    awa.post(f"{attempt}/submit", status=303)
    page = awa.get(f"{attempt}/result", status=200).page
    assert "Not passed yet" in page.main
    assert "Nobody but you sees this." in page.main
    assert "0 of 2" in page.main
    assert page.links["The log"] == f"/courses/{COURSE}/the-log"
    assert page.links["To the next attempt"] == f"/courses/{COURSE}/assessment"
    assert courses_passed(rows) == []


def test_a_failed_attempt_does_not_give_the_key_away(awa, attempt):
    awa.post(f"{attempt}/submit", status=303)
    assert "The right answer" not in awa.get(f"{attempt}/result").page.main


def test_a_score_just_below_the_mark_does_not_pass(awa, attempt, right, rows):
    answers = right(awa.get(attempt).page)
    for name in list(answers)[:2]:
        del answers[name]
    awa.post(attempt, data=answers, status=303)
    awa.post(f"{attempt}/submit", status=303)
    assert "66%" in awa.get(f"{attempt}/result").page.main
    assert courses_passed(rows) == []


def test_a_failed_attempt_says_how_many_are_left(awa, attempt):
    awa.post(f"{attempt}/submit", status=303)
    assert "1 attempt left in this round" in awa.get(f"{attempt}/result").page.main
    second = awa.post(f"/courses/{COURSE}/assessment", status=303).location
    awa.post(f"{second}/submit", status=303)
    assert "left in this round" not in awa.get(f"{second}/result").page.main


def test_without_a_limit_nothing_is_left_to_be_counted(awa, attempt, republish):
    awa.post(f"{attempt}/submit", status=303)
    republish(attempts=None, retry_after=None)
    page = awa.get(f"{attempt}/result").page
    assert page.links["To the next attempt"] == f"/courses/{COURSE}/assessment"
    assert "left in this round" not in page.main


def test_a_failed_attempt_before_the_pass_leads_to_no_other(awa, attempt, right, rows, clock):
    awa.post(f"{attempt}/submit", status=303)
    clock.move(minutes=5)
    second = awa.post(f"/courses/{COURSE}/assessment", status=303).location
    awa.post(second, data=right(awa.get(second).page), status=303)
    awa.post(f"{second}/submit", status=303)
    assert len(courses_passed(rows)) == 1
    page = awa.get(f"{attempt}/result").page
    assert "Not passed yet" in page.main
    assert "left in this round" not in page.main
    assert "To the next attempt" not in page.links


def test_the_last_attempt_of_a_round_says_when_the_next_opens(awa, attempt):
    awa.post(f"{attempt}/submit", status=303)
    second = awa.post(f"/courses/{COURSE}/assessment", status=303).location
    awa.post(f"{second}/submit", status=303)
    assert "The next round opens on 16 November 2026, 10:00" in awa.get(f"{second}/result").page.main


def test_a_result_leads_to_its_own_certificate(awa, attempt, answered, right, rows, clock):
    awa.post(f"{attempt}/submit", status=303)
    (first,) = courses_passed(rows)
    clock.move(days=365 - 30)
    again = awa.post(f"/courses/{COURSE}/assessment", status=303).location
    awa.post(again, data=right(awa.get(again).page), status=303)
    awa.post(f"{again}/submit", status=303)
    second = next(row for row in courses_passed(rows) if row.id != first.id)
    for address, passed in ((attempt, first), (again, second)):
        links = awa.get(f"{address}/result").page.links
        assert links["To my certificate"] == f"/certificates/{passed.id}"


def test_the_result_of_what_has_expired_says_so(awa, attempt, answered, rows, clock):
    awa.post(f"{attempt}/submit", status=303)
    clock.move(days=800)
    page = awa.get(f"{attempt}/result").page
    assert "by it until 16 November 2027." in page.main
    assert "You hold " not in page.main
    assert "Record my result" not in page.main
    assert page.links["To my certificate"] == f"/certificates/{courses_passed(rows)[0].id}"


def test_while_another_attempt_runs_a_result_leads_to_it(awa, attempt, clock):
    awa.post(f"{attempt}/submit", status=303)
    second = awa.post(f"/courses/{COURSE}/assessment", status=303).location
    clock.move(minutes=3)
    page = awa.get(f"{attempt}/result").page
    assert page.links["Go on with the assessment"] == second
    assert "The next round opens" not in page.main


def test_a_result_speaks_of_rounds_as_the_edition_in_force_has_them(awa, attempt, republish):
    awa.post(f"{attempt}/submit", status=303)
    republish(attempts=1, retry_after=7200)
    assert "The next round opens on 16 November 2026, 11:00" in awa.get(f"{attempt}/result").page.main
    assert awa.post(f"/courses/{COURSE}/assessment").location == f"/courses/{COURSE}/assessment"


def test_a_result_leads_to_no_assessment_that_is_gone(awa, attempt, unassessed):
    awa.post(f"{attempt}/submit", status=303)
    unassessed(4)
    page = awa.get(f"{attempt}/result").page
    assert "Not passed yet" in page.main
    assert f"/courses/{COURSE}/assessment" not in page.links.values()


def test_the_result_of_a_running_attempt_is_its_paper(awa, attempt):
    assert awa.get(f"{attempt}/result", status=302).location == attempt


def test_a_pass_by_deadline_is_recorded_at_a_press(awa, attempt, answered, rows, clock):
    clock.move(minutes=40)
    page = awa.get(f"{attempt}/result", status=200).page
    assert "You passed Your time ran out before you submitted, and what was saved is enough." in page.main
    assert "You hold " not in page.main
    assert courses_passed(rows) == []
    awa.submit(page, action=f"{attempt}/submit", status=303)
    (passed,) = courses_passed(rows)
    assert passed.taken_at == rows(Attempt)[0].deadline
    assert rows(Attempt)[0].submitted_at is None
    assert "To my certificate" in awa.get(f"{attempt}/result").page.links


def test_a_press_and_lms_tend_at_once_are_one_completion(app, awa, attempt, answered, rows, clock, cast):
    from lms.database import write_transaction
    from lms.learning.assessment.sitting import settle_late_passes

    clock.move(minutes=31)
    recorded = threading.Event()

    def tend() -> None:
        with app.app_context(), write_transaction():
            settle_late_passes(cast.awa, COURSE)
            recorded.set()
            time.sleep(0.5)  # before it commits

    other = threading.Thread(target=tend)
    other.start()
    assert recorded.wait(20)
    awa.post(f"{attempt}/submit", status=303)
    other.join()
    assert len(courses_passed(rows)) == 1


def test_a_module_completed_by_two_hands_at_once_is_one_completion(app, rows, course, cast):
    from lms.database import write_transaction
    from lms.learning.completing import complete_module

    recorded, module = threading.Event(), course.modules[0].slug

    def complete(wait: float) -> None:
        with app.app_context(), write_transaction():
            complete_module(cast.awa, course, module, 1, "en")
            recorded.set()
            time.sleep(wait)

    other = threading.Thread(target=complete, args=(0.5,))
    other.start()
    assert recorded.wait(20)
    complete(0)
    other.join()
    assert len(rows(Completion)) == 1


def tend(app) -> str:
    from lms.commands import tending

    ran = app.test_cli_runner().invoke(tending.tend)
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_lms_tend_records_what_deadlines_decided(app, awa, attempt, answered, rows, clock):
    clock.move(minutes=29)
    assert tend(app).startswith("0 passes recorded")
    assert courses_passed(rows) == []
    clock.move(minutes=2)
    assert [tend(app)[0] for _ in range(2)] == ["1", "0"]
    assert len(courses_passed(rows)) == 1


def test_lms_tend_writes_nothing_for_who_did_not_pass(app, attempt, rows, clock, monkeypatch):
    from lms.learning.assessment import late_passes

    clock.move(minutes=31)
    monkeypatch.setattr(late_passes, "write_transaction", lambda: pytest.fail("it began to write"))
    assert tend(app).startswith("0 passes recorded")
    assert courses_passed(rows) == []


def test_passes_are_recorded_a_few_at_a_time(app, awa, attempt, rows, inside, monkeypatch, clock):
    """Whoever writes meanwhile gets a turn; a request leaves the rest to the next call."""
    from lms.learning.assessment import late_passes

    turns, command = [], late_passes.write_transaction
    monkeypatch.setattr(late_passes, "AT_A_TIME", 2)
    monkeypatch.setattr(late_passes, "write_transaction", lambda: turns.append(1) or command())
    monkeypatch.setattr(late_passes, "_passes", lambda _: [uuid.uuid4() for _ in range(5)])
    with app.app_context():
        late_passes.record_late_passes()
        assert len(turns) == 3
        late_passes.record_late_passes(seconds=-1)
        assert len(turns) == 3


def test_lms_tend_asks_as_much_for_many(app, awa, attempt, rows, clock, inside, statements):
    from lms.learning.assessment.late_passes import record_late_passes

    first = rows(Attempt)[0]
    clock.move(minutes=31)
    sent = []
    for _ in range(2):
        with app.app_context(), statements() as asked:
            record_late_passes()
        sent.append(len(asked))
        with inside() as session:
            for _ in range(9):
                session.add(
                    Attempt(
                        person_id=first.person_id,
                        course=COURSE,
                        edition=1,
                        paper=first.paper,
                        seed=1,
                        language="en",
                        started_at=first.started_at,
                        deadline=first.deadline,
                    )
                )
    assert sent[0] == sent[1]


def test_the_result_in_another_language(client, awa, attempt, answered):
    awa.post(f"{attempt}/submit", status=303)
    page = client.as_("awa", "fr").get(f"{attempt}/result", status=200).page
    assert page.root.get("lang") == "fr"


def test_the_language_of_the_result_is_that_of_submitting(client, attempt, awa, answered, rows):
    client.as_("awa", "fr").post(f"{attempt}/submit", status=303)
    assert courses_passed(rows)[0].language == "fr"


@pytest.fixture
def english_only(inside, course):
    """Publishes the course without its translation."""
    from lms.courses.source import Source
    from lms.library.edition import publish

    with inside():
        plain = replace(course, languages=("en",), texts={"en": course.texts["en"]})
        publish(Source(COURSE, {"course.md": b"in English only"}), plain)


@pytest.mark.parametrize("held", [False, True])
def test_a_completion_is_in_a_language_of_the_course(client, english_only, ready, right, rows, held):
    ready("awa")
    awa = client.as_("awa", "fr")
    attempt = awa.post(f"/courses/{COURSE}/assessment", status=303).location
    page = awa.get(attempt).page
    if held:
        form = awa.get(f"{attempt}/submit").page.form(f"{attempt}/submit").values
        awa.post("/sign-out", status=303)
        awa.post(attempt, data=page.form().values | right(page), status=303)
        awa.post(f"{attempt}/submit", data=form, status=303)
        awa = client.as_("awa", "fr")
        submission = next(row for row in rows(UnclaimedAnswers) if row.submits)
        awa.post(f"/held/{submission.id}/send", status=303)
    else:
        awa.post(attempt, data=right(page), status=303)
        awa.post(f"{attempt}/submit", status=303)
    assert courses_passed(rows)[0].language == "en"
    assert {row.language for row in rows(Response)} == {"en"}


def test_a_later_edition_changes_no_result(awa, attempt, answered, republish):
    awa.post(f"{attempt}/submit", status=303)
    republish()
    assert "100%" in awa.get(f"{attempt}/result").page.main
