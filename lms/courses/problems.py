"""A problem in a course file: a code, its place and its values. `words` says it in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import islice

from lms.courses.words import WARNINGS, WORDS

FIRST_SENTENCE = re.compile(r"(?P<message>.+?[.?])(?:\s+(?P<fix>.+))?", re.DOTALL)
MOST_PROBLEMS = 1_000
# Within these a guess is worth its time; nobody reads further.
MOST_GUESSES = 100
MOST_ALLOWED = 2_000
LONGEST_GUESSED = 200
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
    """The problems of one file, as they are found; of more than anybody reads only the number is kept."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._problems: list[Problem] = []
        self._left_out: Counter[str] = Counter()
        """How many are not kept, by their severity."""
        self._codes: set[str] = set()
        self._lines_of_errors: set[int | None] = set()
        self._guesses = 0

    def add(self, code: str, line: int | None = None, column: int | None = None, /, **values: object) -> None:
        """A problem of this code, at this place in the file, worded with these values."""
        severity = Severity.WARNING if code in WARNINGS else Severity.ERROR
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(Problem(code, Place(self.path, line, column), values, severity))
        else:
            self._left_out[severity] += 1
        self._codes.add(code)
        if severity == Severity.ERROR:
            self._lines_of_errors.add(line)

    def wrong_within(self, first: int, last: int) -> bool:
        """Does an error stand in these lines, the last included?"""
        return not self._lines_of_errors.isdisjoint(range(first, last + 1))

    def has(self, codes: Collection[str]) -> bool:
        """Is there a problem of one of these codes?"""
        return not self._codes.isdisjoint(codes)

    def nearest(self, written: str, allowed: Iterable[str]) -> str:
        """As the function of this name, or a dash: where none is, and for the last of very many mistakes."""
        self._guesses += 1
        if self._guesses > MOST_GUESSES:
            return "–"
        return nearest(written, allowed) or "–"

    def __len__(self) -> int:
        return len(self._problems) + self._left_out.total()

    def __iter__(self) -> Iterator[Problem]:
        yield from self._problems
        if self._left_out:
            severity = Severity.ERROR if self._left_out[Severity.ERROR] else Severity.WARNING
            values = {"count": self._left_out.total()}
            yield Problem("more-problems", Place(self.path), values, severity)


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
    unknown = (word for word in written if word not in allowed)
    return {nearest(word, allowed) for word in islice(unknown, MOST_GUESSES)}


def nearest(written: str, allowed: Iterable[str]) -> str:
    """The word allowed that is most like the one written, capitals aside; empty when there is none."""
    small = written.lower()[:LONGEST_GUESSED]
    signs = Counter(small)
    found = ""
    ratio = -1.0
    for word in islice(allowed, MOST_ALLOWED):
        other = word.lower()[:LONGEST_GUESSED]
        # To count the signs of both is quick, and tells most words that cannot be more alike.
        if _most_alike(signs, other) <= ratio:
            continue
        alike = SequenceMatcher(None, small, other).ratio()
        if alike > ratio:
            found = word
            ratio = alike
    return found


def _most_alike(signs: Counter[str], other: str) -> float:
    """The ratio of a text of these signs and another one, if their order did not count."""
    both = signs.total() + len(other)
    common = sum(min(number, other.count(sign)) for sign, number in signs.items())
    return 2 * common / both if both else 1.0


def _rank(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.place
    return place.path, place.line or 0, place.column or 0, problem.code
