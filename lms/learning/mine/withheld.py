"""What is not told of somebody yet: the paper that runs, and its answers, whose grades tell what is right."""

import uuid
from typing import Any

import sqlalchemy as sa

from lms.learning.assessment.attempt import Attempt
from lms.learning.records import Response
from lms.web.clock import now


def withheld(person_id: uuid.UUID) -> dict[str, sa.Select[Any]]:
    """The rows of a paper that runs, by table."""
    is_open = sa.or_(Attempt.deadline.is_(None), Attempt.deadline > now())
    running = sa.select(Attempt.id).where(
        Attempt.person_id == person_id, Attempt.submitted_at.is_(None), is_open
    )
    answers = sa.select(Response.id).where(Response.attempt_id.in_(running))
    return {Attempt.__tablename__: running, Response.__tablename__: answers}
