"""What somebody has seen of the changes in a course."""

import uuid

import sqlalchemy as sa

from lms.database import begin_write_alone
from lms.learning.records import SeenChanges
from lms.web.clock import now


def see_changes(person_id: uuid.UUID, course: str, edition: int) -> None:
    """Records that a person has seen what changed in a course up to an edition."""
    session = begin_write_alone(f"learner {person_id}")
    existing = sa.select(SeenChanges.edition).where(
        SeenChanges.person_id == person_id, SeenChanges.course == course, SeenChanges.edition >= edition
    )
    if session.execute(existing).first() is None:
        session.add(SeenChanges(person_id=person_id, course=course, edition=edition, taken_at=now()))
        session.flush()
