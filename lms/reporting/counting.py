"""Counting: the selects behind a report, as many for five people as for five thousand."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from lms.database import read_rows
from lms.days import is_over
from lms.learning.records import Completion, Enrolment, valid_on
from lms.learning.standing import Earned, Standing, belongs_in_report, standing_on
from lms.people.identifiers import ending
from lms.people.person import Person, identifiers_of
from lms.postings.due.arrival import Stay, stay
from lms.postings.due.due_date import DueDate, Rule, due_dates_below
from lms.postings.posting import Posting
from lms.postings.scope import Scope
from lms.reporting.figures import Line, ReportedPosting, in_order

# What a report shows of a posting.
POSTING = (
    Posting.unit_id,
    Posting.component,
    Posting.function,
    Posting.first_day,
    Posting.last_day,
)


@dataclass(slots=True)
class Serving:
    """Somebody who serves in my scope on a day: the postings there, begun last first, and all their stays."""

    name: str
    postings: list[ReportedPosting] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)


def _people(scope: Scope, day: date) -> sa.Select[Any]:
    """A select of the ids of everybody who serves in my scope on a day."""
    return sa.select(Posting.person_id).where(Posting.on(day), scope.postings)


def lines(scope: Scope, course: str, rules: Iterable[Rule], day: date) -> list[Line]:
    """Everybody in my scope of whom the course is required, or who began or holds it."""
    people = _people(scope, day)
    earned = _earned(course, people)
    enrolled = _enrolled(course, people)
    rules_of_course = [rule for rule in rules if rule.course == course]
    listed = []
    for person, serving in _serving(scope, day).items():
        required = due_dates_below(serving.postings, serving.stays, rules_of_course, scope.tree, day)
        due = required[course].day if course in required else None
        completions = earned.get(person, [])
        begun = person in enrolled
        if belongs_in_report(completions, begun, due, day):
            standing = standing_on(completions, begun, due, day)
            listed.append(Line(person, serving.name, tuple(serving.postings), standing))
    return in_order(listed)


def _earned(course: str, people: sa.Select[Any]) -> dict[uuid.UUID, list[Earned]]:
    """The completions of a course by each of these people."""
    statement = sa.select(Completion.person_id, Completion.day, Completion.expires_on).where(
        Completion.course == course, Completion.module.is_(None), Completion.person_id.in_(people)
    )
    earned: dict[uuid.UUID, list[Earned]] = {}
    for row in read_rows(statement):
        earned.setdefault(row.person_id, []).append(Earned(row.day, row.expires_on))
    return earned


def _enrolled(course: str, people: sa.Select[Any]) -> set[uuid.UUID]:
    statement = sa.select(Enrolment.person_id).where(
        Enrolment.course == course, Enrolment.person_id.in_(people)
    )
    return set(read_rows(statement).scalars())


def _serving(scope: Scope, day: date) -> dict[uuid.UUID, Serving]:
    """Everybody who serves in my scope on a day; their stays up to the day count, wherever they were."""
    statement = (
        sa.select(Posting.person_id, Person.name, *POSTING)
        .join(Person, Person.id == Posting.person_id)
        .where(Posting.person_id.in_(_people(scope, day)), Posting.first_day <= day)
        .order_by(Posting.first_day.desc(), Posting.id)
    )
    people: dict[uuid.UUID, Serving] = {}
    for row in read_rows(statement):
        serving = people.setdefault(row.person_id, Serving(row.name))
        serving.stays.append(stay(row, scope.tree.line))
        if row.unit_id in scope.ids and not is_over(row.last_day, day):
            serving.postings.append(reported_posting(row))
    return people


def reported_posting(row: Any) -> ReportedPosting:
    """A row with the columns of POSTING as a report shows it."""
    return ReportedPosting(row.unit_id, row.component, row.function, row.first_day, row.last_day)


def standings(person: uuid.UUID, required: dict[str, DueDate], day: date) -> dict[str, Standing]:
    """Where one person stands in every course that is required of them, begun or held."""
    statement = sa.select(Completion.course, Completion.day, Completion.expires_on).where(
        Completion.person_id == person, Completion.module.is_(None)
    )
    earned: dict[str, list[Earned]] = {}
    for row in read_rows(statement):
        earned.setdefault(row.course, []).append(Earned(row.day, row.expires_on))
    enrolled = set(read_rows(sa.select(Enrolment.course).where(Enrolment.person_id == person)).scalars())
    standings = {}
    for course in sorted(earned.keys() | enrolled | required.keys()):
        completions = earned.get(course, [])
        begun = course in enrolled
        due = required[course].day if course in required else None
        if belongs_in_report(completions, begun, due, day):
            standings[course] = standing_on(completions, begun, due, day)
    return standings


def holders_by_gender(scope: Scope, day: date) -> dict[str, dict[str | None, int]]:
    """How many people in all of my scope held each course on a day, by the gender that they declared."""
    statement = (
        sa.select(
            Completion.course, Person.gender, sa.func.count(Completion.person_id.distinct()).label("people")
        )
        .join(Person, Person.id == Completion.person_id)
        .where(valid_on(day), Completion.day <= day, Completion.person_id.in_(_people(scope, day)))
        .group_by(Completion.course, Person.gender)
    )
    holders: dict[str, dict[str | None, int]] = {}
    for row in read_rows(statement):
        holders.setdefault(row.course, {})[row.gender] = row.people
    return holders


def tails(people: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The last characters of an identifier, which tell people of the same name apart."""
    wanted = list(people)
    if not wanted:
        return {}
    numbers = identifiers_of(wanted)
    return {person: ending(identifiers) for person, identifiers in numbers.items() if identifiers}
