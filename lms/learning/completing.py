"""Completing: a dated row says that a module or a course was completed, and until when that holds."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from lms.courses.course import Course
from lms.database import alone, reading
from lms.days import add_months
from lms.learning.records import Completion, Enrolment, SeenChanges
from lms.learning.validity import longest
from lms.postings.due.local_day import local_day
from lms.web.clock import now

# Somebody who holds a course may renew it this long before it expires.
RENEW_WITHIN = timedelta(days=90)
# In which edition each module last changed materially, where none did.
UNCHANGED: Mapping[str, int] = {}


def enrol(person_id: uuid.UUID, course: str) -> None:
    """Enrols a person in a course, once; two hands of the same person at once queue here."""
    session = alone(f"learner {person_id}")
    mine = sa.select(Enrolment.id).where(Enrolment.person_id == person_id, Enrolment.course == course)
    if session.execute(mine).first() is None:
        session.add(Enrolment(person_id=person_id, course=course, taken_at=now()))
        session.flush()


def see_changes(person_id: uuid.UUID, course: str, edition: int) -> None:
    """Records that a person has seen what changed in a course up to an edition."""
    session = alone(f"learner {person_id}")
    mine = sa.select(SeenChanges.edition).where(
        SeenChanges.person_id == person_id, SeenChanges.course == course, SeenChanges.edition >= edition
    )
    if session.execute(mine).first() is None:
        session.add(SeenChanges(person_id=person_id, course=course, edition=edition, taken_at=now()))
        session.flush()


def completed_modules(person_id: uuid.UUID, course: str, since: Mapping[str, int] = UNCHANGED) -> set[str]:
    """The modules of a course that a person completed since they last changed materially."""
    statement = sa.select(Completion.module, Completion.edition).where(
        Completion.person_id == person_id, Completion.course == course, Completion.module.is_not(None)
    )
    return {row.module for row in reading(statement) if row.edition >= since.get(row.module, 0)}


def held(person_id: uuid.UUID, course: str, day: date) -> Completion | None:
    """The completion by which a person holds a course on a day, if any."""
    return longest(completions(person_id, course), day)


def may_renew(completion: Completion | None, day: date) -> bool:
    """Whether a course may be completed by who holds it by this completion, or not at all."""
    if completion is None:
        return True
    return completion.expires_on is not None and completion.expires_on - RENEW_WITHIN <= day


def completions(person_id: uuid.UUID, course: str) -> list[Completion]:
    """Every time a person completed a course, oldest first."""
    statement = sa.select(Completion).where(
        Completion.person_id == person_id, Completion.course == course, Completion.module.is_(None)
    )
    return list(reading(statement.order_by(Completion.taken_at)).scalars())


def completed_at(person_id: uuid.UUID, course: str, instant: datetime) -> Completion | None:
    """The completion of a course at an instant, as an attempt that was passed closed then."""
    return next((one for one in completions(person_id, course) if one.taken_at == instant), None)


def complete_module(
    person_id: uuid.UUID,
    course: Course,
    module: str,
    edition: int,
    language: str,
    since: Mapping[str, int] = UNCHANGED,
) -> bool:
    """Records that a module is completed; False when it already was since its last material change."""
    session = alone(f"learner {person_id}")
    if module in completed_modules(person_id, course.slug, since):
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
    if known := completed_at(person_id, course.slug, instant):
        return known
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
        day=local_day(person_id, instant),
        recorded_at=now(),
        recorded_by=person_id,
    )
