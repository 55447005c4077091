"""Ownership: pages with answers carry their owner's mark, so that nobody answers as somebody else.

A mark names the owner and stays the same for days, so that lessons keep a stable ETag. It is good for fifteen
to thirty days, and until the owner chooses a new password: answers that come with it are kept for its owner
although nobody is signed in, and a mark that was seen once must not fill their store for good.
"""

import hashlib
import hmac
import uuid
from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa
from flask import current_app
from werkzeug.datastructures import MultiDict

from lms.database import read_rows
from lms.people.merging import merged_into
from lms.people.person import Person
from lms.people.roles.me import myself
from lms.web.clock import now

DAYS = 15
"""A mark changes each time so many days are over; the one before is still good."""


class Mark(NamedTuple):
    """Whose page a form comes from, as it says itself, and the days that it says."""

    person_id: uuid.UUID
    period: int


def _period() -> int:
    return now().toordinal() // DAYS


def my_mark() -> str:
    """The mark that my pages with answers carry."""
    who = myself()
    return _mark(current_app.config["SECRET_KEY"], who.id, who.secret, _period())


@lru_cache(maxsize=4096)
def _mark(secret_key: str, person_id: uuid.UUID, secret: str, period: int) -> str:
    message = f"owner of answers {person_id.hex} {period} {secret}".encode()
    digest = hmac.digest(secret_key.encode(), message, hashlib.sha256).hex()
    return f"{person_id.hex}.{period}.{digest[:32]}"


def _read(form: MultiDict[str, str]) -> Mark | None:
    """The mark that a form brings; None where it brings none that names anybody."""
    person, _, rest = form.get("owner", "").partition(".")
    period, _, _ = rest.partition(".")
    try:
        return Mark(uuid.UUID(hex=person), int(period))
    except ValueError:
        return None


def owner_of(form: MultiDict[str, str]) -> uuid.UUID | None:
    """Whose answers a form has; None where its mark is forged, or good no more."""
    mark = _read(form)
    if mark is None or mark.period not in (_period(), _period() - 1):
        return None
    secret = read_rows(sa.select(Person.secret).where(Person.id == mark.person_id)).scalar() or ""
    expected = _mark(current_app.config["SECRET_KEY"], mark.person_id, secret, mark.period)
    is_good = hmac.compare_digest(expected.encode(), form["owner"].encode())
    return mark.person_id if is_good else None


def other_owner(form: MultiDict[str, str], mine: uuid.UUID) -> uuid.UUID | None:
    """Whose answers a form has, by its own word, when they are not mine. One that does not say is mine."""
    mark = _read(form)
    if mark is None or mark.person_id == mine:
        return None
    # A page may have been opened before its owner's records were merged into mine.
    owner = after_merging(mark.person_id)
    return None if owner == mine else owner


def after_merging(person_id: uuid.UUID) -> uuid.UUID:
    """Who has now what was this person's."""
    while merge := merged_into(person_id):
        person_id = merge.kept_id
    return person_id
