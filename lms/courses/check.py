"""Check a course folder, as `lms check` and the authoring pages do."""

from __future__ import annotations

from pathlib import Path

from lms.courses.problems import Problem
from lms.courses.source import find_problems, read_folder


def check_folder(path: Path) -> tuple[Problem, ...]:
    """Every problem of the course in this folder, by file, line and column."""
    return find_problems(read_folder(path))
