"""One person's page in a report: their postings in my scope, and where they stand in each course."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import abort

from lms.courses.course import Course
from lms.database import read_rows
from lms.days import within
from lms.learning.standing import Standing
from lms.library import shelf
from lms.people.person import Person
from lms.people.roles.me import Me
from lms.people.roles.reach import note_reading
from lms.postings.due.arrival import stay
from lms.postings.due.due_date import DueDate, due_dates_below
from lms.postings.due.requirement import rules_on
from lms.postings.posting import Posting, postings_of
from lms.postings.scope import Scope, scope_of
from lms.reporting.counting import POSTING, reported_posting, standings, tails
from lms.reporting.figures import ReportedPosting
from lms.web.clock import today
from lms.web.languages import in_language


@dataclass(frozen=True, slots=True)
class CourseTaken:
    """One course for the person, and what requires it."""

    course: Course
    standing: Standing
    due: DueDate | None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What a supervisor sees of a person."""

    scope: Scope
    name: str
    identifier: str | None
    postings: tuple[ReportedPosting, ...]
    taken: tuple[CourseTaken, ...]

    @property
    def required(self) -> list[CourseTaken]:
        return [course for course in self.taken if course.due]

    @property
    def other(self) -> list[CourseTaken]:
        return [course for course in self.taken if not course.due]

    def unit_name(self, unit: uuid.UUID) -> str:
        return in_language(self.scope.every[unit].names)


def find_person(who: Me, person: uuid.UUID) -> PersonRecord:
    """A person who serves in my scope today; 404 for anybody else, also for who has left.

    Today is the day where they serve, in the posting begun last: the day that they see themselves.
    """
    scope = scope_of(who)
    rows = _postings_in(scope, person)
    postings = tuple(reported_posting(row) for row in rows)
    present = [posting for posting in postings if _serves(posting, scope)]
    if not present:
        abort(404)
    note_reading(person)
    day = today(_zone(present, scope))
    stays = [stay(posting, scope.tree.line) for posting in postings_of(person)]
    required = due_dates_below(present, stays, rules_on(day), scope.tree, day)
    standing = standings(person, required, day)
    taken = tuple(
        CourseTaken(shelved.course, standing[slug], required.get(slug))
        for slug, shelved in shelf.courses().items()
        if slug in standing
    )
    return PersonRecord(scope, rows[0].name, tails([person]).get(person), postings, taken)


def _postings_in(scope: Scope, person: uuid.UUID) -> Sequence[sa.Row[Any]]:
    """The person's name with each of their postings in a scope, the one begun last first."""
    statement = (
        sa.select(Person.name, *POSTING)
        .join(Posting, Posting.person_id == Person.id)
        .where(Person.id == person, scope.postings)
        .order_by(Posting.first_day.desc(), Posting.id)
    )
    return read_rows(statement).all()


def _serves(posting: ReportedPosting, scope: Scope) -> bool:
    """Whether the posting holds today, by the day of its own unit."""
    return within(today(scope.zone(posting.unit)), posting.first_day, posting.last_day)


def _zone(postings: list[ReportedPosting], scope: Scope) -> str | None:
    """The time zone of the posting begun last that has one."""
    zones = (scope.zone(posting.unit) for posting in postings)
    return next((zone for zone in zones if zone), None)
