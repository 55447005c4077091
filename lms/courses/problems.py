"""A problem in a course file: a code, its place and its values. `words` says it in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from lms.courses.words import WARNINGS, WORDS

FIRST_SENTENCE = re.compile(r"(?P<message>.+?[.?])(?:\s+(?P<fix>.+))?", re.DOTALL)
__all__ = [
    "WARNINGS",
    "WORDS",
    "Findings",
    "Place",
    "Problem",
    "Severity",
    "in_order",
    "in_two",
    "nearest",
    "probably_meant",
]


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the course and a place in it, counted from 1 as an editor shows it."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


class Severity(StrEnum):
    """What a problem keeps from happening."""

    ERROR = "error"
    """It is to be mended before the course can be published."""
    WARNING = "warning"
    """It is to be looked at."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend (an error) or to look at (a warning)."""

    code: str
    place: Place
    values: Mapping[str, object] = field(default_factory=dict)
    severity: str = Severity.ERROR

    @property
    def is_error(self) -> bool:
        return self.severity == Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place} {self.code} {WORDS[self.code] % self.values}"


class Findings:
    """The problems of one file, as they are found."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._problems: list[Problem] = []

    def add(self, code: str, line: int | None = None, column: int | None = None, /, **values: object) -> None:
        """A problem of this code, at this place in the file, worded with these values."""
        severity = Severity.WARNING if code in WARNINGS else Severity.ERROR
        self._problems.append(Problem(code, Place(self.path, line, column), values, severity))

    def wrong_within(self, first: int, last: int) -> bool:
        """Does an error stand in these lines, the last included?"""
        lines = (problem.place.line for problem in self._problems if problem.is_error)
        return any(line is not None and first <= line <= last for line in lines)

    def has(self, codes: Collection[str]) -> bool:
        """Is there a problem of one of these codes?"""
        return any(problem.code in codes for problem in self._problems)

    def __len__(self) -> int:
        return len(self._problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file, line and column, each once."""
    unique = {(problem.place, problem.code, str(problem.values)): problem for problem in problems}
    return tuple(sorted(unique.values(), key=_rank))


def in_two(template: str, values: Mapping[str, object]) -> tuple[str, str]:
    """What is wrong (the first sentence of a problem's words) and how to mend it (the others)."""
    match = FIRST_SENTENCE.fullmatch(template)
    if match is None:
        return template % values, ""
    message, fix = match.groups("")
    return message % values, fix % values


def probably_meant(written: Iterable[str], allowed: Collection[str]) -> set[str]:
    """The words allowed that others were most likely to be: misspelt, and so not missing."""
    return {nearest(word, allowed) for word in written if word not in allowed}


def nearest(written: str, allowed: Iterable[str]) -> str:
    """The word allowed that is most like the one written, capitals aside; empty when there is none."""
    small = written.lower()
    return max(allowed, key=lambda word: SequenceMatcher(None, small, word.lower()).ratio(), default="")


def _rank(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.place
    return place.path, place.line or 0, place.column or 0, problem.code
