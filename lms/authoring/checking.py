"""Checking: every problem of courses on disk, in words."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lms.courses.check import check_folder
from lms.courses.problems import WORDS, Problem
from lms.web.languages import N_, catalogue


def course_folders(path: Path) -> list[Path]:
    """The folder itself if it is a course, else the courses in it."""
    inside = sorted(found.parent for found in path.glob("*/course.md"))
    return inside if inside and not (path / "course.md").exists() else [path]


def check_paths(paths: Sequence[Path]) -> list[Problem]:
    """The problems of all that lies under these paths; each place is named from its path on."""
    return [problem for path in paths for problem in _check(path)]


def _check(path: Path) -> list[Problem]:
    if path.is_file():
        return [problem for problem in check_folder(path.parent) if problem.place.path == path.name]
    found = []
    for folder in course_folders(path):
        prefix = "" if folder == path else f"{folder.name}/"
        for problem in check_folder(folder):
            found.append(replace(problem, place=replace(problem.place, path=prefix + problem.place.path)))
    return found


def worded(problem: Problem, tag: str) -> str:
    """path:line:column CODE message, the message in a language; what concerns a whole file stands at 1:1."""
    place = problem.place
    message = catalogue(tag).gettext(WORDS[problem.code]) % problem.values
    return f"{place.path}:{place.line or 1}:{place.column or 1} {problem.code} {message}"


def summary(errors: int, warnings: int, tag: str) -> str:
    """How many problems there are, in a language."""
    text = catalogue(tag).gettext(N_("Errors: %(errors)s. Warnings: %(warnings)s."))
    return text % {"errors": errors, "warnings": warnings}
