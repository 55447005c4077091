"""What is sound of a broken course: the files with errors are left out, the rest is a course all the same."""

from __future__ import annotations

from dataclasses import dataclass

from lms.courses.advice.addresses import Addresses
from lms.courses.course import Course
from lms.courses.names import read_name
from lms.courses.problems import Problem, in_order
from lms.courses.source import Source


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The course without the files left out (None where course.md is one of them), and every problem."""

    course: Course | None
    left_out: frozenset[str]
    problems: tuple[Problem, ...]


def salvage(source: Source, addresses: Addresses | None = None) -> Salvaged:
    """The course that the sound files make.

    A file with an error is left out. A module or bank goes with its translations; of a translation only its
    language goes. Links to what is left out stay, since the files are there and will be mended.
    """
    # Only here: a worker that shows courses never needs what reads them.
    from lms.courses.compiling.compiler import compile_source

    left_out: frozenset[str] = frozenset()
    problems: list[Problem] = []
    while True:
        compiled = compile_source(source, left_out, addresses)
        # A warning that comes later is of what is missing, not of what is written.
        problems += [problem for problem in compiled.problems if problem.is_error or not left_out]
        if compiled.course is not None:
            return Salvaged(compiled.course, left_out, in_order(problems))
        broken = {problem.place.path for problem in compiled.problems if problem.is_error}
        # Without settings there is no course, and what is left out already cannot be left out again.
        if "course.md" in broken or broken <= left_out:
            return Salvaged(None, left_out | broken, in_order(problems))
        left_out |= broken | _translations(source, broken)


def _translations(source: Source, broken: set[str]) -> set[str]:
    """The translations of modules and banks that are broken themselves."""
    names = [name for name in map(read_name, source.files) if name]
    return {name.path for name in names if name.language and name.source in broken}
