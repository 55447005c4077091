"""Importing: questions that were written elsewhere, as a module of a course. Pure.

The module is given as a value: a command writes it to a folder, a page puts it into a draft.
"""

import re
from dataclasses import dataclass
from pathlib import PurePath

from lms.authoring.escaping import as_text
from lms.authoring.gift import carry_over
from lms.authoring.outline import setting
from lms.courses.problems import Problem
from lms.courses.reader import Source, read_text

ID = re.compile(r"^::: question (\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Imported:
    """The text of a module, empty if nothing could be carried over; what could not, and why."""

    content: bytes
    questions: int
    problems: tuple[Problem, ...]


def from_gift(text: str, name: str, title: str, source: Source) -> Imported:
    """The questions of a GIFT text as a module under a title; no id of the course is given again."""
    language = setting(source.files.get("course.md", b""), "language") or "en"
    taken = {id for content in source.files.values() for id in ID.findall(read_text(content) or "")}
    carried = carry_over(text, name, language, taken)
    head = f"# {as_text(title)}\n\n## {as_text(title)}\n\n"
    module = head + "\n\n".join(carried.blocks) + "\n" if carried.blocks else ""
    return Imported(module.encode(), len(carried.blocks), carried.problems)


def title_of(name: str) -> str:
    """The title of a module by the name of the file that its questions came in."""
    return re.sub(r"[-_\s]+", " ", PurePath(name).stem).strip().capitalize()
