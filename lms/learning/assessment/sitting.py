"""Sitting an assessment: an attempt begun, its answers saved as they come, submitted once."""

import secrets
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa
from flask import abort

from lms.courses.course import Course, Question
from lms.database import begin_write, read_rows
from lms.learning.assessment.attempt import Attempt
from lms.learning.assessment.correcting import Correction, corrections
from lms.learning.assessment.drawing import draw, paper_from_rows, paper_to_rows
from lms.learning.assessment.rounds import Round, SatAttempt, closed_at, current_round
from lms.learning.completing import complete_course
from lms.learning.completions import completed_modules, completion_held, completions, may_renew
from lms.learning.enrolment import enrol
from lms.learning.grading import Answer, Result, fraction, grade_paper, percent
from lms.learning.progress import course_progress
from lms.learning.records import Completion, Response
from lms.library import shelf
from lms.library.history import History
from lms.postings.due.local_day import local_day, local_today
from lms.postings.posting import component_on
from lms.web.clock import now


class NotOpen(Exception):
    """No attempt may begin now: modules are missing, a round is used up, or the course is held."""


def own_attempt(person_id: uuid.UUID, attempt_id: uuid.UUID) -> Attempt:
    """A person's own attempt; 404 for anybody else's."""
    attempt = read_rows(
        sa.select(Attempt).where(Attempt.id == attempt_id, Attempt.person_id == person_id)
    ).scalar()
    return attempt or abort(404)


def attempts_of(person_id: uuid.UUID, course: str) -> list[Attempt]:
    """A person's attempts at a course's assessment, oldest first."""
    statement = sa.select(Attempt).where(Attempt.person_id == person_id, Attempt.course == course)
    return list(read_rows(statement.order_by(Attempt.started_at)).scalars())


def closing_of(attempt: Attempt) -> datetime | None:
    """When the attempt closed, or None while it runs."""
    return closed_at(attempt.submitted_at, attempt.deadline, now())


def questions_of(attempt: Attempt) -> list[Question]:
    """The questions of the attempt's paper, as they stood in its own edition."""
    return questions_in(shelf.edition(attempt.course, attempt.edition), attempt)


def questions_in(course: Course, attempt: Attempt) -> list[Question]:
    """The questions of the attempt's paper, its edition at hand."""
    found = (course.question(asked.question) for asked in paper_from_rows(attempt.paper))
    return [question for question in found if question is not None]


def answers_of(attempt: Attempt) -> dict[str, Response]:
    """The answer that counts to each question of an attempt: the last one recorded."""
    statement = sa.select(Response).where(Response.attempt_id == attempt.id)
    rows = read_rows(statement.order_by(Response.recorded_at, Response.id)).scalars()
    return {row.question: row for row in rows}


def result_of(attempt: Attempt) -> Result:
    """What the attempt came to, from its own paper, the answers that were saved, and keys corrected since."""
    given = {key: row.answer for key, row in answers_of(attempt).items()}
    return result_from(attempt, questions_of(attempt), given, shelf.course(attempt.course).history)


def result_from(
    attempt: Attempt, asked: list[Question], given: Mapping[str, Answer], history: History
) -> Result:
    """What the attempt came to, its questions and answers at hand."""
    raised = {one.question: one.after for one in corrections_of(attempt, asked, given, history)}
    return grade_paper(asked, given, raised)


def corrections_of(
    attempt: Attempt, asked: list[Question], given: Mapping[str, Answer], history: History
) -> list[Correction]:
    """What keys corrected since its edition make of an attempt's answers."""
    return corrections(asked, given, attempt.edition, history, partial(shelf.edition, attempt.course))


def round_of(person_id: uuid.UUID, course: Course, sat: list[Attempt]) -> Round:
    """Where a person stands in the rounds; a pass begins them anew, even one that has expired since."""
    passed = completions(person_id, course.slug)
    since = [one for one in sat if not passed or one.started_at > passed[-1].taken_at]
    sittings = [SatAttempt(closing_of(one)) for one in since]
    wait = timedelta(seconds=course.retry_after) if course.retry_after else None
    return current_round(sittings, course.attempts, wait, now())


