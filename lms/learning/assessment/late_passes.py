"""Late passes: those that deadlines and corrected keys decided, recorded for everybody."""

import math
import time
import uuid
from collections.abc import Mapping
from functools import cache

import sqlalchemy as sa

from lms.database import end_read, read_rows, write_transaction
from lms.learning.assessment.attempt import Attempt
from lms.learning.assessment.rounds import GRACE
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
    passes = [attempt_id for shelved in shelf.courses().values() for attempt_id in _passes(shelved)]
    # Nothing read so far is changed: each attempt is looked up anew in the transaction that writes.
    end_read()
    until = time.monotonic() + seconds
    recorded = 0
    for start in range(0, len(passes), AT_A_TIME):
        if time.monotonic() > until:
            break
        with write_transaction():
            recorded += _record(passes[start : start + AT_A_TIME])
    return recorded


def _record(attempt_ids: list[uuid.UUID]) -> int:
    """Records the passes of these attempts, as they are by now; returns how many there were to record."""
    # In the order of persons: complete_course locks each, and two calls at once must not wait crosswise.
    statement = sa.select(Attempt).where(Attempt.id.in_(attempt_ids)).order_by(Attempt.person_id)
    completions = [attempt.record_pass() for attempt in read_rows(statement).scalars()]
    return sum(completion is not None for completion in completions)


def _passes(shelved: Shelved) -> list[uuid.UUID]:
    """The attempts at a course's assessment that passed without a word of it being written."""
    undecided = _undecided(shelved)
    answers = _answers(undecided)
    edition = cache(shelf.edition)
    passes = []
    for attempt in read_rows(sa.select(Attempt).where(undecided)).scalars():
        if attempt.submitted_at is not None and not attempt.key_corrected(shelved.history):
            continue
        course = edition(attempt.course, attempt.edition)
        questions = attempt.questions_in(course)
        result = attempt.result_from(questions, answers.get(attempt.id, {}), shelved.history)
        if result.score >= course.pass_mark:
            passes.append(attempt.id)
    return passes


def _answers(undecided: sa.ColumnElement[bool]) -> Mapping[uuid.UUID, Mapping[str, Answer]]:
    """The answers of these attempts that count, by attempt and question: the last to each."""
    responses = sa.select(Response.attempt_id, Response.question, Response.answer).join(Attempt)
    answers: dict[uuid.UUID, dict[str, Answer]] = {}
    for row in read_rows(responses.where(undecided).order_by(Response.arrival)):
        answers.setdefault(row.attempt_id, {})[row.question] = row.answer
    return answers


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
            sa.and_(Attempt.submitted_at.is_(None), Attempt.deadline <= now() - GRACE),
            sa.and_(Attempt.submitted_at.is_not(None), Attempt.edition < corrected),
        ),
        ~recorded.exists(),
    )
