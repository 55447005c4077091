"""Counting: the selects behind a report, as many for five people as for five thousand."""

import uuid
from collections.abc import Iterable
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


def _people(scope: Scope, day: date) -> sa.Select[Any]:
    """A select of the ids of everybody who serves in my scope on a day."""
    return sa.select(Posting.person_id).where(Posting.on(day), scope.postings)


def lines(scope: Scope, course: str, wanted: Iterable[Rule], day: date) -> list[Line]:
    """Everybody in my scope of whom the course is required, or who began or holds it."""
    people = _people(scope, day)
    done: dict[uuid.UUID, list[Earned]] = {}
    earned = sa.select(Completion.person_id, Completion.day, Completion.expires_on).where(
        Completion.course == course, Completion.module.is_(None), Completion.person_id.in_(people)
    )
    for row in read_rows(earned):
        done.setdefault(row.person_id, []).append(Earned(row.day, row.expires_on))
    begun = sa.select(Enrolment.person_id).where(Enrolment.course == course, Enrolment.person_id.in_(people))
    enrolled = set(read_rows(begun).scalars())
    asking = [one for one in wanted if one.course == course]
    found = []
    for person, (name, places, stays) in _places(scope, day).items():
        ends = due_dates_below(places, stays, asking, scope.tree, day).get(course)
        mine, began, until = done.get(person, []), person in enrolled, ends.day if ends else None
        if belongs_in_report(mine, began, until, day):
            found.append(Line(person, name, places, standing_on(mine, began, until, day)))
    return in_order(found)


def _places(scope: Scope, day: date) -> dict[uuid.UUID, tuple[str, tuple[ReportedPosting, ...], list[Stay]]]:
    """Everybody in my scope with the places there, the one begun last first, and all stays up to the day."""
    statement = (
        sa.select(
            Posting.person_id,
            Person.name,
            Posting.unit_id,
            Posting.component,
            Posting.function,
            Posting.first_day,
            Posting.last_day,
        )
        .join(Person, Person.id == Posting.person_id)
        .where(Posting.person_id.in_(_people(scope, day)), Posting.first_day <= day)
        .order_by(Posting.first_day.desc(), Posting.id)
    )
    found: dict[uuid.UUID, tuple[str, tuple[ReportedPosting, ...], list[Stay]]] = {}
    for row in read_rows(statement):
        name, places, stays = found.get(row.person_id, (row.name, (), []))
        stays.append(stay(row, scope.tree.line))
        if row.unit_id in scope.ids and not is_over(row.last_day, day):
            places = (*places, place(row))
        found[row.person_id] = (name, places, stays)
    return found


def place(row: Any) -> ReportedPosting:
    """A posting's row as a report shows it."""
    return ReportedPosting(row.unit_id, row.component, row.function, row.first_day, row.last_day)


def standings(person: uuid.UUID, required: dict[str, DueDate], day: date) -> dict[str, Standing]:
    """Where one person stands in every course that is required of them, begun or held."""
    done: dict[str, list[Earned]] = {}
    earned = sa.select(Completion.course, Completion.day, Completion.expires_on).where(
        Completion.person_id == person, Completion.module.is_(None)
    )
    for row in read_rows(earned):
        done.setdefault(row.course, []).append(Earned(row.day, row.expires_on))
    enrolled = set(read_rows(sa.select(Enrolment.course).where(Enrolment.person_id == person)).scalars())
    found = {}
    for course in sorted(done.keys() | enrolled | required.keys()):
        ends = required[course].day if course in required else None
        if belongs_in_report(done.get(course, []), course in enrolled, ends, day):
            found[course] = standing_on(done.get(course, []), course in enrolled, ends, day)
    return found


def holders_by_gender(scope: Scope, day: date) -> dict[str, dict[str | None, int]]:
    """How many people in all of my scope hold each course, by the gender that they declared."""
    statement = (
        sa.select(
            Completion.course, Person.gender, sa.func.count(Completion.person_id.distinct()).label("people")
        )
        .join(Person, Person.id == Completion.person_id)
        .where(valid_on(day), Completion.person_id.in_(_people(scope, day)))
        .group_by(Completion.course, Person.gender)
    )
    found: dict[str, dict[str | None, int]] = {}
    for row in read_rows(statement):
        found.setdefault(row.course, {})[row.gender] = row.people
    return found


def tails(people: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The last characters of an identifier, which tell people of the same name apart."""
    wanted = list(people)
    found = identifiers_of(wanted) if wanted else {}
    return {person: ending(identifiers) for person, identifiers in found.items() if identifiers}
