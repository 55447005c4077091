"""Settling: the passes that deadlines decided, written for everybody by `lms tend`."""

import uuid
from functools import cache

import sqlalchemy as sa

from lms.database import command, reading
from lms.learning.grading import Answer, grade_paper
from lms.learning.records import Attempt, Completion, Response
from lms.learning.sitting import asked_in, record_pass
from lms.library import shelf
from lms.web.clock import now


def settle_all() -> int:
    """Records the passes of attempts that ended by their deadline; returns how many.

    What did not pass is read and graded again each time, so nobody who writes waits for that.
    """
    passes = _passes()
    if not passes:
        return 0
    with command():
        found = sa.select(Attempt).where(Attempt.id.in_(passes)).order_by(Attempt.person_id)
        return sum(record_pass(attempt) is not None for attempt in reading(found).scalars())


def _passes() -> list[uuid.UUID]:
    undecided = _undecided()
    given: dict[uuid.UUID, dict[str, Answer]] = {}
    responses = sa.select(Response.attempt_id, Response.question, Response.answer).join(Attempt)
    for row in reading(responses.where(undecided).order_by(Response.recorded_at, Response.id)):
        given.setdefault(row.attempt_id, {})[row.question] = row.answer
    edition, found = cache(shelf.edition), []
    for attempt in reading(sa.select(Attempt).where(undecided)).scalars():
        course = edition(attempt.course, attempt.edition)
        outcome = grade_paper(asked_in(course, attempt), given.get(attempt.id, {}))
        if outcome.score >= course.pass_mark:
            found.append(attempt.id)
    return found


def _undecided() -> sa.ColumnElement[bool]:
    """The attempts that ended by their deadline and by which nothing is completed."""
    recorded = sa.select(Completion.id).where(
        Completion.person_id == Attempt.person_id,
        Completion.course == Attempt.course,
        Completion.module.is_(None),
        Completion.taken_at == Attempt.deadline,
    )
    return sa.and_(Attempt.submitted_at.is_(None), Attempt.deadline <= now(), ~recorded.exists())
