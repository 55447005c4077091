"""Importing: questions that were written elsewhere, as the next module of a course."""

import re
from dataclasses import dataclass
from pathlib import Path

from lms.authoring.gift import carry_over
from lms.authoring.on_disk import next_module
from lms.courses.problems import Findings, Problem
from lms.courses.reader import compile_course, read_folder, read_text

ID = re.compile(r"^::: question (\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: the new module, if anything could be carried over, and what could not."""

    path: Path | None
    questions: int
    problems: tuple[Problem, ...]


def import_gift(file: Path, folder: Path) -> Imported:
    """Writes the questions of a GIFT file as a module of the course in a folder. Raises NotBegun."""
    text = read_text(file.read_bytes())
    if text is None:
        findings = Findings(file.name)
        findings.add("not-utf8", 1, 1)
        return Imported(None, 0, tuple(findings))
    source = read_folder(folder)
    course = compile_course(source).course
    taken = {id for content in source.files.values() for id in ID.findall(read_text(content) or "")}
    carried = carry_over(text, file.name, course.languages[0] if course else "en", taken)
    if not carried.blocks:
        return Imported(None, 0, carried.problems)
    title = re.sub(r"[-_\s]+", " ", file.stem).strip().capitalize()
    path = next_module(folder, title)
    path.write_text(f"# {title}\n\n## {title}\n\n" + "\n\n".join(carried.blocks) + "\n", encoding="utf-8")
    return Imported(path, len(carried.blocks), carried.problems)
