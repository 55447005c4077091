"""Several sets of answers held at once: known from each other, and none forgotten."""

import pytest

from lms.learning.assessment.attempt import Attempt
from lms.learning.records import UnclaimedAnswers
from tests.cast import COURSE
from tests.page import text_of

LOG = f"/courses/{COURSE}/the-log"
READ = "s1"


@pytest.fixture
def several(awa, attempt, right, rows, clock):
    """Awa, signed out, answers a question, reads a section, answers two of a paper, and submits it."""
    lesson, paper = awa.get(LOG).page.form(), awa.get(attempt).page
    once_more = awa.get(f"{attempt}/submit").page.form(f"{attempt}/submit").values
    two = dict(list(right(paper).items())[:2])
    awa.post("/sign-out", status=303)
    for path, data in (
        (LOG, lesson.fill(q__better__line="2", check="better-line")),
        (LOG, lesson.fill(read=READ)),
        (attempt, paper.form().values | two),
        (f"{attempt}/submit", once_more),
    ):
        awa.post(path, data=data, status=303)
        clock.move(minutes=1)
    return sorted(rows(UnclaimedAnswers), key=lambda held: held.taken_at)


def listed(page) -> list[str]:
    """What the page says of each set of answers."""
    return [text_of(card) for card in page.all("section")]


def test_each_is_known_from_the_others(several, client, course):
    module = course.module("the-log")
    answered = next(
        part for part in module.sections if "better-line" in [question.id for question in part.questions]
    )
    practice, read, paper, submission = listed(client.as_("awa").get("/held", status=200).page)
    lesson = f"TEST-1, module 1: {module.text('en').title}"
    titles = answered.text("en").title, module.section(READ).text("en").title
    assert practice.startswith(f"{lesson} Section: {titles[0]} 1 answer Sent on 16 November 2026, 09:00")
    assert read.startswith(f"{lesson} Section read: {titles[1]} Sent on 16 November 2026, 09:01")
    assert paper.startswith("TEST-1, assessment 2 answers Sent on 16 November 2026, 09:02")
    assert submission.startswith("TEST-1, assessment Assessment submitted on 16 November 2026, 09:03")
    for answers in (practice, read, paper):
        assert answers.endswith("The page that they belong to Send these answers Discard them")
    assert submission.endswith("The page that they belong to Submit the assessment Discard them")
    french = client.as_("awa", "fr").get("/held", status=200).page.main
    assert "TEST-1, évaluation finale 2 réponses" in french


def test_after_each_the_others_are_named_and_led_to(several, client):
    awa = client.as_("awa")
    for held, left in zip(
        several[:2], ("3 more sets of answers wait", "2 more sets of answers wait"), strict=True
    ):
        page = awa.get(awa.post(f"/held/{held.id}/send", status=303).location).page
        assert left in page.main
        assert page.links["See what waits"] == "/held"
    page = awa.get(awa.post(f"/held/{several[2].id}/send", status=303).location).page
    assert "1 more set of answers waits for you." in page.main
    page = awa.get(awa.post(f"/held/{several[3].id}/send", status=303).location).page
    assert page.h1 == "Your result"
    assert "for you" not in page.main


def test_a_submission_leads_on_too(several, client):
    """It takes along what its own paper had sent before, and not the others."""
    awa = client.as_("awa")
    page = awa.get(awa.post(f"/held/{several[3].id}/send", status=303).location).page
    assert page.h1 == "Your result"
    assert "2 more sets of answers wait for you." in page.main
    assert page.links["See what waits"] == "/held"


def test_what_is_put_aside_leads_to_the_rest(several, client):
    awa = client.as_("awa")
    page = awa.get(awa.post(f"/held/{several[0].id}/discard", status=303).location).page
    assert page.h1 == "Answers waiting for you"
    assert "These answers are discarded. 3 more sets of answers wait for you." in page.main


@pytest.fixture
def answers_to_come(awa, rows, clock):
    """Awa, signed out, checks what she has not answered, and reads a section."""
    lesson = awa.get(LOG).page.form()
    awa.post("/sign-out", status=303)
    for asked in ({"check": "better-line"}, {"read": READ}):
        awa.post(LOG, data=lesson.fill(**asked), status=303)
        clock.move(minutes=1)
    return sorted(rows(UnclaimedAnswers), key=lambda held: held.taken_at)


def test_an_answer_that_did_not_do_leads_on_too(client, answers_to_come):
    first, _ = answers_to_come
    again = client.as_("awa")
    page = again.get(again.post(f"/held/{first.id}/send", status=303).location).page
    assert "Answer first, then check it." in page.main
    assert "1 more set of answers waits for you." in page.main


def test_my_learning_names_what_waits(several, client, statements):
    awa = client.as_("awa")
    awa.get("/", status=200)
    with statements() as sent:
        page = awa.get("/", status=200).page
    assert "you sent 4 sets of answers" in page.main
    assert page.links["See what waits"] == "/held"
    assert len(sent) <= 6, "\n".join(sent)
    for held in several:
        awa.post(f"/held/{held.id}/discard", status=303)
    assert "Answers waiting for you" not in awa.get("/").page.main


def test_my_learning_names_it_before_anything_was_begun(answers_to_come, client):
    """The first answer of all may be the one that is held."""
    assert "you sent 2 sets of answers" in client.as_("awa").get("/").page.main
    assert "Answers waiting" not in client.as_("bruno", "en").get("/").page.main


def test_what_has_no_place_any_more_can_only_be_discarded(several, client, inside):
    gone, lost = several[0], several[2]
    with inside() as session:
        session.get(UnclaimedAnswers, gone.id).path = f"/courses/{COURSE}/gone"
        session.get(UnclaimedAnswers, lost.id).path = f"/attempts/{gone.id}"
    page = client.as_("awa").get("/held", status=200).page
    for held in (gone, lost):
        assert f"/held/{held.id}/send" not in page.html
        assert f"/held/{held.id}/discard" in page.html
    assert page.main.count("no longer there, so they cannot be sent.") == 2


def test_a_paper_that_says_what_no_page_sends_is_listed_all_the_same(several, client, inside):
    with inside() as session:
        session.get(UnclaimedAnswers, several[2].id).values = {"page": ["x"], "q-unknown": ["1"]}
    assert "TEST-1, assessment Sent on" in client.as_("awa").get("/held", status=200).page.main


def test_listing_them_changes_nothing(several, client, rows):
    client.as_("awa").get("/held", status=200)
    assert len(rows(UnclaimedAnswers)) == 4
    assert rows(Attempt)[0].submitted_at is None
