"""The saves of a page: it numbers what it sends, so that what comes late or twice changes nothing.

Every paper that is drawn is a page of its own, with a name that we sign. Its script counts the changes made
in it, and a save carries the number of the last of them: one that is not newer than the last taken from that
page is a copy, or was overtaken on its way. Between pages the later arrival counts (`Response.arrival`).
A form that was sent without a script has no number.
"""

import re
import uuid
from typing import Any, NamedTuple

import sqlalchemy as sa
from flask import abort
from itsdangerous import BadSignature, Signer
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import MultiDict

from lms.database import INSERTS, Model, begin_write, new_id, read_prepared
from lms.web.sent import single
from lms.web.signing import signer

# The fields of a paper's form: which page it is, and the number of its save.
PAGE = "page"
NUMBER = "save"
NUMBERS = re.compile("[1-9][0-9]{0,8}")


class LastSave(Model):
    """The number of the last save that was taken from a page of an attempt's paper."""

    __tablename__ = "last_save"

    attempt_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("attempt.id"), primary_key=True)
    page: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]


class PageSave(NamedTuple):
    """A save: the page that it comes from, and its number there."""

    page: str
    number: int


def new_page(attempt_id: uuid.UUID) -> str:
    """The name of a page that is drawn now, signed."""
    return _signer(attempt_id).sign(new_id().hex).decode()


def page_save(form: MultiDict[str, str], attempt_id: uuid.UUID) -> PageSave | None:
    """Which save of which page a form is; None for one without a number. 400 for what no page sends."""
    number = single(form, NUMBER)
    name = single(form, PAGE)
    if number is None:
        return None
    if name is None or not NUMBERS.fullmatch(number):
        abort(400)
    try:
        page = _signer(attempt_id).unsign(name)
    except BadSignature:
        abort(400)
    return PageSave(page.decode(), int(number))


def _built(insert: Any) -> Any:
    """The statement that notes a save, where it is newer, and says so by a row."""
    first = insert(LastSave).values(
        attempt_id=sa.bindparam("attempt"), page=sa.bindparam("page_name"), number=sa.bindparam("save")
    )
    return first.on_conflict_do_update(
        index_elements=[LastSave.attempt_id, LastSave.page],
        set_={"number": first.excluded.number},
        where=LastSave.number < first.excluded.number,
    ).returning(LastSave.number)


# Built once for each engine, since every save runs it.
_NOTE = {engine: _built(insert) for engine, insert in INSERTS.items()}


def take(attempt_id: uuid.UUID, save: PageSave) -> bool:
    """Notes a save as the last one taken from its page; False, and nothing noted, where it is not newer."""
    engine = begin_write().get_bind().dialect.name
    noted = read_prepared(_NOTE[engine], attempt=attempt_id, page_name=save.page, save=save.number)
    return noted.scalar() is not None


def _signer(attempt_id: uuid.UUID) -> Signer:
    return signer(f"page of the paper of {attempt_id.hex}")
