"""The catalogue, and a course's page."""

from lms.learning.records import Attempt, Completion, Enrolment
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


def test_in_another_language(awa, course):
    page = awa.another().as_("awa", "fr").get(f"/courses/{COURSE}", status=200).page
    assert page.h1 == course.text("fr").title


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
    assert [one for one in rows(Completion) if one.module is None] == []
    awa.post(f"/courses/{COURSE}", status=303)
    (passed,) = rows(Completion, Completion.module.is_(None))
    assert passed.taken_at == rows(Attempt)[0].deadline


def test_what_is_held_leads_to_the_certificate(awa, attempt, right):
    awa.post(attempt, data=right(awa.get(attempt).page), status=303)
    awa.post(f"{attempt}/submit", status=303)
    page = awa.get(f"/courses/{COURSE}", status=200).page
    assert page.links["My certificate"].startswith("/certificates/")
