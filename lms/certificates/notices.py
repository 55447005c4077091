"""Notices on my learning: a course that I hold and whose certificate I have not had issued."""

import uuid
from datetime import date
from functools import lru_cache

import sqlalchemy as sa
from flask import url_for

from lms.certificates.records import Certificate
from lms.database import reading
from lms.learning.plan import Notice
from lms.learning.records import Completion, held_on
from lms.library import shelf
from lms.library.edition import Edition
from lms.web.languages import gettext


def notices(person_id: uuid.UUID, day: date) -> list[Notice]:
    """The certificates that a person may have issued, in one query."""
    issued = sa.select(Certificate.id).where(Certificate.completion_id == Completion.id)
    statement = (
        sa.select(Completion.id, Completion.course, Completion.edition, Edition.revision)
        .join(Edition, sa.and_(Edition.course == Completion.course, Edition.number == Completion.edition))
        .where(
            Completion.person_id == person_id,
            held_on(day),
            Completion.how == "online",
            Completion.score.is_not(None),
            ~issued.exists(),
        )
        .order_by(Completion.taken_at)
    )
    return [_notice(row.id, _code(row.course, row.edition, row.revision)) for row in reading(statement)]


def _notice(completion_id: uuid.UUID, code: str) -> Notice:
    return Notice(
        gettext("Your certificate for %(code)s is ready to be issued.", code=code),
        url_for("certificates.mine", completion_id=completion_id),
        gettext("To my certificate"),
    )


@lru_cache(maxsize=256)
def _code(course: str, edition: int, _revision: str) -> str:
    """A course's code. An edition never changes, so a worker asks once."""
    return shelf.edition(course, edition).code
