"""The paper of a running attempt: each answer is safe before it is acknowledged."""

import json
import uuid
from dataclasses import replace

import pytest

from lms.learning.records import Response, UnclaimedAnswers
from tests.cast import COURSE


def first(page) -> str:
    """The first question of a paper."""
    return next(field.get("name") for field in page.all("input") if field.get("name", "").startswith("q-"))


def test_it_asks_what_was_drawn(awa, attempt, course):
    page = awa.get(attempt, status=200).page
    assert "6 questions. Your answers are saved as you go." in page.main
    assert "Question 6 of 6" in page.main
    assert "30 minutes left" in page.main
    assert "0 of 6 answered" in page.main


def test_the_last_minute_is_told_as_such(awa, attempt, clock):
    clock.move(minutes=28, seconds=59)
    assert "1 minute left" in awa.get(attempt).page.main
    clock.move(seconds=2)
    assert "less than a minute left" in awa.get(attempt).page.main


def test_without_a_limit_nothing_is_counted_down(awa, ready, republish):
    ready("awa")
    republish(time_limit=None)
    attempt = awa.post(f"/courses/{COURSE}/assessment", status=303).location
    page = awa.get(attempt, status=200).page
    assert "left" not in page.main
    assert "data-deadline" not in page.html


@pytest.fixture
def commented(inside, course):
    """The test course with feedback under each choice of its assessment, each question explained."""
    from lms.courses.source import Source
    from lms.library.edition import publish

    def comment(question):
        wording = question.wording("en")
        choices = tuple(replace(choice, feedback="Feedback here.") for choice in wording.choices)
        return replace(
            question, wordings={"en": replace(wording, choices=choices, explanation="Explanation here.")}
        )

    bank = tuple(comment(question) for question in course.bank)
    with inside():
        publish(Source(COURSE, {"course.md": b"With feedback."}), replace(course, bank=bank))


def test_nothing_on_it_tells_what_is_right(awa, commented, attempt, right):
    unanswered = awa.get(attempt).page
    awa.post(attempt, data=right(unanswered), status=303)
    answered = awa.get(attempt).page
    for page in (unanswered, answered):
        assert "Feedback here." not in page.html
        assert "Explanation here." not in page.html
    awa.post(f"{attempt}/submit", status=303)
    words = awa.get(f"{attempt}/result", status=200).page.main
    assert "Feedback here." in words
    assert "Explanation here." in words


def test_answers_are_saved_by_a_button(awa, attempt, rows, right, clock):
    page = awa.get(attempt).page
    clock.move(seconds=40)
    assert awa.submit(page, status=303, act="save", **spelled(right(page))).location == attempt
    saved = rows(Response)
    assert len(saved) == 6
    assert {(row.grade, row.edition, row.language, row.component, row.seconds) for row in saved} == {
        (100, 1, "en", "military", 40)
    }
    page = awa.get(attempt).page
    assert "6 of 6 answered" in page.main
    assert {name: sorted(page.form().values[name]) for name in right(page)} == right(page)


def spelled(answers):
    return {name.replace("-", "__"): values for name, values in answers.items()}


def test_answers_are_saved_by_the_script(awa, attempt, rows, right):
    data = right(awa.get(attempt).page)
    answer = awa.post(attempt, data=data, headers={"Accept": "application/json"}, status=200)
    said = dict(answer.json)
    was = said.pop("was")
    assert said == {"saved": "09:00", "answered": 6, "total": 6, "unclear": {}, "differs": {}, "left": 1800}
    assert {f"q-{name}": json.loads(text) for name, text in was.items()} == {
        name: [int(value) for value in values] for name, values in data.items()
    }
    awa.post(attempt, data=data, headers={"Accept": "application/json"}, status=200)
    assert len(rows(Response)) == 6


