"""Which completion an attempt earned, where two records of a person are two again."""

import uuid

import sqlalchemy as sa

from lms.database import begin_write
from lms.learning.assessment.attempt import Attempt
from lms.learning.records import Completion
from lms.people.belongings import Rows


def earned_by(rows: Rows, person_id: uuid.UUID) -> Rows:
    """The completions of a person that these attempts earned: each has the instant at which one closed."""
    instants = (Attempt.submitted_at, Attempt.deadline)
    earned = (
        sa.select(Completion.id)
        .join(
            Attempt,
            sa.and_(
                Attempt.course == Completion.course,
                sa.or_(*(Completion.taken_at == instant for instant in instants)),
            ),
        )
        .where(
            Completion.person_id == person_id,
            Completion.module.is_(None),
            Attempt.id.in_(rows.of("attempt")),
        )
    )
    found = Rows()
    for completion_id in begin_write().scalars(earned):
        found.add("completion", completion_id)
    return found
