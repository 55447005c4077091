"""Sitting an assessment: the attempts of a person, when another may begin, and its beginning."""

import secrets
import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from flask import abort

from lms.courses.course import Course
from lms.database import begin_write, read_rows
from lms.learning.assessment.attempt import Attempt
from lms.learning.assessment.drawing import draw, paper_from_rows, paper_to_rows
from lms.learning.assessment.rounds import Round, SatAttempt, current_round
from lms.learning.completions import completed_modules, completion_held, completions, may_renew
from lms.learning.enrolment import enrol
from lms.learning.progress import course_progress
from lms.learning.shut import refuse_if_shut
from lms.library import shelf
from lms.library.edition import Edition
from lms.postings.due.local_day import local_today
from lms.web.clock import now


class NotOpen(Exception):
    """No attempt may begin now: modules are missing, a round is used up, or the course is held."""


def own_attempt(person_id: uuid.UUID, attempt_id: uuid.UUID) -> Attempt:
    """A person's own attempt; 404 for anybody else's, 403 where it is shut."""
    statement = sa.select(Attempt).where(Attempt.id == attempt_id, Attempt.person_id == person_id)
    attempt: Attempt = read_rows(statement).scalar() or abort(404)
    refuse_if_shut(attempt.started_at)
    return attempt


# Built once, since every save asks it.
_locked = (
    sa.select(Attempt, Edition.id)
    .join(Edition, sa.and_(Edition.course == Attempt.course, Edition.number == Attempt.edition))
    .where(
        Attempt.id == sa.bindparam("attempt", type_=sa.Uuid),
        Attempt.person_id == sa.bindparam("person", type_=sa.Uuid),
    )
    .with_for_update(of=Attempt)
)


def own_attempt_to_change(person_id: uuid.UUID, attempt_id: uuid.UUID) -> Attempt:
    """The same, locked in the write transaction: what another tab saves is done, or waits for this."""
    begin_write()
    row = read_rows(_locked, attempt=attempt_id, person=person_id).first()
    if row is None:
        abort(404)
    attempt: Attempt = row.Attempt
    refuse_if_shut(attempt.started_at)
    shelf.remember(attempt.course, attempt.edition, row.id)
    return attempt


def attempts_of(person_id: uuid.UUID, course: str) -> list[Attempt]:
    """A person's attempts at a course's assessment, oldest first."""
    statement = sa.select(Attempt).where(Attempt.person_id == person_id, Attempt.course == course)
    return list(read_rows(statement.order_by(Attempt.started_at)).scalars())


def running_attempt(attempts: Sequence[Attempt]) -> Attempt | None:
    """The one that runs, if any does."""
    return next((attempt for attempt in attempts if attempt.runs()), None)


def has_running_attempt(person_id: uuid.UUID) -> bool:
    """Whether a person has an attempt that runs, at whatever assessment."""
    open_ones = sa.select(Attempt).where(Attempt.person_id == person_id, Attempt.submitted_at.is_(None))
    return running_attempt(read_rows(open_ones).scalars().all()) is not None


def round_of(person_id: uuid.UUID, course: Course, attempts: Sequence[Attempt]) -> Round:
    """Where a person stands in the rounds; a pass begins them anew, even one that has expired since."""
    passed = completions(person_id, course.slug)
    since = [attempt for attempt in attempts if not passed or attempt.started_at > passed[-1].taken_at]
    sittings = [SatAttempt(attempt.closed_at()) for attempt in since]
    wait = timedelta(seconds=course.retry_after) if course.retry_after else None
    return current_round(sittings, course.attempts, wait, now())


def begin_attempt(person_id: uuid.UUID, shelved: shelf.Shelved, language: str) -> Attempt:
    """Begins an attempt, or goes on with the one that runs. Raises NotOpen when none may begin."""
    session = begin_write()
    course = shelved.course
    # Enrolling queues the hands of one person, so that two presses at once begin one attempt: look only then.
    enrol(person_id, course.slug)
    attempts = attempts_of(person_id, course.slug)
    running = running_attempt(attempts)
    if running is not None:
        return running
    # Whoever has passed without knowing it holds the course: that is written before it is asked.
    settle_late_passes(person_id, course.slug)
    if not _may_begin(person_id, shelved, attempts):
        raise NotOpen
    attempt = _new_attempt(person_id, shelved, attempts, language)
    session.add(attempt)
    session.flush()
    return attempt


def _may_begin(person_id: uuid.UUID, shelved: shelf.Shelved, attempts: Sequence[Attempt]) -> bool:
    course = shelved.course
    day = local_today(person_id)
    holding = completion_held(person_id, course.slug, day)
    completed = completed_modules(person_id, course.slug, shelved.history.since)
    ready = course_progress(course, completed).ready
    if not course.bank or not ready or not may_renew(holding, day):
        return False
    return round_of(person_id, course, attempts).open


def _new_attempt(
    person_id: uuid.UUID, shelved: shelf.Shelved, attempts: Sequence[Attempt], language: str
) -> Attempt:
    course = shelved.course
    seed = secrets.randbits(62)
    paper = draw(course.bank, course.draw, _times_asked(attempts), seed)
    started_at = now()
    deadline = started_at + timedelta(seconds=course.time_limit) if course.time_limit else None
    return Attempt(
        person_id=person_id,
        course=course.slug,
        edition=shelved.edition,
        paper=paper_to_rows(paper),
        seed=seed,
        language=language,
        started_at=started_at,
        deadline=deadline,
    )


def _times_asked(attempts: Sequence[Attempt]) -> Counter[str]:
    """How often each question stood in the papers of these attempts."""
    return Counter(asked.question for attempt in attempts for asked in paper_from_rows(attempt.paper))


def settle_late_passes(person_id: uuid.UUID, course: str) -> None:
    """Writes the passes that deadlines and corrected keys have decided, for one person in one course."""
    for attempt in attempts_of(person_id, course):
        if attempt.runs():
            continue
        if attempt.submitted_at is None or attempt.key_corrected(shelf.course(course).history):
            attempt.record_pass()
