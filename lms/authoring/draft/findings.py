"""Findings: the problems of a course as a page tells them, each with the line where it stands."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lms.authoring.draft import drafts
from lms.authoring.draft.files import is_text
from lms.courses.problems import WORDS, Place, Problem, in_two
from lms.courses.source import Source, read_text, revision, revision_of
from lms.database import end_read
from lms.library.limited import find_problems, problem_of
from lms.web.child.limits import OverLimit
from lms.web.languages import gettext
from lms.web.recent import Recent

MOST = 1_000  # a page of them is a megabyte
AROUND = 60  # a paragraph is one line: so many characters of it on each side are enough
WORD = re.compile(r"\S{1,30}")
_found: Recent[tuple[str, str], tuple[Problem, ...]] = Recent(64)


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem in the reader's language: what is wrong, how to mend it, and its place marked in its line."""

    severity: str
    message: str
    fix: str
    path: str
    line: int | None
    written: bool  # in the page: a picture is not
    before: str = ""
    marked: str = ""
    after: str = ""


def problems_of(source: Source) -> tuple[Problem, ...]:
    """Every problem of a course; a worker keeps them, since the same files have the same problems."""
    return _found.get((source.slug, revision(source)), lambda: _look(source))


def problems_in(slug: str, names: Mapping[str, str]) -> tuple[Problem, ...]:
    """As `problems_of`, of files by the names of their bytes: they are read only where they are new."""
    return _found.get((slug, revision_of(names)), lambda: _look(drafts.source_at(slug, names)))


def _look(source: Source) -> tuple[Problem, ...]:
    end_read()  # it takes its time, and needs nothing of the database
    try:
        return find_problems(source)
    except OverLimit as over:
        return (problem_of(over),)


def worded_findings(problems: Iterable[Problem], source: Source) -> list[Finding]:
    """The problems in words: errors before warnings, each in the order of the lines.

    Of more than a page can hold the first are told, and how many more there are.
    """
    errors_first = _first(sorted(problems, key=lambda problem: not problem.is_error))
    lines: dict[str, list[str] | None] = {}
    for path in {problem.place.path for problem in errors_first}:
        text = read_text(source.files.get(path, b""))
        # Bytes that are no text have no lines.
        lines[path] = None if text is None else text.split("\n")
    return [_finding(problem, source, lines[problem.place.path]) for problem in errors_first]


def _first(problems: list[Problem]) -> list[Problem]:
    left_out = problems[MOST:]
    if not left_out:
        return problems
    first = left_out[0]
    more = Problem("more-problems", Place(first.place.path), {"count": len(left_out)}, first.severity)
    return [*problems[:MOST], more]


def of_the_course(problems: Sequence[Problem], texts: Iterable[str]) -> list[Problem]:
    """Those that no text can show beside a line: what is missing, names, pictures."""
    written = set(texts)
    return [
        problem for problem in problems if problem.place.path not in written or problem.place.line is None
    ]


def _finding(problem: Problem, source: Source, lines: Sequence[str] | None) -> Finding:
    message, fix = in_two(gettext(WORDS[problem.code]), problem.values)
    place = problem.place
    written = place.path in source.files and is_text(place.path)
    line = None if lines is None else place.line
    marked = _marked_place(lines or (), line, place.column or 1)
    return Finding(problem.severity, message, fix, place.path, line, written, *marked)


class MarkedPlace(NamedTuple):
    """A line that a problem is in: what stands before its place, the word there, and what comes after."""

    before: str = ""
    marked: str = ""
    after: str = ""


def _marked_place(lines: Sequence[str], line: int | None, column: int) -> MarkedPlace:
    """The line with its place marked; empty where there is no such line."""
    if line is None or not 0 < line <= len(lines):
        return MarkedPlace()
    text = lines[line - 1]
    at = column - 1
    word = WORD.match(text, at)
    until = word.end() if word else at + 1
    start = max(at - AROUND, 0)
    end = until + AROUND
    before = f"…{text[start:at]}" if start else text[start:at]
    after = f"{text[until:end]}…" if end < len(text) else text[until:end]
    plain = (part.replace("\t", " ") for part in (before, text[at:until], after))
    return MarkedPlace(*plain)
