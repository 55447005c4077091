"""Importing: questions that were written elsewhere, as a module of a course. Pure.

The module is given as a value: a command writes it to a folder, a page puts it into a draft.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from lms.authoring.draft.escaping import as_text
from lms.authoring.draft.files import setting
from lms.authoring.draft.starter import course_files
from lms.authoring.incoming.gift.carrying import Carried, carry_over
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
    taken = {id for content in source.files.values() for id in ID.findall(read_text(content) or "")}
    carried = carry_over(text, name, language, taken)
    findings = Findings(name)
    for line in _left_out(carried, title):
        findings.add("gift-not-sound", line, 1)
    module = _module(carried.blocks, title) if carried.blocks else ""
    return Imported(module.encode(), len(carried.blocks), in_order([*carried.problems, *findings]))


def _module(blocks: Sequence[str], title: str) -> str:
    return f"# {as_text(title)}\n\n## {as_text(title)}\n\n" + "\n\n".join(blocks) + "\n"


def _left_out(carried: Carried, title: str) -> Iterator[int]:
    """Takes the questions that have errors out, and gives the lines that they came from.

    Only Markdown that came along can have some; one mistake may hide another.
    """
    while carried.blocks and (errors := _errors(_module(carried.blocks, title).encode())):
        first = 5
        wrong = set()
        for number, block in enumerate(carried.blocks):
            rows = range(first, first + block.count("\n") + 2)
            first = rows.stop
            wrong.update([number] if errors.intersection(rows) else [])
        wrong = wrong or set(range(len(carried.blocks)))
        yield from [carried.lines[number] for number in sorted(wrong)]
        for number in sorted(wrong, reverse=True):
            del carried.blocks[number], carried.lines[number]


def _errors(module: bytes) -> set[int]:
    """The lines of a module that have errors; of one that is too large nothing is read."""
    if len(module) > LARGEST:
        return set()
    files = {**course_files("alone", "Alone"), "01-first-steps.md": module}
    found = find_problems(Source("alone", files))
    return {it.place.line or 1 for it in found if it.severity == "error" and it.place.path.startswith("01-")}


def title_of(name: str) -> str:
    """The title of a module by the name of the file that its questions came in."""
    return re.sub(r"[-_\s]+", " ", PurePath(name).stem).strip().capitalize()
