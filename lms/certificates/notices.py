"""Notices on my learning: of a pass, whether its certificate is still to be issued or was revoked."""

import uuid
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from flask import url_for
from sqlalchemy.orm import aliased

from lms.certificates.naming import name_confirmed
from lms.certificates.records import Certificate, Replacement, Revocation
from lms.database import read_rows
from lms.learning.notice import Notice
from lms.learning.records import Completion, valid_on
from lms.library import shelf
from lms.library.edition import Edition
from lms.web.clock import day_of
from lms.web.languages import format_day, gettext
from lms.web.recent import Recent

_codes: Recent[tuple[str, str], str] = Recent(256)  # by course and revision


def notices(person_id: uuid.UUID, day: date) -> list[Notice]:
    """What there is to tell of the certificates of a person's passes, in one query.

    Of a pass that has expired, only the words of its link: its certificate can be had, but is of no use now.
    """
    replaced = sa.select(Replacement.id).where(Replacement.certificate_id == Certificate.id).exists()
    by_undoing = aliased(Revocation)
    undone = sa.select(by_undoing.id).where(
        by_undoing.certificate_id == Certificate.id, by_undoing.merge_id.is_not(None)
    )
    stands = sa.and_(Certificate.completion_id == Completion.id, ~replaced, ~undone.exists())
    statement = (
        sa.select(
            Completion.id,
            Completion.course,
            Completion.edition,
            Completion.day,
            Edition.revision,
            Revocation.taken_at.label("revoked_at"),
            valid_on(day).label("valid"),
            name_confirmed(person_id).label("name_confirmed"),
        )
        .join(Edition, sa.and_(Edition.course == Completion.course, Edition.number == Completion.edition))
        .outerjoin(Certificate, stands)
        .outerjoin(Revocation, Revocation.certificate_id == Certificate.id)
        .where(
            Completion.person_id == person_id,
            Completion.module.is_(None),
            Completion.how == "online",
            Completion.score.is_not(None),
            sa.or_(Certificate.id.is_(None), Revocation.id.is_not(None)),
        )
        .order_by(Completion.taken_at)
    )
    return [_notice(row) for row in read_rows(statement)]


def _notice(row: Any) -> Notice:
    code = _code(row.course, row.edition, row.revision)
    revoked = row.revoked_at is not None
    words = _revoked(row, code) if revoked else _to_be_issued(row, code)
    return Notice(
        words.text if row.valid else "",
        url_for("certificates.mine", completion_id=row.id),
        gettext("To my certificate"),
        words.label,
        row.id,
        to_do=row.valid and not revoked,
    )


class _Words(NamedTuple):
    """What a notice says, and what the link to it is called."""

    text: str
    label: str


def _revoked(row: Any, code: str) -> _Words:
    text = gettext(
        "Your certificate for %(code)s was revoked on %(day)s. You hold the course all the same. Ask your "
        "training focal point or the administrator why.",
        code=code,
        day=format_day(day_of(row.revoked_at)),
    )
    return _Words(text, gettext("Revoked certificate of %(day)s", day=format_day(row.day)))


def _to_be_issued(row: Any, code: str) -> _Words:
    day = format_day(row.day)
    if row.name_confirmed:
        text = gettext("Your certificate for %(code)s is ready to be issued.", code=code)
        return _Words(text, gettext("Issue the certificate of %(day)s", day=day))
    text = gettext(
        "Your certificate for %(code)s can be issued once you have confirmed your name.", code=code
    )
    return _Words(text, gettext("Confirm your name for the certificate of %(day)s", day=day))


def _code(course: str, edition: int, revision: str) -> str:
    """A course's code, which its revision says: this page should not load an edition for it each time."""
    return _codes.get((course, revision), lambda: shelf.edition(course, edition).code)
