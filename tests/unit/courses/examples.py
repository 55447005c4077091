"""Small courses for the tests, and the examples of the dialect in tests/fixtures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lms.courses.compiling import compile_course, find_problems
from lms.courses.compiling.compiled import Compiled
from lms.courses.problems import Problem
from lms.courses.source import Source, read_folder

TESTS = Path(__file__).parents[2]
FIXTURES = TESTS / "fixtures"
TEST_COURSE = TESTS / "course"

COURSE = """\
---
code: T-1
title: Trial
summary: A course for trials.
language: en
minutes: 5
objectives:
  first: Do the first
  second: Do the second
---
"""

COURSE_FR = """\
---
title: Essai
summary: Un cours pour essayer.
objectives:
  first: Faire le premier
  second: Faire le second
---
"""

MODULE = "# A\n\n## One\n\nText.\n"

DOT = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xff\xff?"
    b"\0\x05\xfe\x02\xfe\xa7\x9a\xa0\xa0\0\0\0\0IEND\xaeB`\x82"
)
CYCLE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 520"><path d="M0 0h9"/></svg>'

FILES: dict[str, bytes] = {
    "course.md": COURSE.encode(),
    "course.fr.md": COURSE_FR.encode(),
    "01-a.md": MODULE.encode(),
    "media/cycle.svg": CYCLE,
    "media/dot.png": DOT,
}


def source(files: Mapping[str, str | bytes | None], slug: str = "trial") -> Source:
    """A sound course in which these files are changed, or left out when None."""
    changed = {name: it.encode() if isinstance(it, str) else it for name, it in files.items()}
    return Source(slug, {name: it for name, it in {**FILES, **changed}.items() if it is not None})


def compiled(files: Mapping[str, str | bytes | None]) -> Compiled:
    return compile_course(source(files))


def check_folder(path: Path) -> tuple[Problem, ...]:
    return find_problems(read_folder(path))


def codes(files: Mapping[str, str | bytes | None]) -> list[str]:
    return [problem.code for problem in compiled(files).problems]


def read_examples(name: str) -> list[tuple[str, str, str]]:
    """Title, what is written and what comes of it, between lines that hold a point only."""
    lines = (FIXTURES / name).read_text(encoding="utf-8").split("\n")
    points = [number for number, line in enumerate(lines) if line == "."]
    examples = []
    for first, second, third in zip(points[::3], points[1::3], points[2::3], strict=True):
        parts = ["\n".join(lines[start + 1 : end]) for start, end in ((first, second), (second, third))]
        examples.append((lines[first - 1], *parts))
    return examples


def split_files(text: str, default: str = "01-a.md") -> dict[str, str]:
    """The files of an example: each begins after a line `=== name`, the first may go without."""
    files: dict[str, list[str]] = {}
    current = files.setdefault(default, []) if not text.startswith("=== ") else []
    for line in text.split("\n"):
        if line.startswith("=== "):
            current = files.setdefault(line[4:], [])
        else:
            current.append(line)
    return {name: "\n".join(lines) + "\n" for name, lines in files.items()}
