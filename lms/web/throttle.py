"""Throttling: per account and per code, never per network address alone, since a camp has one address.

The one exception to "one place commits" and "GET writes nothing": it counts in its own short transaction,
so that a refused try is remembered although its request changes nothing.
"""

import hashlib
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import INSERTS, Instant, Model, db, own_transaction
from lms.web.clock import now

CROWDED = "crowded"
"""Why somebody has to come back who waited in vain for a turn to sign in, for the page of errors."""


class Tries(Model):
    """How often something was tried since a moment; the key is hashed, so that no name stands in it."""

    __tablename__ = "tries"

    key: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    tried: Mapped[int]


def tries_within(subject: str, within: timedelta) -> int:
    """How many tries of the subject were counted in the window that is open."""
    counted = sa.select(Tries.since, Tries.tried).where(Tries.key == _key(subject))
    with db.engine.connect() as connection:
        row = connection.execute(counted).first()
    return row.tried if row is not None and row.since > now() - within else 0


def tries_exhausted(subject: str, allowed: int, within: timedelta) -> bool:
    """Whether the subject has used up its tries."""
    return tries_within(subject, within) >= allowed


def admit_try(subject: str, allowed: int, within: timedelta) -> bool:
    """Counts one try, before it is made, and says whether it may be: many at once do not slip by."""
    if tries_exhausted(subject, allowed, within):
        return False
    return count_try(subject, within) <= allowed


def count_try(subject: str, within: timedelta) -> int:
    """Counts one try of the subject, beginning anew when the last window is over; returns how many now."""
    instant = now()
    over = Tries.since <= instant - within
    insert = INSERTS[db.engine.dialect.name]
    first = insert(Tries).values(key=_key(subject), since=instant, tried=1)
    # One statement, so that of many tries at once none is lost.
    counted = first.on_conflict_do_update(
        index_elements=[Tries.key],
        set_={
            "since": sa.case((over, sa.literal(instant, Instant())), else_=Tries.since),
            "tried": sa.case((over, 1), else_=Tries.tried + 1),
        },
    )
    with own_transaction() as connection:
        return connection.execute(counted.returning(Tries.tried)).scalar_one()


def forget_tries(subject: str) -> None:
    """Forgets the subject's tries after it succeeded."""
    with own_transaction() as connection:
        connection.execute(sa.delete(Tries).where(Tries.key == _key(subject)))


def forget_old(age: timedelta) -> None:
    """Forgets tries that no window reaches any more."""
    with own_transaction() as connection:
        connection.execute(sa.delete(Tries).where(Tries.since < now() - age))


def _key(subject: str) -> str:
    return hashlib.sha256(subject.encode()).hexdigest()[:32]
