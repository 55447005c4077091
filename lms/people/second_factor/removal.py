"""Taking a second factor away from somebody who lost it: by an administrator, or by whoever runs the site."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.database import Event, begin_write, read_rows
from lms.people.second_factor.factor import remove_factor
from lms.people.sign_ins import end_sign_ins
from lms.web.clock import now


class FactorRemoval(Event):
    """Somebody else took an account's second factor away; without `by`, on the command line."""

    __tablename__ = "factor_removal"
    __table_args__ = (sa.CheckConstraint("by <> person_id", name="not_by_oneself"),)

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    taken_at: Mapped[datetime]
    by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    reason: Mapped[str]


def take_factor_away(person_id: uuid.UUID, *, by: uuid.UUID | None, reason: str) -> None:
    """Removes an account's factor and ends its sessions: whoever signs in next needs the password alone."""
    remove_factor(person_id)
    end_sign_ins(person_id)
    begin_write().add(FactorRemoval(person_id=person_id, taken_at=now(), by=by, reason=reason))
    note_act(Kind.SECOND_FACTOR_REMOVED, concerns=person_id, after={"reason": reason}, by=by)


def removals_of(person_id: uuid.UUID) -> list[FactorRemoval]:
    """Each time that somebody else took an account's factor away, the last one first."""
    statement = sa.select(FactorRemoval).where(FactorRemoval.person_id == person_id)
    return list(read_rows(statement.order_by(FactorRemoval.taken_at.desc())).scalars())
