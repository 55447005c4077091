"""What an edition changes for those who learnt before: told once, asked again, graded more kindly."""

from collections.abc import Callable
from typing import Any

import pytest

from lms.courses.questions import KINDS
from lms.learning.assessment.late_passes import record_late_passes
from lms.learning.completing import complete_course
from lms.learning.completions import completed_modules, completion_held
from lms.learning.module.studying import answer_question, read_section, study_of
from lms.learning.records import Completion
from lms.library import shelf
from lms.postings.due.local_day import local_today
from lms.web.clock import now
from tests.cast import COURSE
from tests.client import Client
from tests.conftest import Inside

CHANGES = f"/courses/{COURSE}/changes"
Change = Callable[..., int]


@pytest.fixture
def change(inside: Inside) -> Change:
    """`change(old, new, path=…, **decided)`: publishes an edition in which a text stands for another."""
    from lms.courses.compiling import compile_course
    from lms.courses.source import Source
    from lms.library.edition import newest, publish
    from lms.library.history import Decisions

    def again(old: str, new: str, path: str = "01-the-log.md", **decided: Any) -> int:
        with inside():
            edition = newest(COURSE)
            assert edition
            files = edition.files()
            assert old in files[path].decode()
            source = Source(COURSE, {**files, path: files[path].decode().replace(old, new, 1).encode()})
            compiled = compile_course(source)
            assert compiled.course, compiled.problems
            sets = {name: frozenset(values) for name, values in decided.items()}
            return publish(source, compiled.course, Decisions(**sets)).number

    return again


@pytest.fixture
def passed(inside: Inside, cast: Any, ready: Any, course: Any) -> None:
    """Awa completed the course by its first edition."""
    ready("awa")
    with inside():
        complete_course(cast.awa, course, 1, "en", 90, now())


def test_a_change_of_wording_is_told_to_nobody_who_need_not_know(awa: Client, passed: None, change: Change):
    change("\n## ", "\nOne more sentence.\n\n## ")
    assert "changed since you completed it" not in awa.get("/").text
    awa.get(CHANGES, status=404)


def test_who_completed_a_module_sees_once_what_changed(awa: Client, passed: None, change: Change):
    change("\n## ", "\nOne more sentence.\n\n## ", told=["the-log"])
    assert "changed since you completed it" in awa.get("/").text
    page = awa.get(CHANGES)
    assert "One more sentence." in page.text
    assert awa.get("/").text.count("See what changed") == 1
    awa.post(CHANGES, status=303)
    assert "changed since you completed it" not in awa.get("/").text
    awa.get(CHANGES, status=404)
    awa.post(CHANGES, status=303)


def test_somebody_who_has_not_completed_the_module_is_not_told(bruno: Client, change: Change):
    change("\n## ", "\nOne more sentence.\n\n## ", told=["the-log"])
    assert "See what changed" not in bruno.get("/").text


def test_a_material_change_asks_to_read_the_module_again_and_takes_nothing_away(
    awa: Client, passed: None, change: Change, course: Any, inside: Inside, cast: Any
):
    edition = change("\n## ", "\nOne more sentence.\n\n## ", material=["the-log"])
    page = awa.get("/").text
    assert "Read module 1 of" in page
    assert "You keep what you hold" in page
    assert "What you hold" in page
    module = f"/courses/{COURSE}/the-log"
    with inside():
        shelved = shelf.course(COURSE)
        assert shelved.edition == edition
        assert completion_held(cast.awa, COURSE, local_today(cast.awa))
        assert "the-log" not in completed_modules(cast.awa, COURSE, shelved.history.since)
        read = shelved.course.module("the-log")
        assert read
        for section in read.sections:
            if not section.questions:
                read_section(cast.awa, shelved, read, section.id, "en")
            for question in section.questions:
                right = KINDS[question.kind].right(question)
                answer_question(cast.awa, shelved, read, question, right, "en", None)
    with inside():
        since = shelf.course(COURSE).history.since
        assert "the-log" in completed_modules(cast.awa, COURSE, since)
    assert "Read module 1 of" not in awa.get("/").text
    assert "Module completed" in awa.get(module).text


def test_an_answer_from_before_a_material_change_does_not_stand_in_the_page(
    awa: Client, inside: Inside, cast: Any, change: Change, course: Any
):
    module = course.modules[0]
    question = module.questions[0]
    with inside():
        shelved, right = shelf.course(COURSE), KINDS[question.kind].right(question)
        answer_question(cast.awa, shelved, module, question, right, "en", None)
    change("\n## ", "\nOne more sentence.\n\n## ", material=["the-log"])
    with inside():
        study = study_of(cast.awa, shelf.course(COURSE), "the-log")
        assert not study.answers
        assert study.times(question.id) == 1


