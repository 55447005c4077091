"""Merge codes: by one, the owner of an account says that it and another record are of one person.

Whoever keeps records types the codes of both. Only who is signed in to an account can make its code, and not
while its earlier answers are shut.
"""

import uuid
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.database import Event, begin_write, read_rows
from lms.people.codes import hash_of, new_code
from lms.web.clock import now

VALID = timedelta(hours=48)


class MergeCode(Event):
    """A code that an account's owner made; only its hash is kept."""

    __tablename__ = "merge_code"

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


def _open_codes(person_id: uuid.UUID) -> tuple[sa.ColumnElement[bool], ...]:
    return MergeCode.person_id == person_id, MergeCode.used_at.is_(None), MergeCode.expires_at > now()


def make_merge_code(person_id: uuid.UUID) -> str:
    """Makes a code of an account and returns it, the only time it is seen; earlier ones work no longer."""
    session = begin_write()
    instant = now()
    session.execute(sa.update(MergeCode).where(*_open_codes(person_id)).values(expires_at=instant))
    code = new_code()
    session.add(
        MergeCode(person_id=person_id, code_hash=hash_of(code), made_at=instant, expires_at=instant + VALID)
    )
    note_act(Kind.CODE_MADE, concerns=person_id, after={"purpose": "merging"}, by=person_id)
    return code


def is_merge_code(person_id: uuid.UUID, code: str) -> bool:
    """Whether a code is of this account, and still works."""
    statement = sa.select(MergeCode.id).where(*_open_codes(person_id), MergeCode.code_hash == hash_of(code))
    return read_rows(statement).first() is not None


def use_merge_codes(person_id: uuid.UUID) -> None:
    """Uses up the code of an account."""
    begin_write().execute(sa.update(MergeCode).where(*_open_codes(person_id)).values(used_at=now()))
