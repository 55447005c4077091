"""The courses of this repository are sound: no error, no warning, no false alarm."""

from pathlib import Path

import pytest

from lms.courses.compiling import compile_course
from lms.courses.source import read_folder
from lms.web.languages import catalogue
from tests.unit.courses.examples import TEST_COURSE, TESTS, check_folder

OURS = sorted(path.parent for path in (TESTS.parent / "courses").glob("*/course.md"))
FOLDERS = [TEST_COURSE, *OURS]


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_no_problems(folder: Path):
    assert [str(problem) for problem in check_folder(folder)] == []


@pytest.mark.parametrize("folder", OURS, ids=[folder.name for folder in OURS])
def test_no_question_says_again_that_several_may_be_right(folder: Path):
    """The page says so at each of them."""
    course = compile_course(read_folder(folder)).course
    practice = [question for module in course.modules for question in module.questions]
    several = [one for one in [*practice, *course.bank] if one.kind == "multiple"]
    assert several
    for question in several:
        for tag, wording in question.wordings.items():
            hint = catalogue(tag).gettext("Choose all that are right.")
            for words in (hint, "Choose all"):
                assert words not in wording.prompt, f"{question.id}, {tag}"
