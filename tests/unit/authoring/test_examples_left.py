"""Text of the examples that nobody wrote over."""

import pytest

from lms.authoring.draft.examples_left import with_examples
from lms.authoring.draft.starter import course_files, module_file
from lms.courses.source import read_folder
from tests.conftest import FOLDER

WRITTEN = "# Whom to ask\n\n## One\n\nPut the phases in their order.\n\n1. Plan\n2. Perform\n3. Assess\n"


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_each_file_that_a_course_begins_with_holds_some(language: str):
    files = course_files("first-day", "First day", language)
    path, module = module_file(files, "Whom to ask")
    files[path] = module
    assert with_examples(files) == sorted(files)


SENTENCES = {
    "One sentence that says what this course is for.": "Whom to ask.",
    "Say here whom the course is for, what they will be able to do, and how long it takes.": "For all.",
    "Say what the reader can do afterwards": "Ask",
}


@pytest.mark.parametrize("kept", [*SENTENCES, None])
def test_one_sentence_is_enough_and_settings_are_none(kept: str | None):
    text = course_files("first-day", "First day")["course.md"].decode()
    for sentence, written in SENTENCES.items():
        assert sentence in text
        text = text if sentence == kept else text.replace(sentence, written)
    assert with_examples({"course.md": text.encode()}) == (["course.md"] if kept else [])


def test_what_a_trainer_may_have_written_is_none():
    assert with_examples({"01-whom-to-ask.md": WRITTEN.encode(), "notes.md": b"", "02-b.md": b"\xff"}) == []
    assert with_examples(read_folder(FOLDER.parent / "courses" / "cpas-101").files) == []
    assert with_examples(read_folder(FOLDER / "course").files) == []
