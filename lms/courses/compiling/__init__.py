"""Compiling: the door from a course's files to the frozen course.

The compiler is imported when it is first called: a worker that only shows courses never needs what reads
them.
"""

from __future__ import annotations

from lms.courses.compiling.compiled import Compiled
from lms.courses.problems import Problem
from lms.courses.source import Source


def compile_course(source: Source) -> Compiled:
    """The course in these files and all problems, errors and warnings, ordered by file and line."""
    from lms.courses.compiling.compiler import compile_source

    return compile_source(source)


def find_problems(source: Source) -> tuple[Problem, ...]:
    """The problems that compiling these files would tell, without the course."""
    from lms.courses.compiling.compiler import problems_of

    return problems_of(source)
