"""Publishing: from a folder of Markdown to an edition, with every problem told first."""

import uuid
from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from lms.courses.problems import Problem
from lms.courses.reader import compile_course, read_folder
from lms.database import command, let_go
from lms.library import edition as editions
from lms.library.edition import newest


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of publishing a folder: the number of the edition, or the problems that stand against it."""

    course: str
    edition: int | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "error")


def folders() -> list[Path]:
    """The folders of courses/ that hold a course."""
    root: Path = current_app.config["SETTINGS"].courses
    return sorted(path.parent for path in root.glob("*/course.md"))


def publish_folder(folder: Path, *, by: uuid.UUID | None = None) -> Outcome:
    """Publishes the course in a folder; with an error in it nothing changes.

    It is read and compiled first, so that no other writer waits for that.
    """
    source = read_folder(folder)
    compiled = compile_course(source)
    if compiled.course is None:
        return Outcome(folder.name, None, compiled.problems)
    with command():
        number = editions.publish(source, compiled.course, by=by).number
    return Outcome(folder.name, number, compiled.problems)


def publish_missing() -> list[Outcome]:
    """Publishes every course that has no edition yet; one that has keeps it until it is published by hand."""
    missing = [folder for folder in folders() if newest(folder.name) is None]
    let_go()
    return [publish_folder(folder) for folder in missing]
