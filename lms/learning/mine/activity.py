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

WHENS = (
    (Enrolment, Enrolment.taken_at),
    (Reading, Reading.taken_at),
    (Response, Response.taken_at),
    (Attempt, Attempt.started_at),
)


def activity(people: Sequence[uuid.UUID], day: date) -> list[Activity]:
    """The courses that each of these persons has begun and holds, and when they last did anything."""
    begun = _told(_by_person(Enrolment, sa.func.count(), people))
    courses = sa.func.count(Completion.course.distinct())
    held = _told(_by_person(Completion, courses, people).where(valid_on(day)))
    last: dict[uuid.UUID, datetime] = {}
    for model, when in WHENS:
        for person, instant in _told(_by_person(model, sa.func.max(when), people)).items():
            last[person] = max(instant, last.get(person, instant))
    return [
        Activity(N_("Courses begun"), {person: begun.get(person, 0) for person in people}),
        Activity(N_("Courses held"), {person: held.get(person, 0) for person in people}),
        Activity(N_("Last used"), last),
    ]


def _by_person(model: Any, told: sa.ColumnElement[Any], people: Sequence[uuid.UUID]) -> sa.Select[Any]:
    mine = model.person_id.in_(people)
    return sa.select(model.person_id, told.label("told")).where(mine).group_by(model.person_id)


def _told(statement: sa.Select[Any]) -> dict[uuid.UUID, Any]:
    return {row.person_id: row.told for row in read_rows(statement)}