@pytest.fixture
def failed(awa: Client, attempt: str, right: Any, course: Any) -> dict[str, list[str]]:
    """Awa did not pass: two answers are what a corrected key will call right."""
    answers = dict(right(awa.get(attempt).page))
    for name in [name for name in answers if len(course.question(name[2:]).key) == 1][:2]:
        asked = course.question(name[2:])
        answers[name] = [str(next(n for n in range(1, asked.size + 1) if n not in asked.key))]
    awa.post(attempt, data=answers, status=303)
    awa.post(f"{attempt}/submit", status=303)
    return answers


def test_a_corrected_key_makes_a_pass_of_a_past_attempt_and_says_so(
    awa, attempt, failed, republish, rows, app, clock
):
    assert "66%" in awa.get(f"{attempt}/result").page.main
    clock.move(minutes=10)
    republish(corrected=True)
    page = awa.get(f"{attempt}/result").page
    assert "100%" in page.main
    assert page.main.count("the key was corrected on") == 2
    with app.app_context():
        assert record_late_passes() == 1
        assert record_late_passes() == 0
    (passed,) = rows(Completion, Completion.module.is_(None))
    assert (passed.score, passed.edition) == (100, 1)
    assert passed.recorded_at > passed.taken_at
    assert "You passed" in awa.get(f"{attempt}/result").page.main


def test_a_key_that_nobody_confirmed_changes_no_result(awa, attempt, failed, republish, app):
    republish()
    page = awa.get(f"{attempt}/result").page
    assert "66%" in page.main
    assert "the key was corrected" not in page.main
    with app.app_context():
        assert record_late_passes() == 0


def test_who_had_it_right_by_the_old_key_keeps_that(awa, attempt, right, republish):
    awa.post(attempt, data=right(awa.get(attempt).page), status=303)
    awa.post(f"{attempt}/submit", status=303)
    republish(corrected=True)
    page = awa.get(f"{attempt}/result").page
    assert "100%" in page.main
    assert "the key was corrected" not in page.main


def test_a_running_attempt_ends_on_its_own_paper_and_gains_by_a_corrected_key(
    awa, attempt, right, course, republish
):
    answers = right(awa.get(attempt).page)
    awa.post(attempt, data=answers, status=303)
    republish(corrected=True)
    again = awa.get(attempt).page
    assert right(again) == answers
    awa.post(f"{attempt}/submit", status=303)
    assert "100%" in awa.get(f"{attempt}/result").page.main


OLD_KEY = """\
- [ ] “The handle is stiff again, as it always is after the rains.”
  > This says that it happens, but not how much, and “always” cannot be checked by anybody else.
- [x] “3 June"""


@pytest.fixture
def keyed(change: Change) -> None:
    """Another line of the log is the better one now. Only the original says so: its boxes hold for all."""
    change("[x] « 3 juin", "[ ] « 3 juin", "01-the-log.fr.md")
    flipped = OLD_KEY.replace("[x]", "[?]").replace("[ ]", "[x]").replace("[?]", "[ ]")
    change(OLD_KEY, flipped, told=["the-log"], keys=["better-line"])


def test_what_is_right_is_shown_as_it_was_and_as_it_is(awa: Client, passed: None, keyed: None):
    page = awa.get(CHANGES).page
    assert "Key changed" in page.words
    lines = ["".join(line.itertext()) for line in page.all("p")]
    assert [line[:11] for line in lines if line.startswith("✓")] == ["✓ “3 June: ", "✓ “The hand"]
    assert [len(page.all("del")), len(page.all("ins"))] == [1, 1]


def test_a_key_that_changed_in_the_original_is_told_in_every_language(
    awa: Client, passed: None, keyed: None, change: Change
):
    awa.post("/language", data={"language": "fr"}, status=303)
    page = awa.get(CHANGES).page
    assert "Ce qui a changé dans l’original figure ici dans sa langue : anglais." in page.words
    assert {line.get("lang") for line in page.all("p") if "3 June" in "".join(line.itertext())} == {"en"}
    change("Elle s’écrit", "Elle doit s’écrire", "01-the-log.fr.md", told=["the-log"])
    change("It takes less", "It should take less", told=["the-log"])
    page = awa.get(CHANGES).page
    assert "Elle doit s’écrire" in page.words
    assert "should take" not in page.words
    assert {line.get("lang") for line in page.all("p") if "3 June" in "".join(line.itertext())} == {"en"}
