"""A reader of a translation is told, quietly and at its place, where the original has changed since."""

from collections.abc import Callable

import pytest

from lms.authoring.translation.accepting import accept
from lms.courses.compiling import compile_course
from lms.courses.source import ACCEPTED, Source
from lms.library.edition import newest, publish
from tests.cast import COURSE
from tests.client import Client
from tests.conftest import Inside
from tests.page import text_of

WORDS = "L’original a changé depuis cette traduction"
SPARES = f"/courses/{COURSE}/the-spares"


@pytest.fixture
def change(inside: Inside) -> Callable[..., None]:
    """`change(path, {old: new})`: the French is accepted, then the English changes and is published."""

    def published(path: str, texts: dict[str, str]) -> None:
        with inside():
            edition = newest(COURSE)
            assert edition
            files = edition.files()
            content, _ = accept(Source(COURSE, files), [name for name in files if name.endswith(".fr.md")])
            text = files[path].decode()
            for old, new in texts.items():
                assert old in text
                text = text.replace(old, new, 1)
            source = Source(COURSE, {**files, ACCEPTED: content, path: text.encode()})
            compiled = compile_course(source)
            assert compiled.course, compiled.problems
            publish(source, compiled.course)

    return published


@pytest.fixture
def notes(client: Client) -> Callable[..., list[str]]:
    """`notes(address)`: what the notes of staleness on Awa's page say."""

    def said(address: str, language: str = "fr") -> list[str]:
        page = client.as_("awa", language).get(address, status=200).page
        return [text_of(one) for one in page.all("details") if one.get("class") == "stale"]

    return said


def test_a_stale_paragraph_says_so_with_its_source_one_step_away(notes, change):
    change("04-the-spares.md", {"Four kinds of question": "Exactly four kinds of question"})
    (note,) = notes(SPARES)
    assert note.startswith(WORDS)
    assert "Exactly four kinds of question" in note
    assert notes(SPARES, "en") == []


def test_of_a_stale_question_the_source_is_shown_and_no_key(notes, change):
    change("04-the-spares.md", {"Put the steps in the order": "Put these steps in the order"})
    (note,) = notes(SPARES)
    assert "Put these steps in the order" in note
    steps = ["Close the path", "Take off", "Draw up", "Change the leather"]
    assert sorted(steps, key=note.index) != steps


def test_in_a_paper_too(notes, change, ready, client):
    ready("awa")
    asked = {
        "How is the day written": "How should the day be written",
        "When do you buy": "When do you get",
        "What does the fourth part": "What should the fourth part",
    }
    change("assessment.md", asked)
    address = client.as_("awa").post(f"/courses/{COURSE}/assessment", status=303).location
    shown = notes(address)
    assert shown
    assert all(any(text in note for text in asked.values()) for note in shown)
