"""Postings: who serves where, as what, from which day to which.

A posting, not a person, has a unit: a move closes one posting and opens another, and all that was learnt
goes along.
"""

import uuid
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import changing, note_act, values_of
from lms.acts.kinds import Kind
from lms.database import BELONGS_TO, UNTOLD, Dated, Event, begin_write, new_id, read_rows
from lms.days import is_over
from lms.people.addresses import leave_address_to_successor
from lms.people.roles.ending import follow_posting
from lms.people.sign_in.closing import reopen_account
from lms.web.clock import now


class Posting(Dated, Event):
    """A person in a unit, from first day to last, both included; without a last day it is open."""

    __tablename__ = "posting"
    __table_args__ = (
        sa.CheckConstraint("last_day IS NULL OR last_day >= first_day", name="days"),
        sa.CheckConstraint("component IN ('civilian', 'military', 'police')", name="component"),
        sa.CheckConstraint("end_kind IN ('rotation', 'contract', 'open')", name="end_kind"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True, info=BELONGS_TO)
    unit_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    component: Mapped[str]
    category: Mapped[str]
    function: Mapped[str]
    post_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("post.id"))
    end_kind: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(info=UNTOLD)
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"), info=UNTOLD)

    def amend(
        self,
        *,
        component: str,
        category: str,
        function: str,
        post_id: uuid.UUID | None,
        first_day: date,
        last_day: date | None,
        end_kind: str,
    ) -> None:
        """Corrects it; the grants given for it never outlast it."""
        leave_address_to_successor(self.person_id)
        with changing(self, Kind.POSTING_CHANGED, concerns=self.person_id):
            self.component = component
            self.category = category
            self.function = function
            self.post_id = post_id
            self.first_day = first_day
            self.last_day = last_day
            self.end_kind = end_kind
        begin_write().flush()
        follow_posting(self.id, last_day)

    def close(self, last_day: date, end_kind: str) -> None:
        """Ends it after last_day; the grants given for it end with it."""
        with changing(self, Kind.POSTING_CHANGED, concerns=self.person_id):
            self.last_day = last_day
            self.end_kind = end_kind
        begin_write().flush()
        follow_posting(self.id, last_day)

    def move(self, unit_id: uuid.UUID, first_day: date, *, function: str, by: uuid.UUID | None) -> "Posting":
        """Closes it on the day before and opens the next one, which ends when this one would have."""
        last_day = None if is_over(self.last_day, first_day) else self.last_day
        end_kind = "open" if last_day is None else self.end_kind
        # The next one takes over how this one would have ended, so that has been read before it is closed.
        ended_by = "rotation" if self.end_kind == "open" else self.end_kind
        self.close(first_day - timedelta(days=1), ended_by)
        return open_posting(
            self.person_id,
            unit_id,
            self.component,
            self.category,
            function,
            first_day,
            last_day,
            end_kind=end_kind,
            by=by,
        )


def open_posting(
    person_id: uuid.UUID,
    unit_id: uuid.UUID,
    component: str,
    category: str,
    function: str,
    first_day: date,
    last_day: date | None = None,
    *,
    end_kind: str = "open",
    post_id: uuid.UUID | None = None,
    by: uuid.UUID | None = None,
) -> Posting:
    """Records that a person serves in a unit; their account opens again, if it was closed."""
    session = begin_write()
    leave_address_to_successor(person_id)
    posting = Posting(
        id=new_id(),
        person_id=person_id,
        unit_id=unit_id,
        component=component,
        category=category,
        function=function,
        post_id=post_id,
        first_day=first_day,
        last_day=last_day,
        end_kind=end_kind,
        recorded_at=now(),
        recorded_by=by,
    )
    session.add(posting)
    session.flush()
    note_act(Kind.POSTING_ADDED, concerns=person_id, after=values_of(posting), by=by)
    reopen_account(person_id, by=by)
    return posting


def postings_of(person_id: uuid.UUID) -> list[Posting]:
    """All postings of a person, newest first."""
    statement = sa.select(Posting).where(Posting.person_id == person_id).order_by(Posting.first_day.desc())
    return list(read_rows(statement).scalars())


def serves_already(
    person_id: uuid.UUID,
    unit_id: uuid.UUID,
    first_day: date,
    last_day: date | None,
    besides: uuid.UUID | None = None,
) -> bool:
    """Whether the person already serves in this unit on one of these days, `besides` in one posting."""
    statement = sa.select(Posting.id).where(
        Posting.person_id == person_id,
        Posting.unit_id == unit_id,
        Posting.between(first_day, last_day),
    )
    if besides is not None:
        statement = statement.where(Posting.id != besides)
    return read_rows(statement).first() is not None


def forget_old_postings(before: date) -> int:
    """Deletes the postings that ended before a day, but for the last of each person; returns how many.

    The last says until when somebody served: by it their account closed.
    """
    later = sa.orm.aliased(Posting)
    has_later = sa.exists().where(
        later.person_id == Posting.person_id,
        sa.or_(
            later.first_day > Posting.first_day,
            sa.and_(later.first_day == Posting.first_day, later.id > Posting.id),
        ),
    )
    old = sa.select(Posting.id).where(Posting.last_day < before, has_later)
    session = begin_write()
    ids = session.scalars(old).all()
    session.execute(sa.delete(Posting).where(Posting.id.in_(ids)))
    return len(ids)
