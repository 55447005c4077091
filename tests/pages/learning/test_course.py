"""The catalogue, and a course's page."""

import pytest

from lms.learning.assessment.attempt import Attempt
from lms.learning.completing import complete_course
from lms.learning.records import Completion, Enrolment
from tests.cast import COURSE


def test_the_catalogue_lists_every_course(bruno):
    page = bruno.get("/courses", status=200).page
    assert page.links["Le cours d’essai : un point d’eau"] == f"/courses/{COURSE}"


def test_a_course_says_what_it_is_for(awa, course):
    page = awa.get(f"/courses/{COURSE}", status=200).page
    assert page.h1 == course.text("en").title
    for module in course.modules:
        assert page.links[module.text("en").title] == f"/courses/{COURSE}/{module.slug}"
    assert "Keep a log that the next keeper can use" in page.main


def test_no_dot_stands_between_what_is_not_there(awa, bruno, ready, course, inside, cast, unassessed, clock):
    """Dots belong to the facts beside them; a state has none, so none hangs at the end of a line."""

    def look(browser, state) -> None:
        page = browser.get(f"/courses/{COURSE}").page
        assert state in page.main
        assert "·" not in page.main

    look(awa, "Due 6 December 2026")
    clock.move(days=21)
    look(awa, "Was due 6 December 2026")
    look(bruno, "une évaluation")
    ready("awa")
    with inside():
        complete_course(cast.awa, course, 1, "en", 90, clock())
    look(awa, "You hold this course")
    clock.move(days=366)
    look(awa, "Expired on")
    unassessed(1)
    look(bruno, "1 module")


def test_in_another_language(awa, course):
    page = awa.another().as_("awa", "fr").get(f"/courses/{COURSE}", status=200).page
    assert page.h1 == " ".join(course.text("fr").title.split())


def test_beginning_enrols_once(awa, rows, course):
    for _ in range(2):
        answer = awa.post(f"/courses/{COURSE}", status=303)
    assert answer.location == f"/courses/{COURSE}/{course.modules[0].slug}"
    assert len(rows(Enrolment)) == 1


def test_beginning_leads_to_where_one_was(awa, ready):
    ready("awa")
    assert awa.post(f"/courses/{COURSE}", status=303).location == f"/courses/{COURSE}/assessment"


def test_an_unknown_course(awa, rows):
    awa.get("/courses/no-such", status=404)
    awa.post("/courses/no-such", status=404)
    assert rows(Enrolment) == []


def test_a_wrong_method(awa):
    assert "POST" in awa.delete(f"/courses/{COURSE}", status=405).headers["Allow"]


def test_beginning_writes_what_a_passed_deadline_decided(awa, attempt, right, rows, clock):
    paper = awa.get(attempt).page
    awa.post(attempt, data=right(paper), status=303)
    clock.move(minutes=31)
    assert [row for row in rows(Completion) if row.module is None] == []
    awa.post(f"/courses/{COURSE}", status=303)
    (passed,) = rows(Completion, Completion.module.is_(None))
    assert passed.taken_at == rows(Attempt)[0].deadline


def test_what_is_held_leads_to_the_certificate(awa, attempt, right):
    awa.post(attempt, data=right(awa.get(attempt).page), status=303)
    awa.post(f"{attempt}/submit", status=303)
    page = awa.get(f"/courses/{COURSE}", status=200).page
    link = page.links["Confirm your name for the certificate of 16 November 2026"]
    assert link.startswith("/certificates/")


@pytest.fixture
def half(inside, cast, course):
    """Awa has completed the first two modules."""
    from lms.learning.completing import complete_module
    from lms.learning.enrolment import enrol

    with inside():
        enrol(cast.awa, COURSE)
        for module in course.modules[:2]:
            complete_module(cast.awa, course, module.slug, 1, "en")


def test_a_course_without_an_assessment_does_not_speak_of_one(awa, unassessed):
    unassessed(2)
    words = awa.get(f"/courses/{COURSE}").page.main
    assert "2 modules" in words
    assert "and an assessment" not in words


def test_what_an_edition_left_of_a_course_is_completed_at_a_press(awa, half, unassessed, rows, clock):
    unassessed(4)
    awa.post(f"/courses/{COURSE}", status=303)
    assert rows(Completion, Completion.module.is_(None)) == []
    unassessed(2)
    page = awa.get(f"/courses/{COURSE}").page
    assert "Complete the course" in page.main
    for _ in range(2):
        assert awa.submit(page, action=f"/courses/{COURSE}", status=303).location == f"/courses/{COURSE}"
    (done,) = rows(Completion, Completion.module.is_(None))
    assert (done.score, done.edition, done.day.isoformat()) == (None, 3, "2026-11-16")
    words = awa.get(f"/courses/{COURSE}").page.main
    assert "You hold this course until 16 November 2027." in words
    assert "Nothing to do now" in awa.get("/").page.main


def test_a_course_without_an_assessment_can_be_renewed(awa, half, unassessed, rows, clock):
    unassessed(2)
    awa.post(f"/courses/{COURSE}", status=303)
    clock.move(days=365 - 91)
    awa.post(f"/courses/{COURSE}", status=303)
    assert len(rows(Completion, Completion.module.is_(None))) == 1
    clock.move(days=31)
    awa.submit(awa.get(f"/courses/{COURSE}").page, action=f"/courses/{COURSE}", status=303)
    ends = sorted(row.expires_on.isoformat() for row in rows(Completion, Completion.module.is_(None)))
    assert ends == ["2027-11-16", "2028-09-17"]


def test_the_last_module_of_a_course_without_an_assessment_completes_it(awa, half, unassessed, rows, course):
    unassessed(3)
    last = course.modules[2]
    for section in last.sections:
        if not section.questions:
            awa.post(f"/courses/{COURSE}/{last.slug}", data={"read": section.id}, status=200)
    for question in last.questions:
        data = {"check": question.id, f"q-{question.id}": "1"}
        awa.post(f"/courses/{COURSE}/{last.slug}", data=data, status=200)
    assert len(rows(Completion, Completion.module.is_(None))) == 1
