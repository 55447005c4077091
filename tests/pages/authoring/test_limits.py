"""A text that takes too long or too much memory to check: its trainer is told so and can mend it, nobody else
is troubled, and nothing of it is published."""

import threading
import time
import uuid
from dataclasses import replace

import pytest

from lms.courses import compiling
from lms.courses.comparing import material, translated
from lms.courses.compiling import salvage
from lms.courses.problems import WORDS, in_two
from lms.courses.source import read_folder
from lms.library.edition import Edition
from lms.web.child import door
from lms.web.child.limits import Limits
from lms.web.languages import catalogue
from tests.cast import COURSE
from tests.conftest import FOLDER
from tests.unit.web import errands

HERE = f"/authoring/{COURSE}"
LOG = "01-the-log.md"
TEXT = read_folder(FOLDER / "course").files[LOG]
LONG = "This text takes longer to check than a text may."
MUCH = "This text needs more memory to check than a text may."
SECONDS = 1


@pytest.fixture(autouse=True)
def obedient(monkeypatch):
    """A child has one second, and hangs or eats memory at a text that says so."""
    monkeypatch.setattr(door, "LIMITS", replace(Limits(), seconds=SECONDS))
    monkeypatch.setattr(compiling, "compile_course", errands.compile_obediently)
    monkeypatch.setattr(compiling, "find_problems", errands.find_obediently)
    monkeypatch.setattr(salvage, "salvage", errands.salvage_obediently)


def text_with(words: str) -> bytes:
    """The module with these words in it, and others that no worker has seen."""
    return TEXT + f"\n{words} {uuid.uuid4()}\n".encode()


@pytest.fixture
def hanging(saved_by):
    saved_by("chantal", text_with("Please hang here."))


@pytest.fixture
def eating(saved_by):
    saved_by("chantal", text_with("Please eat here."))


def seconds(act) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


@pytest.mark.usefixtures("hanging")
def test_the_course_and_its_text_can_be_opened(chantal):
    for path in (HERE, f"{HERE}/files/{LOG}"):
        page = chantal.get(path, status=200).page
        assert LONG in page.words
        assert LOG in page.words
    assert "Please hang here." in chantal.get(f"{HERE}/files/{LOG}").page.all("textarea")[0].text
    assert "1 error" in chantal.get("/authoring", status=200).page.words


@pytest.mark.usefixtures("hanging")
def test_it_is_said_in_the_reader_s_language(client):
    words, _ = in_two(catalogue("fr").gettext(WORDS["takes-too-long"]), {})
    assert words in client.as_("chantal", "fr").get(HERE, status=200).page.words


@pytest.mark.usefixtures("eating")
def test_a_text_that_takes_too_much_memory_is_told_as_that(chantal):
    assert MUCH in chantal.get(HERE, status=200).page.words
    assert MUCH in chantal.get(f"{HERE}/preview", status=200).page.words


@pytest.mark.usefixtures("hanging")
def test_who_comes_again_does_not_wait_again(chantal):
    assert seconds(lambda: chantal.get(HERE)) > SECONDS / 2
    assert seconds(lambda: chantal.get(HERE)) < SECONDS / 2
    assert seconds(lambda: chantal.get("/authoring")) < SECONDS / 2


@pytest.mark.usefixtures("hanging")
def test_a_text_that_is_mended_is_checked_as_any_other(chantal):
    chantal.get(HERE)
    page = chantal.get(f"{HERE}/files/{LOG}", status=200).page
    chantal.submit(page, id="text-form", text=TEXT.decode(), status=303)
    assert LONG not in chantal.get(HERE, status=200).page.words


@pytest.mark.usefixtures("hanging")
def test_a_preview_says_so(chantal, preview):
    for path in (preview, f"{preview}/the-log", f"{preview}/the-signs", f"{preview}/assessment"):
        page = chantal.get(path, status=200).page
        assert LONG in page.words
        assert "course.md" not in page.words


@pytest.mark.usefixtures("hanging")
def test_it_is_not_published(chantal, rows, draft):
    page = chantal.get(f"{HERE}/publish", status=200).page
    assert LONG in page.words
    assert "It cannot be published as it stands." in page.words
    chantal.post(f"{HERE}/publish", data={"act": "publish", "seen": "1.x"}, status=303)
    assert len(rows(Edition)) == 1
    assert draft() is not None


def test_what_takes_too_long_to_compare_is_not_published(chantal, saved_by, rows, monkeypatch):
    monkeypatch.setattr(compiling, "compile_course", errands.compile_course)
    monkeypatch.setattr(material, "compare_for_pages", errands.compare_obediently)
    saved_by("chantal", text_with("Please hang here."))
    page = chantal.get(f"{HERE}/publish", status=200).page
    assert LONG in page.words
    assert not [form for form in page.all("form") if form.get("id") == "publish"]
    assert len(rows(Edition)) == 1


def test_questions_that_take_too_long_are_not_carried_over(chantal, draft, monkeypatch):
    from lms.authoring.incoming.gift import module

    monkeypatch.setattr(module, "from_gift", errands.hang)
    sent = {"text": "Is it so? {T}", "title": "Old quiz"}
    page = chantal.post(f"{HERE}/import", data=sent, status=422).page
    assert LONG in page.words
    assert "Is it so? {T}" in page.all("textarea")[0].text
    assert draft() is None


def test_two_texts_that_take_too_long_to_compare_are_both_kept(chantal, saved_by, monkeypatch):
    from lms.authoring.draft import file_pages

    monkeypatch.setattr(file_pages, "difference", errands.hang)
    page = chantal.get(f"{HERE}/files/{LOG}").page
    saved_by("elif", b"# Theirs\n")
    page = chantal.submit(page, id="text-form", text="# Mine\n", status=409).page
    assert "# Mine" in page.all("textarea")[0].text
    assert "# Theirs" in page.words
    assert "Where they differ" not in page.words


def test_a_translation_that_takes_too_long_has_a_page_that_says_so(chantal, monkeypatch):
    monkeypatch.setattr(translated, "beside", errands.hang)
    page = chantal.get(f"{HERE}/translations/01-the-log.fr.md", status=422).page
    assert page.h1 == LONG
    monkeypatch.setattr(translated, "waiting", errands.hang)
    chantal.get(f"{HERE}/files/01-the-log.fr.md", status=200)


@pytest.mark.usefixtures("hanging")
def test_meanwhile_the_worker_answers_others(client, chantal, elif_, monkeypatch):
    monkeypatch.setattr(door, "LIMITS", replace(Limits(), seconds=3 * SECONDS))
    awa = client.as_("awa")
    awa.get(f"/courses/{COURSE}/the-log", status=200)  # it is loaded
    elif_.get("/authoring/how-to-write", status=200)
    trainer = threading.Thread(target=lambda: chantal.get(HERE, status=200))
    trainer.start()
    time.sleep(SECONDS / 5)
    for browser, path in (
        (client, "/healthz"),
        (awa, f"/courses/{COURSE}/the-log"),
        (elif_, "/authoring/how-to-write"),
        (elif_, f"{HERE}/rename/{LOG}"),
    ):
        assert seconds(lambda browser=browser, path=path: browser.get(path, status=200)) < SECONDS, path
    assert trainer.is_alive()
    trainer.join()