def test_a_changed_answer_is_another_row_and_the_last_counts(awa, attempt, rows, clock):
    name = first(awa.get(attempt).page)
    for number in ("1", "2", "1"):
        clock.move(seconds=5)
        awa.post(attempt, data={name: number}, status=303)
    assert [row.answer for row in sorted(rows(Response), key=lambda row: row.arrival)] == [[1], [2], [1]]
    assert awa.get(attempt).page.form().values[name] == ["1"]


def test_an_answer_taken_back_counts_as_none(awa, attempt, rows, clock):
    name = first(awa.get(attempt).page)
    awa.post(attempt, data={name: "1"}, status=303)
    clock.move(seconds=5)
    page = awa.get(attempt).page
    awa.post(attempt, data=page.form().fill(**spelled({name: None}), act="save"), status=303)
    assert "0 of 6 answered" in awa.get(attempt).page.main
    assert [row.answer for row in sorted(rows(Response), key=lambda row: row.arrival)] == [[1], []]


def answered(page, names) -> dict[str, list[str]]:
    """What stands ticked on a paper."""
    return {name: sorted(page.form().values.get(name, [])) for name in names}


def another(answers) -> dict[str, list[str]]:
    """A wrong answer to the first question."""
    name = next(iter(answers))
    return {name: ["2" if answers[name] == ["1"] else "1"]}


@pytest.mark.parametrize("script", [True, False])
def test_a_second_tab_takes_nothing_back(awa, attempt, rows, right, clock, script):
    """It was opened before the others were answered, and sends its own answer with a form that is blank."""
    stale = awa.get(attempt).page
    answers = right(stale)
    awa.post(attempt, data=answers, status=303)
    clock.move(seconds=5)
    mine = another(answers)
    (name,) = mine
    data = stale.form().fill(**spelled(mine))
    headers = {"Accept": "application/json"} if script else {}
    answer = awa.post(attempt, data=data, headers=headers, status=200 if script else 303)
    if script:
        assert (answer.json["answered"], answer.json["total"]) == (6, 6)
        assert [int(value) for value in mine[name]] == json.loads(answer.json["was"][name[2:]])
        assert {text for key, text in answer.json["was"].items() if key != name[2:]} == {"[]"}
    assert answered(awa.get(attempt).page, answers) == {**answers, **mine}


def test_the_last_tab_to_change_an_answer_counts(awa, attempt, clock):
    first_tab, second_tab = awa.get(attempt).page, awa.get(attempt).page
    name = first(first_tab)
    for page, number in ((first_tab, "1"), (second_tab, "2")):
        clock.move(seconds=5)
        awa.post(attempt, data=page.form().fill(**spelled({name: [number]})), status=303)
    assert awa.get(attempt).page.form().values[name] == ["2"]


def test_a_change_of_language_shows_what_another_tab_saved(awa, attempt, right, clock):
    stale = awa.get(attempt).page
    answers = right(stale)
    awa.post(attempt, data=answers, status=303)
    mine = another(answers)
    data = stale.form().fill(**spelled(mine), language="fr")
    page = awa.post(attempt, data=data, status=200).page
    assert answered(page, answers) == {**answers, **mine}
    assert "pas encore enregistré" in page.main
    clock.move(seconds=5)
    awa.post(attempt, data=page.form().fill(act="save"), status=303)
    assert answered(awa.get(attempt).page, answers) == {**answers, **mine}


def test_how_an_answer_was_is_said_once(awa, attempt, rows):
    name = first(awa.get(attempt).page)
    awa.post(attempt, data={name: "1", f"was-{name[2:]}": ["[]", "[2]"]}, status=400)
    assert rows(Response) == []


def test_reviewing_saves_and_asks(awa, attempt, rows):
    page = awa.get(attempt).page
    name = first(page)
    answer = awa.post(attempt, data={name: "1", "act": "review"}, status=303)
    assert answer.location == f"{attempt}/submit"
    review = awa.get(answer.location, status=200).page
    assert "5 questions are not answered" in review.main
    assert len(rows(Response)) == 1


