"""The courses of this repository are sound: no error, no warning, no false alarm."""

from pathlib import Path

import pytest

from lms.courses.check import check_folder
from tests.unit.courses.examples import TEST_COURSE, TESTS

FOLDERS = [TEST_COURSE, *sorted(path.parent for path in (TESTS.parent / "courses").glob("*/course.md"))]


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_no_problems(folder: Path):
    assert [str(problem) for problem in check_folder(folder)] == []
