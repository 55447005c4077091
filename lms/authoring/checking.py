"""Checking: every problem of courses on disk, in words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from lms.courses.compiling import find_problems
from lms.courses.problems import WORDS, Problem, in_two
from lms.courses.source import read_folder
from lms.web.languages import N_, catalogue

# By these a folder is known that was meant as a course, whatever editors made of their names.
SETTINGS = re.compile(r"course\.(md.*|markdown|txt)", re.IGNORECASE)
MODULE = re.compile(r"[0-9]+-.*\.md(\.txt)?", re.IGNORECASE)


def course_folders(path: Path) -> list[Path]:
    """The folder itself if it is a course, else the courses in it."""
    inside = sorted(settings.parent for settings in path.glob("*/course.md"))
    return inside if inside and not (path / "course.md").exists() else [path]


def check_paths(paths: Sequence[Path]) -> list[Problem]:
    """The problems of all that lies under these paths, each once.

    A place is named from the one folder on that is checked; of several, each begins as it was given.
    """
    several = len({_folder(path).resolve() for path in paths}) > 1
    check = cache(_check_folder)
    problems: dict[tuple[Path, str], Problem] = {}
    for path in paths:
        start = f"{_folder(path).as_posix()}/" if several else ""
        for folder in [_folder(path)] if path.is_file() else _meant_as_courses(path):
            inside = start if folder == _folder(path) else f"{start}{folder.name}/"
            for problem in check(folder.resolve()):
                if path.is_dir() or problem.place.path == path.name:
                    place = replace(problem.place, path=inside + problem.place.path)
                    problems.setdefault((folder.resolve(), str(problem)), replace(problem, place=place))
    return list(problems.values())


def _check_folder(path: Path) -> tuple[Problem, ...]:
    return find_problems(read_folder(path))


def _folder(path: Path) -> Path:
    return path.parent if path.is_file() else path


def _meant_as_courses(path: Path) -> list[Path]:
    """As course_folders, with those that lack a course.md, which is one thing to tell of them."""
    if _holds(path, SETTINGS):
        return [path]
    folders = [folder for folder in sorted(path.glob("*/")) if not folder.name.startswith(".")]
    return [folder for folder in folders if _holds(folder, SETTINGS) or _holds(folder, MODULE)] or [path]


def _holds(folder: Path, name: re.Pattern[str]) -> bool:
    return any(name.fullmatch(file.name) for file in folder.glob("*"))


def worded(problem: Problem, tag: str) -> str:
    """path:line:column CODE message, the message in a language; what concerns a whole file stands at 1:1."""
    place = problem.place
    message = catalogue(tag).gettext(WORDS[problem.code]) % problem.values
    return f"{place.path}:{place.line or 1}:{place.column or 1} {problem.code} {message}"


def as_rows(problems: Sequence[Problem], tag: str) -> list[dict[str, object]]:
    """The problems as `lms check --format json` prints them, worded in a language."""
    return [_row(problem, tag) for problem in problems]


def _row(problem: Problem, tag: str) -> dict[str, object]:
    message, fix = in_two(catalogue(tag).gettext(WORDS[problem.code]), problem.values)
    return {
        "path": problem.place.path,
        "line": problem.place.line or 1,
        "column": problem.place.column or 1,
        "code": problem.code,
        "severity": problem.severity,
        "message": message,
        "fix": fix,
    }


def imported(questions: int, tag: str) -> str:
    """How many questions were carried over, in a language."""
    return catalogue(tag).gettext(N_("Questions carried over: %(count)s.")) % {"count": questions}


def summary(errors: int, warnings: int, tag: str) -> str:
    """How many problems there are, in a language."""
    text = catalogue(tag).gettext(N_("Errors: %(errors)s. Warnings: %(warnings)s."))
    return text % {"errors": errors, "warnings": warnings}
