"""The past: what one person did in every course, as my learning needs it."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.database import read_rows
from lms.learning.assessment.attempt import Attempt
from lms.learning.assessment.rounds import closed_at
from lms.learning.mine.plan import Record
from lms.learning.records import Completion, Enrolment, SeenChanges, UnclaimedAnswers
from lms.learning.remarks.remarks import unseen
from lms.people.person import Person
from lms.web.clock import now


@dataclass(frozen=True, slots=True)
class Past:
    """What one person did, by course.

    `waiting`: how many sets of answers are kept for them; `answers`: how many of their remarks have a new
    answer.
    """

    records: Mapping[str, Record]
    waiting: int = 0
    answers: int = 0


def read_past(person_id: uuid.UUID, shut_before: datetime | None = None) -> Past:
    """What a person did: two queries, however much it was.

    Answers that wait for them since before `shut_before` are not counted.
    """
    rows = read_rows(_begun(person_id, shut_before)).all()
    seen = _changes_seen(rows)
    running = _running(rows)
    completions = _completions(person_id)
    records = {
        course: Record(
            enrolled=course in seen,
            modules=_last_editions(completions.get(course, [])),
            completions=_of_the_course(completions.get(course, [])),
            running=running.get(course),
            seen=seen.get(course, 0),
        )
        for course in seen.keys() | completions.keys()
    }
    if not rows:
        return Past(records)
    # Every row has these two alike, since they are about the person and no course.
    return Past(records, waiting=rows[0].waiting, answers=rows[0].answers)


def _begun(person_id: uuid.UUID, shut_before: datetime | None) -> sa.Select[Any]:
    """The courses that a person began: a row for each attempt that was not submitted, oldest first, or one.

    It asks from the person, so that one row, without a course, counts what is kept even before anything was
    begun.
    """
    waiting = sa.select(sa.func.count(UnclaimedAnswers.id)).where(UnclaimedAnswers.person_id == person_id)
    if shut_before is not None:
        waiting = waiting.where(UnclaimedAnswers.taken_at >= shut_before)
    seen = sa.select(sa.func.max(SeenChanges.edition)).where(
        SeenChanges.person_id == Enrolment.person_id, SeenChanges.course == Enrolment.course
    )
    not_submitted = sa.and_(
        Attempt.person_id == Enrolment.person_id,
        Attempt.course == Enrolment.course,
        Attempt.submitted_at.is_(None),
    )
    columns = (
        Enrolment.course,
        Attempt.id.label("attempt"),
        Attempt.deadline,
        seen.scalar_subquery().label("seen"),
        waiting.scalar_subquery().label("waiting"),
        unseen(person_id).label("answers"),
    )
    return (
        sa.select(*columns)
        .select_from(Person)
        .outerjoin(Enrolment, Enrolment.person_id == Person.id)
        .outerjoin(Attempt, not_submitted)
        .where(Person.id == person_id)
        .order_by(Attempt.started_at)
    )


def _changes_seen(begun: Sequence[sa.Row[Any]]) -> dict[str, int]:
    """For each course begun the edition up to which its changes were seen; 0 where none were."""
    return {row.course: row.seen or 0 for row in begun if row.course is not None}


def _running(begun: Sequence[sa.Row[Any]]) -> dict[str, uuid.UUID]:
    """For each course the attempt that runs, if any; of several the one begun last."""
    instant = now()
    attempts = [row for row in begun if row.attempt is not None]
    return {row.course: row.attempt for row in attempts if closed_at(None, row.deadline, instant) is None}


def _completions(person_id: uuid.UUID) -> dict[str, list[Completion]]:
    """The completions of courses and of their modules, by course, oldest first."""
    statement = sa.select(Completion).where(Completion.person_id == person_id).order_by(Completion.taken_at)
    by_course: dict[str, list[Completion]] = {}
    for completion in read_rows(statement).scalars():
        by_course.setdefault(completion.course, []).append(completion)
    return by_course


def _of_the_course(completions: Iterable[Completion]) -> tuple[Completion, ...]:
    return tuple(completion for completion in completions if completion.module is None)


def _last_editions(completions: Iterable[Completion]) -> dict[str, int]:
    """For each completed module the newest edition in which it was."""
    editions: dict[str, int] = {}
    for completion in completions:
        if completion.module is not None:
            editions[completion.module] = max(editions.get(completion.module, 0), completion.edition)
    return editions
