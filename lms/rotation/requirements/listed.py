"""Requirements as the list shows them: in the order of the tree, those that are over last."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from lms.courses.course import Course
from lms.database import read_rows
from lms.days import is_over
from lms.library import shelf
from lms.people.units import Unit, in_order
from lms.postings.due.requirement import Requirement, all_requirements
from lms.web.clock import today
from lms.web.languages import in_language, language


@dataclass(frozen=True, slots=True)
class ListedRequirement:
    """A requirement with its unit's name and its course's code and title, in the reader's language."""

    requirement: Requirement
    unit: str
    code: str
    title: str
    over: bool


def units_as_a_tree() -> list[tuple[Unit, int]]:
    """Every unit with its depth, each before its parts."""
    return in_order(list(read_rows(sa.select(Unit)).scalars()))


def listed_requirements() -> list[ListedRequirement]:
    """Every requirement, those that are over last."""
    by_unit: dict[uuid.UUID, list[Requirement]] = {}
    for requirement in all_requirements():
        by_unit.setdefault(requirement.unit_id, []).append(requirement)
    courses = {slug: shelved.course for slug, shelved in shelf.courses().items()}
    listed = [
        _listed(requirement, unit, courses.get(requirement.course))
        for unit, _ in units_as_a_tree()
        for requirement in by_unit.get(unit.id, [])
    ]
    return sorted(listed, key=lambda line: line.over)


def _listed(requirement: Requirement, unit: Unit, course: Course | None) -> ListedRequirement:
    """One line; a course that is no longer published is named by its slug."""
    return ListedRequirement(
        requirement,
        unit=in_language(unit.names),
        code=course.code if course else requirement.course,
        title=course.text(language()).title if course else "",
        over=is_over(requirement.last_day, today()),
    )
