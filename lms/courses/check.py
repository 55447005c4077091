"""Check a course folder, as `lms check` and the authoring pages do."""

from __future__ import annotations

from pathlib import Path

from lms.courses.problems import Problem
from lms.courses.reader import compile_course, read_folder


def check_folder(path: Path) -> tuple[Problem, ...]:
    """Every problem of the course in this folder, by file, line and column."""
    return compile_course(read_folder(path)).problems
