"""The report: one course among the people I answer for, as the reader narrowed it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask import abort
from werkzeug.datastructures import MultiDict

from lms.courses.course import Course
from lms.learning.standing import HELD_STATES, STATES, State
from lms.library import shelf
from lms.library.shelf import Shelved
from lms.people.roles.me import Me
from lms.postings.categories import COMPONENTS
from lms.postings.due.due_date import Rule
from lms.postings.due.requirement import rules_on
from lms.postings.scope import Scope, scope_of
from lms.reporting import figures
from lms.reporting.counting import lines
from lms.reporting.figures import Line, Part
from lms.web.clock import today
from lms.web.languages import in_language, language
from lms.web.sent import single


@dataclass(frozen=True)
class Report:
    """The people of a course in my scope. All of its numbers come from the same lines.

    `matching` are those in the unit and component asked for; `listed` those of them in the state asked for.
    """

    scope: Scope
    day: date
    courses: tuple[Course, ...]
    course: Course | None
    unit: uuid.UUID | None
    component: str | None
    state: str | None
    lines: tuple[Line, ...]

    @cached_property
    def matching(self) -> list[Line]:
        branch = self.scope.tree.branch(self.unit) if self.unit else None
        return figures.narrowed(self.lines, branch, self.component)

    @cached_property
    def listed(self) -> list[Line]:
        return [line for line in self.matching if self.state in (None, line.standing.state)]

    @cached_property
    def totals(self) -> dict[str, int]:
        return figures.totals(self.matching)

    @property
    def held(self) -> int:
        return sum(self.totals[state] for state in HELD_STATES)

    @property
    def begun(self) -> int:
        """How many of those for whom it is overdue are learning already."""
        return sum(line.standing.begun for line in self.matching if line.standing.state == State.OVERDUE)

    @cached_property
    def by_unit(self) -> list[Part]:
        return figures.by_unit(
            self.matching, self.scope.tree, [unit.id for unit, _ in self.scope.units], self.unit
        )

    @cached_property
    def by_component(self) -> list[Part]:
        return figures.by_component(self.matching, COMPONENTS)

    @property
    def twice(self) -> bool:
        """Whether somebody serves in two of the parts, so that these add up to more than the whole."""
        return any(
            sum(part.people for part in parts) > len(self.matching)
            for parts in (self.by_unit, self.by_component)
        )

    def unit_name(self, unit: uuid.UUID) -> str:
        return in_language(self.scope.every[unit].names)

    def title(self, course: Course) -> str:
        return f"{course.code} · {course.text(language()).title}"

    @property
    def kept(self) -> dict[str, str]:
        """The filters as they stand in an address."""
        filters = {
            "course": self.course.slug if self.course else None,
            "unit": self.unit,
            "component": self.component,
            "state": self.state,
        }
        return {name: str(value) for name, value in filters.items() if value}


def find_report(who: Me, filters: MultiDict[str, str]) -> Report:
    """The report that somebody asks for: 404 for a unit beyond their scope or a course that is not there.

    Its day is today where the unit is, or where all of mine are: the day that people there see too.
    """
    scope = scope_of(who)
    courses = shelf.courses()
    unit = _unit(single(filters, "unit"), scope)
    day = today(scope.zone(unit))
    rules = rules_on(day)
    slug = single(filters, "course") or _first_required(courses, rules, scope)
    if slug is not None and slug not in courses:
        abort(404)
    return Report(
        scope=scope,
        day=day,
        courses=tuple(shelved.course for shelved in courses.values()),
        course=courses[slug].course if slug else None,
        unit=unit,
        component=_among(COMPONENTS, single(filters, "component")),
        state=_among(STATES, single(filters, "state")),
        lines=tuple(lines(scope, slug, rules, day)) if slug else (),
    )


def _unit(text: str | None, scope: Scope) -> uuid.UUID | None:
    if text is None:
        return None
    try:
        unit = uuid.UUID(text)
    except ValueError:
        abort(404)
    if unit not in scope.ids:
        abort(404)
    return unit


def _among(offered: Mapping[str, str], text: str | None) -> str | None:
    """The value of a filter, if it is one of those that can be chosen."""
    if text is not None and text not in offered:
        abort(400)
    return text


def _first_required(courses: Mapping[str, Shelved], rules: list[Rule], scope: Scope) -> str | None:
    """The first course that is required of somebody in scope, else the first there is."""
    binding = {unit for own in scope.ids for unit in scope.tree.line(own)}
    required = {rule.course for rule in rules if rule.unit in binding}
    first = next(iter(courses), None)
    return next((slug for slug in courses if slug in required), first)