def begin(person_id: uuid.UUID, shelved: shelf.Shelved, language: str) -> Attempt:
    """Begins an attempt, or goes on with the one that runs. Raises NotOpen when none may begin."""
    session = begin_write()
    course = shelved.course
    enrol(person_id, course.slug)
    sat = attempts_of(person_id, course.slug)
    running = next((one for one in sat if closing_of(one) is None), None)
    if running is not None:
        return running
    settle_late_passes(person_id, course.slug)
    day = local_today(person_id)
    renewable = may_renew(completion_held(person_id, course.slug, day), day)
    done = completed_modules(person_id, course.slug, shelved.history.since)
    ready = course_progress(course, done).ready
    if not course.bank or not ready or not renewable or not round_of(person_id, course, sat).open:
        raise NotOpen
    seed = secrets.randbits(62)
    paper = draw(course.bank, course.draw, _seen(sat), seed)
    instant = now()
    attempt = Attempt(
        person_id=person_id,
        course=course.slug,
        edition=shelved.edition,
        paper=paper_to_rows(paper),
        seed=seed,
        language=language,
        started_at=instant,
        deadline=instant + timedelta(seconds=course.time_limit) if course.time_limit else None,
    )
    session.add(attempt)
    session.flush()
    return attempt


def _seen(sat: list[Attempt]) -> dict[str, int]:
    seen: dict[str, int] = {}
    for attempt in sat:
        for asked in paper_from_rows(attempt.paper):
            seen[asked.question] = seen.get(asked.question, 0) + 1
    return seen


def save(
    attempt: Attempt, given: Mapping[str, Answer], language: str, taken_at: datetime | None = None
) -> bool:
    """Saves the answers that changed. False, and nothing saved, once the attempt is closed.

    `taken_at` is when held answers arrived: the deadline is judged by it, and a question that was answered
    since is left alone. Once submitted, an attempt is closed to them too.
    """
    session = begin_write()
    session.refresh(attempt, with_for_update=True)
    instant = now()
    arrived = taken_at or instant
    if closed_at(attempt.submitted_at, attempt.deadline, arrived) is not None:
        return False
    known = answers_of(attempt)
    since = max([attempt.started_at, *(row.taken_at for row in known.values() if row.taken_at <= arrived)])
    component = component_on(attempt.person_id, local_day(attempt.person_id, arrived))
    for question in questions_of(attempt):
        answer = given.get(question.id)
        last = known.get(question.id)
        if answer is None or answer == (last.answer if last else []):
            continue
        if last is not None and last.taken_at > arrived:
            continue
        session.add(
            Response(
                person_id=attempt.person_id,
                course=attempt.course,
                attempt_id=attempt.id,
                question=question.id,
                answer=answer,
                grade=percent(fraction(question, answer)),
                edition=attempt.edition,
                language=language,
                component=component,
                seconds=int((arrived - since).total_seconds()),
                taken_at=arrived,
                recorded_at=instant,
            )
        )
    session.flush()
    record_pass(attempt)
    return True


def submit(attempt: Attempt, language: str) -> None:
    """Submits an attempt; sent a second time it changes nothing."""
    session = begin_write()
    session.refresh(attempt, with_for_update=True)
    if closing_of(attempt) is None:
        attempt.submitted_at = now()
        attempt.language = language
        session.flush()
    record_pass(attempt)


def record_pass(attempt: Attempt) -> Completion | None:
    """Writes the completion of a closed attempt that reached the pass mark, once."""
    closed = closing_of(attempt)
    if closed is None:
        return None
    course = shelf.edition(attempt.course, attempt.edition)
    outcome = result_of(attempt)
    if outcome.score < course.pass_mark:
        return None
    return complete_course(
        attempt.person_id, course, attempt.edition, attempt.language, outcome.score, closed
    )


def settle_late_passes(person_id: uuid.UUID, course: str) -> None:
    """Writes what passed deadlines have decided for one person."""
    for attempt in attempts_of(person_id, course):
        if closing_of(attempt) is not None and (attempt.submitted_at is None or _corrected_since(attempt)):
            record_pass(attempt)


def _corrected_since(attempt: Attempt) -> bool:
    history = shelf.course(attempt.course).history
    return any(
        history.corrections(asked.question, attempt.edition) for asked in paper_from_rows(attempt.paper)
    )
