"""Forgetting a person: what they answered is emptied, and still counts; what only they looked at is gone."""

import uuid
from collections.abc import Collection

import sqlalchemy as sa

from lms.database import begin_write
from lms.learning.records import Reading, Response, SeenChanges, UnclaimedAnswers
from lms.learning.remarks.remarks import Remark


def forget_learning(person_ids: Collection[uuid.UUID], _number: str) -> None:
    """Empties answers and remarks, in whose words somebody may stand; grades and completions stay."""
    session = begin_write()
    for model in (UnclaimedAnswers, Reading, SeenChanges):
        session.execute(sa.delete(model).where(model.person_id.in_(person_ids)))
    session.execute(sa.update(Response).where(Response.person_id.in_(person_ids)).values(answer=[]))
    session.execute(sa.update(Remark).where(Remark.person_id.in_(person_ids)).values(text=None))
