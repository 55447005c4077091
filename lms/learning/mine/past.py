"""The past: what one person did in every course, as my learning needs it."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
    """What one person did: by course, how many sets of answers are held for them, and how many of their
    remarks have a new answer."""

    records: Mapping[str, Record]
    waiting: int = 0
    answers: int = 0


def read_past(person_id: uuid.UUID) -> Past:
    """What a person did: two queries, however much it was.

    The first asks from the person, so that it counts what is held even before anything was begun.
    """
    held = sa.select(sa.func.count(UnclaimedAnswers.id)).where(UnclaimedAnswers.person_id == person_id)
    seen = sa.select(sa.func.max(SeenChanges.edition)).where(
        SeenChanges.person_id == Enrolment.person_id, SeenChanges.course == Enrolment.course
    )
    begun = (
        sa.select(
            Enrolment.course,
            Attempt.id,
            Attempt.deadline,
            held.scalar_subquery().label("held"),
            seen.scalar_subquery().label("seen"),
            unseen(person_id).label("answers"),
        )
        .select_from(Person)
        .outerjoin(Enrolment, Enrolment.person_id == Person.id)
        .outerjoin(
            Attempt,
            sa.and_(
                Attempt.person_id == Enrolment.person_id,
                Attempt.course == Enrolment.course,
                Attempt.submitted_at.is_(None),
            ),
        )
        .where(Person.id == person_id)
        .order_by(Attempt.started_at)
    )
    instant, waiting, answers = now(), 0, 0
    running: dict[str, uuid.UUID | None] = {}
    seen_up_to: dict[str, int] = {}
    for row in read_rows(begun):
        waiting, answers = row.held, row.answers
        if row.course is None:
            continue
        open_one = row.id if row.id and closed_at(None, row.deadline, instant) is None else None
        running[row.course] = open_one or running.get(row.course)
        seen_up_to[row.course] = row.seen or 0
    done: dict[str, list[Completion]] = {}
    completed = sa.select(Completion).where(Completion.person_id == person_id).order_by(Completion.taken_at)
    for one in read_rows(completed).scalars():
        done.setdefault(one.course, []).append(one)
    records = {
        course: Record(
            enrolled=course in running,
            modules=_latest(one for one in done.get(course, []) if one.module),
            seen=seen_up_to.get(course, 0),
            completions=tuple(one for one in done.get(course, []) if not one.module),
            running=running.get(course),
        )
        for course in running.keys() | done.keys()
    }
    return Past(records, waiting, answers)


def _latest(completions: Iterable[Completion]) -> dict[str, int]:
    """For each completed module the newest edition in which it was."""
    found: dict[str, int] = {}
    for one in completions:
        found[one.module or ""] = max(found.get(one.module or "", 0), one.edition)
    return found
