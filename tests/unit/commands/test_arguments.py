"""What several verbs are given: the name of a course."""

import shutil
from pathlib import Path

import pytest

from tests.unit.commands.conftest import Lms


@pytest.mark.parametrize(
    "words",
    [
        ("publish", "notes"),
        ("preview", "notes"),
        ("translations", "status", "notes"),
        ("new", "module", "notes", "Whom to ask"),
        ("import", "gift", "questions.gift", "notes"),
    ],
)
@pytest.mark.parametrize("there", [True, False])
def test_what_is_no_course_is_told_alike(
    lms: Lms, courses: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], there: bool
):
    monkeypatch.chdir(courses.parent)
    monkeypatch.setattr("lms.commands.previewing.run_alone", lambda *_: pytest.fail("it served"))
    (courses.parent / "questions.gift").write_text("{ a }")
    if there:
        (courses / "notes").mkdir()
        (courses / "notes" / "README.md").write_text("# Notes\n")
    result = lms(*words)
    assert result.exit_code == 1
    assert result.output == f"Error: There is no course in {courses / 'notes'}: it holds no course.md.\n"


def test_a_courses_folder_without_courses_is_told(lms: Lms, courses: Path):
    shutil.rmtree(courses / "first-day")
    result = lms("translations", "status")
    assert (result.exit_code, f"There is no course in {courses}:" in result.output) == (1, True)
