"""What learning tells of persons to whoever keeps their records: how many courses, and when last."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from lms.database import read_rows
from lms.learning.assessment.attempt import Attempt
from lms.learning.records import Completion, Enrolment, Reading, Response, valid_on
from lms.people.activity import Activity
from lms.web.languages import N_

# What somebody does, and when they did it.
DONE_AT = (
    (Enrolment, Enrolment.taken_at),
    (Reading, Reading.taken_at),
    (Response, Response.taken_at),
    (Attempt, Attempt.started_at),
)


def activity(people: Sequence[uuid.UUID], day: date) -> list[Activity]:
    """The courses that each of these persons has begun and holds, and when they last did anything."""
    begun = _by_person(_grouped(Enrolment, sa.func.count(), people))
    courses = sa.func.count(Completion.course.distinct())
    held = _by_person(_grouped(Completion, courses, people).where(valid_on(day)))
    return [
        Activity(N_("Courses begun"), {person: begun.get(person, 0) for person in people}),
        Activity(N_("Courses held"), {person: held.get(person, 0) for person in people}),
        Activity(N_("Last used"), _last_used(people)),
    ]


def _last_used(people: Sequence[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """When each of them did something last; who never did is left out."""
    last: dict[uuid.UUID, datetime] = {}
    for model, instant_column in DONE_AT:
        newest = _by_person(_grouped(model, sa.func.max(instant_column), people))
        for person, instant in newest.items():
            last[person] = max(instant, last.get(person, instant))
    return last


def _grouped(model: Any, value: sa.ColumnElement[Any], people: Sequence[uuid.UUID]) -> sa.Select[Any]:
    """A value counted from the rows of each of these persons."""
    theirs = model.person_id.in_(people)
    return sa.select(model.person_id, value.label("value")).where(theirs).group_by(model.person_id)


def _by_person(statement: sa.Select[Any]) -> dict[uuid.UUID, Any]:
    return {row.person_id: row.value for row in read_rows(statement)}
