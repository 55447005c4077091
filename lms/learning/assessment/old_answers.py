"""Old answers: after some years they are deleted; what was earned with them stays."""

from datetime import datetime

import sqlalchemy as sa

from lms.database import begin_write
from lms.learning.assessment.attempt import Attempt
from lms.learning.assessment.page_saves import LastSave
from lms.learning.records import Response, UnclaimedAnswers


def forget_old_answers(before: datetime) -> int:
    """Deletes the attempts and answers from before an instant; returns how many answers."""
    session = begin_write()
    attempts = sa.select(Attempt.id).where(Attempt.started_at < before)
    session.execute(sa.delete(LastSave).where(LastSave.attempt_id.in_(attempts)))
    session.execute(sa.delete(UnclaimedAnswers).where(UnclaimedAnswers.taken_at < before))
    old = sa.or_(Response.attempt_id.in_(attempts), Response.recorded_at < before)
    number = session.scalar(sa.select(sa.func.count()).select_from(Response).where(old)) or 0
    session.execute(sa.delete(Response).where(old))
    session.execute(sa.delete(Attempt).where(Attempt.started_at < before))
    return number
