"""Enrolment: a person takes a course, once."""

import uuid

import sqlalchemy as sa

from lms.database import begin_write_alone
from lms.learning.records import Enrolment
from lms.web.clock import now


def enrol(person_id: uuid.UUID, course: str) -> None:
    """Enrols a person in a course, once; two hands of the same person at once queue here."""
    session = begin_write_alone(f"learner {person_id}")
    existing = sa.select(Enrolment.id).where(Enrolment.person_id == person_id, Enrolment.course == course)
    if session.execute(existing).first() is None:
        session.add(Enrolment(person_id=person_id, course=course, taken_at=now()))
        session.flush()
