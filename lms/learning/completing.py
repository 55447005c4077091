"""Completing: a dated row says that a module or a course was completed, and until when that holds."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa

from lms.courses.course import Course
from lms.database import alone, reading
from lms.learning.records import Completion, Enrolment
from lms.learning.rounds import add_months
from lms.postings.requirements import places, zone_at
from lms.web.clock import day_of, now, today


def day_for(person_id: uuid.UUID, instant: datetime) -> date:
    """The date of an instant where the person serves."""
    return day_of(instant, zone_at(places(person_id, day_of(instant))))


def enrol(person_id: uuid.UUID, course: str) -> None:
    """Enrols a person in a course, once; two hands of the same person at once queue here."""
    session = alone(f"learner {person_id}")
    mine = sa.select(Enrolment.id).where(Enrolment.person_id == person_id, Enrolment.course == course)
    if session.execute(mine).first() is None:
        session.add(Enrolment(person_id=person_id, course=course, taken_at=now()))
        session.flush()


def completed_modules(person_id: uuid.UUID, course: str) -> set[str]:
    """The modules of a course that a person completed."""
    statement = sa.select(Completion.module).where(
        Completion.person_id == person_id, Completion.course == course, Completion.module.is_not(None)
    )
    return {slug for slug in reading(statement).scalars() if slug}


def held(person_id: uuid.UUID, course: str) -> Completion | None:
    """The completion by which a person holds a course today (the one that lasts longest), if any."""
    found = completions(person_id, course)
    day = today()
    valid = [one for one in found if one.expires_on is None or one.expires_on >= day]
    return max(valid, key=lambda one: (one.expires_on is None, one.expires_on or one.day), default=None)


def completions(person_id: uuid.UUID, course: str) -> list[Completion]:
    """Every time a person completed a course, oldest first."""
    statement = sa.select(Completion).where(
        Completion.person_id == person_id, Completion.course == course, Completion.module.is_(None)
    )
    return list(reading(statement.order_by(Completion.taken_at)).scalars())


def complete_module(person_id: uuid.UUID, course: Course, module: str, edition: int, language: str) -> bool:
    """Records that a module is completed; False when it already was."""
    session = alone(f"learner {person_id}")
    if module in completed_modules(person_id, course.slug):
        return False
    instant = now()
    session.add(_completion(person_id, course.slug, module, edition, language, instant))
    session.flush()
    return True


def complete_course(
    person_id: uuid.UUID, course: Course, edition: int, language: str, score: int | None, instant: datetime
) -> Completion:
    """Records that a course was completed at an instant; it expires after the course's calendar months.

    The score is None for a course without an assessment, which its last module completes. Two hands at it at
    once, such as a press and `lms tend`, queue here.
    """
    session = alone(f"learner {person_id}")
    for one in completions(person_id, course.slug):
        if one.taken_at == instant:
            return one
    completion = _completion(person_id, course.slug, None, edition, language, instant)
    completion.score = score
    if course.valid_for is not None:
        completion.expires_on = add_months(completion.day, course.valid_for)
    session.add(completion)
    session.flush()
    return completion


def _completion(
    person_id: uuid.UUID, course: str, module: str | None, edition: int, language: str, instant: datetime
) -> Completion:
    return Completion(
        person_id=person_id,
        course=course,
        module=module,
        how="online",
        edition=edition,
        language=language,
        taken_at=instant,
        day=day_for(person_id, instant),
        recorded_at=now(),
        recorded_by=person_id,
    )
