"""One person's page in a report: their postings in my scope, and where they stand in each course."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from flask import abort

from lms.courses.course import Course
from lms.database import read_rows
from lms.days import within
from lms.learning.standing import Standing
from lms.library import shelf
from lms.people.person import Person
from lms.people.roles.me import Me
from lms.postings.due.arrival import stay
from lms.postings.due.due_date import DueDate, due_dates_below
from lms.postings.due.requirement import rules_on
from lms.postings.posting import Posting, postings_of
from lms.postings.scope import Scope, scope_of
from lms.reporting.counting import place, standings, tails
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
        return [one for one in self.taken if one.due]

    @property
    def other(self) -> list[CourseTaken]:
        return [one for one in self.taken if not one.due]

    def unit_name(self, unit: uuid.UUID) -> str:
        return in_language(self.scope.every[unit].names)


def find_person(who: Me, person: uuid.UUID) -> PersonRecord:
    """A person who serves in my scope today; 404 for anybody else, also for who has left.

    Today is the day where they serve, in the posting begun last: the day that they see themselves.
    """
    scope = scope_of(who)
    statement = (
        sa.select(
            Person.name,
            Posting.unit_id,
            Posting.component,
            Posting.function,
            Posting.first_day,
            Posting.last_day,
        )
        .join(Posting, Posting.person_id == Person.id)
        .where(Person.id == person, scope.postings)
        .order_by(Posting.first_day.desc(), Posting.id)
    )
    rows = read_rows(statement).all()
    postings = tuple(place(row) for row in rows)
    present = [one for one in postings if _serves(one, today(scope.zone(one.unit)))]
    if not present:
        abort(404)
    day = today(next((zone for one in present if (zone := scope.zone(one.unit))), None))
    stays = [stay(one, scope.tree.line) for one in postings_of(person)]
    required = due_dates_below(present, stays, rules_on(day), scope.tree, day)
    stands = standings(person, required, day)
    taken = tuple(
        CourseTaken(shelved.course, stands[slug], required.get(slug))
        for slug, shelved in shelf.courses().items()
        if slug in stands
    )
    return PersonRecord(scope, rows[0].name, tails([person]).get(person), postings, taken)


def _serves(place: ReportedPosting, day: date) -> bool:
    return within(day, place.first_day, place.last_day)
