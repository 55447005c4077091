"""A problem in a course file: a code, its place and its values. `words` says it in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from lms.courses.words import WARNINGS, WORDS

FIRST_SENTENCE = re.compile(r"(?P<message>.+?[.?])(?:\s+(?P<fix>.+))?", re.DOTALL)
__all__ = [
    "WARNINGS",
    "WORDS",
    "Findings",
    "Place",
    "Problem",
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


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend (an error) or to look at (a warning)."""

    code: str
    place: Place
    values: Mapping[str, object] = field(default_factory=dict)
    severity: str = "error"

    def __str__(self) -> str:
        return f"{self.place} {self.code} {WORDS[self.code] % self.values}"


class Findings:
    """The problems of one file, as they are found."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._problems: list[Problem] = []

    def add(self, code: str, line: int | None = None, column: int | None = None, /, **values: object) -> None:
        severity = "warning" if code in WARNINGS else "error"
        self._problems.append(Problem(code, Place(self.path, line, column), values, severity))

    def wrong_within(self, first: int, last: int) -> bool:
        """Does an error stand in these lines, the last included?"""
        lines = (it.place.line for it in self._problems if it.severity == "error")
        return any(line is not None and first <= line <= last for line in lines)

    def has(self, codes: Collection[str]) -> bool:
        return any(problem.code in codes for problem in self._problems)

    def __len__(self) -> int:
        return len(self._problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file, line and column, each once."""
    unique = {(it.place, it.code, str(it.values)): it for it in problems}
    return tuple(
        sorted(
            unique.values(),
            key=lambda it: (it.place.path, it.place.line or 0, it.place.column or 0, it.code),
        )
    )


def in_two(template: str, values: Mapping[str, object]) -> tuple[str, str]:
    """What is wrong (the first sentence of a problem's words) and how to mend it (the others)."""
    match = FIRST_SENTENCE.fullmatch(template)
    message, fix = match.groups("") if match else (template, "")
    return message % values, fix % values


def probably_meant(written: Iterable[str], known: Collection[str]) -> set[str]:
    """The known words that unknown ones were most likely to be: misspelt, and so not missing."""
    return {nearest(word, known) for word in written if word not in known}


def nearest(written: str, known: Iterable[str]) -> str:
    """The known word most like the one written, capitals aside; empty when there is none to choose from."""
    small = written.lower()
    return max(known, key=lambda word: SequenceMatcher(None, small, word.lower()).ratio(), default="")
