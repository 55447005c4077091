"""Settling: the passes that deadlines and corrected keys decided, written for everybody."""

import math
import time
import uuid
from functools import cache

import sqlalchemy as sa

from lms.database import end_read, read_rows, write_transaction
from lms.learning.assessment.attempt import Attempt
from lms.learning.assessment.drawing import paper_from_rows
from lms.learning.assessment.sitting import questions_in, record_pass, result_from
from lms.learning.grading import Answer
from lms.learning.records import Completion, Response
from lms.library import shelf
from lms.library.shelf import Shelved
from lms.web.clock import now

AT_A_TIME = 20  # passes in one transaction: about a fifth of a second


def record_late_passes(seconds: float = math.inf) -> int:
    """Records the passes of attempts that ended by their deadline, or that a corrected key made a pass.

    Returns how many. What did not pass is read and graded again each time, so nobody who writes waits for
    that; and they take turns with a few passes at a time. After so many seconds the rest is left to the next
    call.
    """
    passes = [one for shelved in shelf.courses().values() for one in _passes(shelved)]
    end_read()
    until, recorded = time.monotonic() + seconds, 0
    for start in range(0, len(passes), AT_A_TIME):
        if time.monotonic() > until:
            break
        with write_transaction():
            few = Attempt.id.in_(passes[start : start + AT_A_TIME])
            found = sa.select(Attempt).where(few).order_by(Attempt.person_id)
            recorded += sum(record_pass(attempt) is not None for attempt in read_rows(found).scalars())
    return recorded


def _passes(shelved: Shelved) -> list[uuid.UUID]:
    undecided = _undecided(shelved)
    given: dict[uuid.UUID, dict[str, Answer]] = {}
    responses = sa.select(Response.attempt_id, Response.question, Response.answer).join(Attempt)
    for row in read_rows(responses.where(undecided).order_by(Response.recorded_at, Response.id)):
        given.setdefault(row.attempt_id, {})[row.question] = row.answer
    edition, found = cache(shelf.edition), []
    for attempt in read_rows(sa.select(Attempt).where(undecided)).scalars():
        if attempt.submitted_at is not None and not _asks_corrected(attempt, shelved):
            continue
        course = edition(attempt.course, attempt.edition)
        asked = questions_in(course, attempt)
        if result_from(attempt, asked, given.get(attempt.id, {}), shelved.history).score >= course.pass_mark:
            found.append(attempt.id)
    return found


def _undecided(shelved: Shelved) -> sa.ColumnElement[bool]:
    """The closed attempts that completed nothing and may have to: ended by their deadline, or submitted
    before an edition that corrected a key."""
    closed = sa.func.coalesce(Attempt.submitted_at, Attempt.deadline)
    recorded = sa.select(Completion.id).where(
        Completion.person_id == Attempt.person_id,
        Completion.course == Attempt.course,
        Completion.module.is_(None),
        Completion.taken_at.in_((closed, Attempt.deadline)),
    )
    corrected = max((number for number, _ in shelved.history.corrected), default=0)
    return sa.and_(
        Attempt.course == shelved.course.slug,
        sa.or_(
            sa.and_(Attempt.submitted_at.is_(None), Attempt.deadline <= now()),
            sa.and_(Attempt.submitted_at.is_not(None), Attempt.edition < corrected),
        ),
        ~recorded.exists(),
    )


def _asks_corrected(attempt: Attempt, shelved: Shelved) -> bool:
    asked = (one.question for one in paper_from_rows(attempt.paper))
    return any(shelved.history.corrections(question, attempt.edition) for question in asked)
