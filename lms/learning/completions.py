"""What a person has completed, as it is read: modules, courses, and by which completion a course is held."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from lms.database import read_rows
from lms.learning.records import Completion
from lms.learning.validity import holding_completion

# Somebody who holds a course may renew it this long before it expires.
RENEW_WITHIN = timedelta(days=90)
# In which edition each module last changed materially, where none did.
UNCHANGED: Mapping[str, int] = {}


def completed_modules(person_id: uuid.UUID, course: str, since: Mapping[str, int] = UNCHANGED) -> set[str]:
    """The modules of a course that a person completed since they last changed materially."""
    statement = sa.select(Completion.module, Completion.edition).where(
        Completion.person_id == person_id, Completion.course == course, Completion.module.is_not(None)
    )
    return {row.module for row in read_rows(statement) if row.edition >= since.get(row.module, 0)}


def completion_held(person_id: uuid.UUID, course: str, day: date) -> Completion | None:
    """The completion by which a person holds a course on a day, if any."""
    return holding_completion(completions(person_id, course), day)


def may_renew(completion: Completion | None, day: date) -> bool:
    """Whether somebody may complete a course who holds it by this completion, or who does not hold it."""
    if completion is None:
        return True
    if completion.expires_on is None:
        return False
    return completion.expires_on - RENEW_WITHIN <= day


def completions(person_id: uuid.UUID, course: str) -> list[Completion]:
    """Every time a person completed a course, oldest first."""
    statement = sa.select(Completion).where(
        Completion.person_id == person_id, Completion.course == course, Completion.module.is_(None)
    )
    return list(read_rows(statement.order_by(Completion.taken_at)).scalars())


def completion_at(person_id: uuid.UUID, course: str, instant: datetime) -> Completion | None:
    """The completion of a course at an instant: that of the attempt that closed then, where it was passed."""
    for completion in completions(person_id, course):
        if completion.taken_at == instant:
            return completion
    return None
