"""Closing: an account closes some time after the last posting or role, or by an administrator's word.

Nobody signs in to a closed account. A new posting opens it again.
"""

import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.database import Event, begin_write, read_rows
from lms.days import is_over
from lms.people.roles.grants import Grant, grants_of
from lms.people.sign_ins import end_sign_ins
from lms.people.whereabouts import WHEREABOUTS
from lms.web.clock import now, today


class Closure(Event):
    """An administrator closed an account; it stands until the account is opened again."""

    __tablename__ = "closure"
    __table_args__ = (
        sa.CheckConstraint("by <> person_id", name="not_by_oneself"),
        sa.CheckConstraint("reason <> ''", name="reason"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    taken_at: Mapped[datetime]
    by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    reason: Mapped[str]
    reopened_at: Mapped[datetime | None]
    reopened_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))


class LastAdministrator(Exception):
    """Nobody else could administer the site."""


def last_day_open(last_days: Collection[date | None], after: timedelta) -> date | None:
    """The last day on which an account is open whose postings and roles have these last days; None: no end.

    An account that never had any stays open.
    """
    ends = [day for day in last_days if day is not None]
    if not last_days or len(ends) < len(last_days):
        return None
    return max(ends) + after


def closes_after(person_id: uuid.UUID) -> date | None:
    """The day after which an account closes by itself; None where no end is in sight."""
    postings = WHEREABOUTS.get().last_days([person_id]).values()
    grants = grants_of(person_id)
    after = timedelta(days=current_app.config["SETTINGS"].close_after_days)
    last_day = last_day_open([*postings, *(grant.last_day for grant in grants)], after)
    if last_day is not None and any(grant.role == "administrator" for grant in grants):
        # Whoever administered last keeps the site from being closed to everybody.
        return last_day if _another_administers(person_id) else None
    return last_day


def _another_administers(person_id: uuid.UUID) -> bool:
    """Whether somebody else, whose account is not closed, is an administrator today."""
    statement = sa.select(Grant.id).where(
        Grant.role == "administrator",
        Grant.person_id != person_id,
        Grant.person_id.not_in(_closed_by_word()),
        Grant.on(today()),
    )
    return read_rows(statement.limit(1)).first() is not None


def _closed_by_word() -> sa.Select[uuid.UUID]:
    return sa.select(Closure.person_id).where(Closure.reopened_at.is_(None))


def closures_of(person_id: uuid.UUID) -> list[Closure]:
    """Each time that an administrator closed an account, the last one first."""
    statement = sa.select(Closure).where(Closure.person_id == person_id)
    return list(read_rows(statement.order_by(Closure.taken_at.desc())).scalars())


def is_closed(person_id: uuid.UUID) -> bool:
    """Whether nobody may sign in to an account."""
    return is_closed_by_word(person_id) or is_over(closes_after(person_id), today())


def is_closed_by_word(person_id: uuid.UUID) -> bool:
    """Whether an administrator closed an account, and it was not opened since."""
    by_word = _closed_by_word().where(Closure.person_id == person_id)
    return read_rows(by_word).first() is not None


def close_account(person_id: uuid.UUID, *, by: uuid.UUID, reason: str) -> None:
    """Closes an account and ends its sessions. Raises LastAdministrator."""
    is_administrator = any(grant.role == "administrator" for grant in grants_of(person_id))
    if is_administrator and not _another_administers(person_id):
        raise LastAdministrator
    begin_write().add(Closure(person_id=person_id, taken_at=now(), by=by, reason=reason))
    end_sign_ins(person_id)
    note_act(Kind.ACCOUNT_CLOSED, concerns=person_id, after={"reason": reason}, by=by)


def reopen_account(person_id: uuid.UUID, *, by: uuid.UUID | None) -> None:
    """Opens an account that an administrator had closed."""
    closed = sa.update(Closure).where(Closure.person_id == person_id, Closure.reopened_at.is_(None))
    reopened = closed.values(reopened_at=now(), reopened_by=by).returning(Closure.id)
    if begin_write().scalars(reopened).all():
        note_act(Kind.ACCOUNT_REOPENED, concerns=person_id, by=by)
