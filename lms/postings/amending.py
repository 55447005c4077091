"""Amending: correcting postings and posts."""

import uuid
from datetime import date

import sqlalchemy as sa

from lms.database import begin_write, read_rows
from lms.people.roles.ending import follow_posting
from lms.postings.posting import Post, Posting


def amend_posting(
    posting: Posting,
    *,
    component: str,
    category: str,
    function: str,
    post_id: uuid.UUID | None,
    first_day: date,
    last_day: date | None,
    end_kind: str,
) -> None:
    """Corrects a posting; the grants given for it never outlast it."""
    session = begin_write()
    posting.component, posting.category, posting.function = component, category, function
    posting.post_id, posting.first_day = post_id, first_day
    posting.last_day, posting.end_kind = last_day, end_kind
    session.flush()
    follow_posting(posting.id, last_day)


def overlapping(
    person_id: uuid.UUID,
    unit_id: uuid.UUID,
    first_day: date,
    last_day: date | None,
    but: uuid.UUID | None = None,
) -> bool:
    """Whether the person already serves in this unit on one of these days (`but` for one posting)."""
    statement = sa.select(Posting.id).where(
        Posting.person_id == person_id,
        Posting.unit_id == unit_id,
        Posting.between(first_day, last_day),
    )
    if but is not None:
        statement = statement.where(Posting.id != but)
    return read_rows(statement).first() is not None


def post_of(unit_id: uuid.UUID, code: str) -> Post | None:
    """The seat of a unit that has this code, in whatever case (SQLite knows that of plain letters only)."""
    posts = read_rows(sa.select(Post).where(Post.unit_id == unit_id)).scalars()
    return next((post for post in posts if post.code.casefold() == code.casefold()), None)


def amend_post(post: Post, code: str, function: str) -> None:
    """Corrects a seat."""
    session = begin_write()
    post.code, post.function = code, function
    session.flush()
