"""My learning: what to do next and by when, what I hold, what expires."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lms.learning.completing import complete_course
from lms.learning.records import Completion
from lms.people.units import Unit
from lms.postings.due.requirement import Requirement
from lms.postings.posting import Posting
from tests.cast import COURSE
from tests.clock import TODAY
from tests.page import text_of

# What the link to a certificate says before its holder has confirmed the name.
TO_IT = "Confirm your name for the certificate of 16 November 2026"


def test_it_says_what_to_do_and_why(awa):
    words = awa.get("/", status=200).page.main
    assert "Begin TEST-1, module 1: The log" in words
    assert "Due on 6 December 2026. Required by: Mission in Sorandia, within 30 days of arrival." in words


def test_nothing_is_required_elsewhere(client):
    words = client.as_("bruno").get("/", status=200).page.main
    assert "Nothing to do now" in words
    assert "Other courses" in words


def test_what_was_begun_is_to_be_continued(awa):
    awa.post(f"/courses/{COURSE}", status=303)
    assert "Continue TEST-1, module 1: The log" in awa.get("/").page.main


def test_a_due_date_that_has_passed_is_said_plainly(awa, clock):
    clock.move(days=21)
    words = awa.get("/").page.main
    assert "It was due on 6 December 2026. Required by: Mission in Sorandia, within 30 days" in words


def test_all_modules_done_leads_to_the_assessment(awa, ready):
    ready("awa")
    page = awa.get("/").page
    assert page.links["To the assessment"] == f"/courses/{COURSE}/assessment"


def test_a_running_attempt_comes_first(awa, attempt):
    page = awa.get("/").page
    assert "Go on with the assessment of TEST-1" in page.main
    assert page.links["Go on"] == attempt


@pytest.fixture
def hold(inside, cast, course, ready, clock):
    """Awa holds the course."""

    def held() -> None:
        ready("awa")
        with inside():
            complete_course(cast.awa, course, 1, "en", 90, clock())

    return held


def test_what_is_held_is_shown_until_when(awa, hold):
    hold()
    words = awa.get("/").page.main
    assert "Do this now Confirm your name for the certificate" in words
    assert "until 16 November 2027" in words


def test_what_is_held_for_good_says_so(awa, ready, inside, cast, course, clock):
    ready("awa")
    with inside():
        complete_course(cast.awa, replace(course, valid_for=None), 1, "en", 90, clock())
    assert "without expiry" in awa.get("/").page.main
    assert "You hold this course without expiry." in awa.get(f"/courses/{COURSE}").page.main


def tone(page, words: str) -> str:
    """How the tag with these words looks."""
    return next(tag.get("class") for tag in page.all("span") if text_of(tag) == words)


def test_what_expires_soon_is_to_do_again(awa, hold, clock):
    hold()
    assert tone(awa.get("/").page, "until 16 November 2027") == "tag tag-held"
    clock.move(days=365 - 59)
    page = awa.get("/").page
    assert "Nothing to do now" not in page.main
    assert "You hold it until 16 November 2027." in page.main
    assert tone(page, "until 16 November 2027") == "tag tag-due"


def test_what_has_expired_is_not_held(awa, hold, clock):
    hold()
    clock.move(days=366)
    words = awa.get("/").page.main
    assert "What you hold" not in words
    assert "Take the assessment" in words
    assert "It expired on 16 November 2027." in words


def test_what_has_expired_and_is_required_says_both(awa, hold, clock, inside, cast):
    hold()
    with inside() as session:
        session.get(Posting, cast.awa_posting).last_day = None
    clock.move(days=366)
    words = awa.get("/").page.main
    assert "It expired on 16 November 2027. Required by: Mission in Sorandia." in words
    assert "Expired on 16 November 2027" in awa.get(f"/courses/{COURSE}").page.main
    assert "6 December 2026" not in words


def passes(rows) -> list[Completion]:
    """The completions of the course, oldest first."""
    return sorted(rows(Completion, Completion.module.is_(None)), key=lambda row: row.taken_at)


def test_what_is_held_leads_to_its_certificate(awa, hold, rows):
    hold()
    page = awa.get("/").page
    assert page.links[TO_IT] == f"/certificates/{passes(rows)[0].id}"
    assert "What you completed before" not in page.main


def test_the_certificate_of_what_expired_is_still_found(awa, hold, rows, clock):
    hold()
    clock.move(days=800)
    for target in ("/", f"/courses/{COURSE}"):
        links = awa.get(target).page.links
        assert links[TO_IT] == f"/certificates/{passes(rows)[0].id}"
    assert "completed on 16 November 2026 Expired on 16 November 2027" in awa.get("/").page.main


def test_every_pass_leads_to_its_certificate(awa, hold, rows, clock):
    hold()
    clock.move(days=300)
    hold()
    links = awa.get("/").page.links
    first, second = passes(rows)
    assert links[TO_IT] == f"/certificates/{first.id}"
    assert links[TO_IT.replace("16 November 2026", "12 September 2027")] == f"/certificates/{second.id}"


def test_what_was_learned_elsewhere_hides_no_certificate(awa, hold, rows, inside, cast, course, clock):
    """Prior learning that is valid for longer has no certificate here, and the pass keeps its own."""
    hold()
    clock.move(days=1)
    with inside():
        complete_course(cast.awa, course, 1, "en", None, clock()).how = "prior"
    passed = passes(rows)[0]
    page = awa.get("/").page
    assert "until 17 November 2027" in page.main
    assert page.links[TO_IT] == f"/certificates/{passed.id}"
    assert awa.get(f"/courses/{COURSE}").page.links[TO_IT] == f"/certificates/{passed.id}"
    assert "My certificate" not in awa.get(f"/courses/{COURSE}/assessment").page.links


def test_days_are_those_where_one_serves(client, inside, cast, clock):
    """At eleven in the evening in UTC it is the next day in Tokyo."""
    with inside() as session:
        session.get(Unit, cast.sorandia).time_zone = "Asia/Tokyo"
    clock.instant = clock().replace(hour=23) + timedelta(days=20)
    assert "It was due on 6 December 2026" in client.as_("awa").get("/").page.main


@pytest.fixture
def far_east(inside, cast):
    """Awa serves where the day begins fourteen hours before that of UTC."""
    with inside() as session:
        session.get(Unit, cast.sorandia).time_zone = "Pacific/Kiritimati"
        session.get(Posting, cast.awa_posting).last_day = None


def test_who_arrives_today_in_the_far_east_reads_what_is_required(awa, inside, cast, far_east, clock):
    with inside() as session:
        session.get(Posting, cast.awa_posting).first_day = TODAY + timedelta(days=1)
    assert "Nothing to do now" in awa.get("/").page.main
    clock.move(hours=1)
    assert "Due on 17 December 2026" in awa.get("/").page.main


def test_all_of_learning_has_the_day_where_one_serves(awa, hold, far_east, clock):
    """On 17 November there, while it is still the 16th in UTC, what was valid until the 16th is over."""
    hold()
    clock.instant = clock().replace(year=2027, hour=9)
    assert "until 16 November 2027" in awa.get("/").page.main
    assert "You hold this course" in awa.get(f"/courses/{COURSE}").page.main
    clock.move(hours=1)
    assert "What you hold" not in awa.get("/").page.main
    assert "You hold this course" not in awa.get(f"/courses/{COURSE}").page.main
    words = awa.get(f"/courses/{COURSE}/assessment").page.main
    assert "2 attempts left in this round" in words
    assert "You hold this course" not in words


def test_it_can_be_renewed_by_the_day_where_one_serves(awa, hold, far_east, clock):
    hold()
    clock.instant = (clock() + timedelta(days=274)).replace(hour=9)
    assert "You can renew it in the 90 days before." in awa.get(f"/courses/{COURSE}/assessment").page.main
    clock.move(hours=1)
    assert "2 attempts left in this round" in awa.get(f"/courses/{COURSE}/assessment").page.main


def test_in_french(client):
    page = client.as_("awa", "fr").get("/", status=200).page
    assert page.root.get("lang") == "fr"
    assert "Exigé par : Mission en Sorandia, au plus 30 jours après l’arrivée." in page.main
    assert "6 décembre 2026" in page.main


def test_within_one_day_is_said_so(client, inside, cast):
    with inside() as session:
        session.get(Requirement, cast.requirement).days = 1
    english, french = (client.as_("awa", tag).get("/").page.main for tag in ("en", "fr"))
    assert "within 1 day of arrival." in english
    assert "au plus 1 jour après l’arrivée." in french


def many(inside, cast, course) -> None:
    """Thirty courses, and two hundred answers and completions of one person."""
    from dataclasses import replace

    from lms.courses.source import Source
    from lms.learning.completing import complete_module
    from lms.learning.enrolment import enrol
    from lms.learning.module.studying import answer_question
    from lms.library import shelf
    from lms.library.edition import publish
    from lms.postings.due.requirement import require

    with inside():
        for number in range(30):
            other = replace(course, slug=f"course-{number}", code=f"C-{number}")
            publish(Source(other.slug, {"course.md": str(number).encode()}), other)
            require(cast.u5, other.slug, 10 + number, TODAY)
            enrol(cast.awa, other.slug)
            complete_module(cast.awa, other, other.modules[0].slug, 1, "en")
    with inside():
        shelved, module = shelf.course(COURSE), course.modules[0]
        for _ in range(200):
            answer_question(cast.awa, shelved, module, module.questions[0], [1], "en", None)


@pytest.mark.parametrize("past", [False, True])
def test_it_takes_six_queries_whatever_the_past(awa, inside, cast, course, statements, past):
    if past:
        many(inside, cast, course)
    awa.get("/", status=200)  # a worker loads each edition once
    with statements() as sent:
        awa.get("/", status=200)
    assert len(sent) <= 6, "\n".join(sent)


@pytest.mark.parametrize("past", [False, True])
def test_a_module_takes_four_queries_whatever_the_past(awa, inside, cast, course, statements, past):
    if past:
        many(inside, cast, course)
    target = f"/courses/{COURSE}/{course.modules[0].slug}"
    awa.get(target, status=200)
    with statements() as sent:
        awa.get(target, status=200)
    assert len(sent) <= 4, "\n".join(sent)