def test_a_change_of_language_keeps_what_is_chosen(awa, attempt, rows):
    page = awa.get(attempt).page
    name = first(page)
    page = awa.post(attempt, data={name: "2", "language": "fr"}, status=200).page
    assert page.root.get("lang") == "fr"
    assert page.form().values[name] == ["2"]
    assert rows(Response) == []


@pytest.mark.parametrize("values", [{"q-no-such": "1"}, {"q-better-line": "1"}])
def test_what_was_not_asked_is_refused(awa, attempt, rows, values):
    name = first(awa.get(attempt).page)
    awa.post(attempt, data={name: "1", **values}, status=400)
    assert rows(Response) == []


@pytest.mark.parametrize("values", ["9", "x", ["1", "1"], ["1", "2", "1", "2", "1"]])
def test_a_choice_that_is_not_there_is_refused(awa, attempt, rows, values):
    name = first(awa.get(attempt).page)
    awa.post(attempt, data={name: values}, status=400)
    assert rows(Response) == []


def test_two_choices_where_one_is_asked_are_refused(awa, attempt, rows):
    page = awa.get(attempt).page
    name = next(field.get("name") for field in page.all("input") if field.get("type") == "radio")
    awa.post(attempt, data={name: ["1", "2"]}, status=400)
    assert rows(Response) == []


def test_what_was_on_its_way_at_the_deadline_counts(awa, attempt, rows, clock):
    page = awa.get(attempt).page
    clock.move(minutes=30, seconds=29)
    awa.post(attempt, data={first(page): "1"}, status=303)
    assert [row.answer for row in rows(Response)] == [[1]]
    clock.move(seconds=1)
    assert "1 of 6" in awa.get(f"{attempt}/result", status=200).page.main


def test_after_the_grace_nothing_is_saved(awa, attempt, rows, clock):
    name = first(awa.get(attempt).page)
    awa.post(attempt, data={name: "1"}, status=303)
    clock.move(minutes=30, seconds=30)
    assert awa.post(attempt, data={name: "2"}, status=303).location == f"{attempt}/result"
    assert "Only the answers saved before count." in awa.get(f"{attempt}/result").page.main
    answer = awa.post(attempt, data={name: "2"}, headers={"Accept": "application/json"}, status=409)
    assert answer.json == {"closed": True}
    assert "Only the answers saved before count." not in awa.get(f"{attempt}/result").page.main
    assert [row.answer for row in rows(Response)] == [[1]]
    assert awa.get(attempt, status=302).location == f"{attempt}/result"


def test_the_review_of_a_closed_attempt_is_its_result(awa, attempt, clock):
    clock.move(minutes=30, seconds=30)
    assert awa.get(f"{attempt}/submit", status=302).location == f"{attempt}/result"


@pytest.mark.parametrize("part", ["", "/submit", "/result"])
def test_somebody_else_s_attempt_is_not_there(farid, elif_, bruno, attempt, part, rows):
    for browser in (farid, elif_, bruno):
        browser.get(attempt + part, status=404)
        if part != "/result":
            browser.post(attempt + part, data={"act": "save"}, status=404)
    assert rows(Response) == []
    assert rows(UnclaimedAnswers) == []


def test_an_unknown_attempt(awa):
    awa.get(f"/attempts/{uuid.UUID(int=1)}", status=404)
    awa.get("/attempts/one", status=404)
    awa.delete(f"/attempts/{uuid.UUID(int=1)}", status=405)


def test_a_running_attempt_stays_in_its_own_edition(awa, attempt, right, republish, rows):
    answers = right(awa.get(attempt).page)
    republish()
    awa.post(attempt, data=answers, status=303)
    awa.post(f"{attempt}/submit", status=303)
    assert "100%" in awa.get(f"{attempt}/result").page.main
    assert {row.edition for row in rows(Response)} == {1}
