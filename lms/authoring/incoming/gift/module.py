"""Importing: questions that were written elsewhere, as a module of a course. Pure.

The module is given as a value: a command writes it to a folder, a page puts it into a draft.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import NamedTuple

from lms.authoring.draft.escaping import as_text
from lms.authoring.draft.files import setting
from lms.authoring.draft.starter import course_files
from lms.authoring.incoming.gift.carrying import CarriedQuestion, carry_over
from lms.courses.compiling import find_problems
from lms.courses.problems import Findings, Problem, in_order
from lms.courses.source import LARGEST, Source, read_text

ID = re.compile(r"^::: question (\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Imported:
    """The text of a module, empty if nothing could be carried over; what could not, and why."""

    content: bytes
    questions: int
    problems: tuple[Problem, ...]


def from_gift(text: str, name: str, title: str, source: Source) -> Imported:
    """The questions of a GIFT text as a module under a title; no id of the course is given again.

    No error stands in the module: a question that has one is left out and told. Only that it is larger than
    a text may be is for who keeps it to say.
    """
    language = setting(source.files.get("course.md", b""), "language") or "en"
    ids_in_use = {id for content in source.files.values() for id in ID.findall(read_text(content) or "")}
    carried = carry_over(text, name, language, ids_in_use)
    sound, left_out = _without_errors(carried.questions, title)
    findings = Findings(name)
    for question in left_out:
        findings.add("gift-not-sound", question.line, 1)
    content = _module(sound, title) if sound else b""
    return Imported(content, len(sound), in_order([*carried.problems, *findings]))


def _module(questions: Sequence[CarriedQuestion], title: str) -> bytes:
    heading = f"# {as_text(title)}\n\n## {as_text(title)}\n\n"
    return (heading + "\n\n".join(question.block for question in questions) + "\n").encode()


FIRST_LINE = 5  # of the first question, below the two headings


class Parted(NamedTuple):
    """Questions that make a module without errors, and those that were left out for theirs."""

    sound: tuple[CarriedQuestion, ...]
    left_out: tuple[CarriedQuestion, ...]


def _without_errors(questions: tuple[CarriedQuestion, ...], title: str) -> Parted:
    """Leaves out the questions that have errors. Only Markdown that came along can have some.

    One mistake may hide another, so what is left is looked at again until nothing is found.
    """
    sound = questions
    left_out: tuple[CarriedQuestion, ...] = ()
    while sound and (lines := _lines_with_errors(_module(sound, title))):
        wrong = _at_lines(sound, lines) or sound  # an error that stands in no question spoils them all
        left_out += wrong
        gone = set(wrong)
        sound = tuple(question for question in sound if question not in gone)
    return Parted(sound, left_out)


def _at_lines(questions: tuple[CarriedQuestion, ...], lines: set[int]) -> tuple[CarriedQuestion, ...]:
    """The questions that stand at these lines of the module."""
    first = FIRST_LINE
    hit = []
    for question in questions:
        following = first + question.block.count("\n") + 2  # with the empty line after it
        if lines.intersection(range(first, following)):
            hit.append(question)
        first = following
    return tuple(hit)


def _lines_with_errors(module: bytes) -> set[int]:
    """The lines of a module that have errors; of one that is too large nothing is read."""
    if len(module) > LARGEST:
        return set()
    path = "01-first-steps.md"
    files = {**course_files("alone", "Alone"), path: module}
    return {
        problem.place.line or 1
        for problem in find_problems(Source("alone", files))
        if problem.is_error and problem.place.path.startswith("01-")
    }


def title_of(name: str) -> str:
    """The title of a module by the name of the file that its questions came in."""
    return re.sub(r"[-_\s]+", " ", PurePath(name).stem).strip().capitalize()
