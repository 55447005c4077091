"""Completing: a dated row says that a module or a course was completed, and until when that holds."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from lms.courses.course import Course
from lms.database import begin_write_alone
from lms.days import add_months
from lms.learning.completions import UNCHANGED, completed_modules, completion_at
from lms.learning.records import Completion
from lms.postings.due.local_day import local_day
from lms.web.clock import now


def complete_module(
    person_id: uuid.UUID,
    course: Course,
    module: str,
    edition: int,
    language: str,
    since: Mapping[str, int] = UNCHANGED,
) -> bool:
    """Records that a module is completed; False when it already was since its last material change.

    `since`: in which edition each module last changed materially.
    """
    # Alone before it is looked up, so that two hands at once do not both find it missing.
    session = begin_write_alone(f"learner {person_id}")
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
    session = begin_write_alone(f"learner {person_id}")
    existing = completion_at(person_id, course.slug, instant)
    if existing is not None:
        return existing
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
