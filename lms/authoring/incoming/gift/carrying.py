"""GIFT, Moodle's format for questions in plain text, to question blocks of ours. Pure.

The format is described at docs.moodle.org, “GIFT format”: comments begin with //, a question has a title
between :: and its answers between braces, and \\ takes the meaning from ~ = # { } and :.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lms.authoring.draft.starter import slug_of
from lms.authoring.incoming.gift.question import CannotCarry, Question
from lms.courses.problems import Findings, Problem
from lms.courses.reading.headers import PLACES
from lms.courses.spaces import one_line


@dataclass(frozen=True, slots=True)
class CarriedQuestion:
    """A question as it is written here, between its fences, and the line of the GIFT text it comes from."""

    block: str
    line: int


@dataclass(frozen=True, slots=True)
class Carried:
    """What came of a GIFT text: its questions, and what could not be carried over and why."""

    questions: tuple[CarriedQuestion, ...]
    problems: tuple[Problem, ...]


def carry_over(text: str, path: str, language: str, ids_in_use: set[str]) -> Carried:
    """The questions of a GIFT text, each with an id of its own; problems stand at its lines."""
    findings = Findings(path)
    ids = _Ids(ids_in_use)
    questions = []
    for line, raw in _questions(text, findings):
        question = Question(raw, language)
        try:
            body = question.body()
        except CannotCarry as why:
            findings.add(why.code, line, 1)
            continue
        for code in question.left_out:
            findings.add(code, line, 1)
        identity = ids.free(slug_of(question.title) or "question")
        questions.append(CarriedQuestion(f"::: question {identity}\n\n{body}\n\n:::", line))
    return Carried(tuple(questions), tuple(findings))


def _questions(text: str, findings: Findings) -> Iterator[tuple[int, str]]:
    """The questions with their first line; empty lines part them, comments are left out, categories told."""
    lines: list[str] = []
    first = 0
    for number, line in enumerate([*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""], 1):
        plain = line.strip()
        if plain.upper().startswith("$CATEGORY:"):
            findings.add("gift-category", number, 1, name=one_line(plain.partition(":")[2])[:60])
        elif plain.startswith("//"):
            continue
        elif plain:
            first = first if lines else number
            lines.append(line)
        elif lines:
            yield first, "\n".join(lines)
            lines = []


class _Ids:
    """The ids of a course. Of a thousand questions without a title, each is numbered after the last."""

    def __init__(self, ids_in_use: set[str]) -> None:
        self.in_use = set(ids_in_use)
        self.last: dict[str, int] = {}

    def free(self, stem: str) -> str:
        candidate = stem
        number = self.last.get(stem, 1)
        while candidate in self.in_use or PLACES.fullmatch(candidate):
            number += 1
            candidate = f"{stem}-{number}"
        self.in_use.add(candidate)
        self.last[stem] = number
        return candidate
