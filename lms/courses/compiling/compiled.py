"""What comes of compiling: the course, and every problem found."""

from __future__ import annotations

from dataclasses import dataclass

from lms.courses.course import Course
from lms.courses.problems import Problem


@dataclass(frozen=True, slots=True)
class Compiled:
    """The course, unless there is an error, and every problem found."""

    course: Course | None
    problems: tuple[Problem, ...]
