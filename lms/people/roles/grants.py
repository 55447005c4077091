"""Grants: a role for a person over a unit and all below it, from a day and until one."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import note_act, values_of
from lms.acts.kinds import Kind
from lms.database import BELONGS_TO, HANGS_ON, UNTOLD, Dated, Event, begin_write, read_rows
from lms.people.units import below
from lms.web.clock import now
from lms.web.languages import N_

# Everybody learns; these come on top. Trainers and administrators serve the whole installation.
ROLES = {
    "trainer": N_("Trainer"),
    "focal_point": N_("Training focal point"),
    "supervisor": N_("Supervisor"),
    "administrator": N_("Administrator"),
}
OVER_A_UNIT = frozenset({"focal_point", "supervisor"})


class Grant(Dated, Event):
    """One role for one person. Both days are included; without a last day it lasts until it is ended."""

    __tablename__ = "grant"
    __table_args__ = (
        sa.CheckConstraint("last_day IS NULL OR last_day >= first_day", name="days"),
        sa.CheckConstraint("(role IN ('focal_point', 'supervisor')) = (unit_id IS NOT NULL)", name="scope"),
        sa.CheckConstraint("given_by <> person_id", name="not_to_oneself"),
    )

    role: Mapped[str]
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True, info=BELONGS_TO)
    unit_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("unit.id"))
    # It ends with this posting.
    posting_id: Mapped[uuid.UUID | None] = mapped_column(index=True, info={HANGS_ON: "posting"})
    given_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"), info=UNTOLD)
    given_at: Mapped[datetime] = mapped_column(info=UNTOLD)


class GrantRefused(Exception):
    """Nobody grants for themselves, or above their own roles."""


def give_role(
    role: str,
    person_id: uuid.UUID,
    unit_id: uuid.UUID | None,
    first_day: date,
    last_day: date | None = None,
    *,
    by: uuid.UUID | None,
    posting_id: uuid.UUID | None = None,
) -> Grant:
    """Gives a role. Raises GrantRefused when somebody grants for themselves."""
    if by == person_id:
        raise GrantRefused("nobody grants for themselves")
    session = begin_write()
    grant = Grant(
        role=role,
        person_id=person_id,
        unit_id=unit_id if role in OVER_A_UNIT else None,
        first_day=first_day,
        last_day=last_day,
        posting_id=posting_id,
        given_by=by,
        given_at=now(),
    )
    session.add(grant)
    session.flush()
    note_act(Kind.ROLE_GIVEN, concerns=person_id, after=values_of(grant), by=by)
    return grant


def unit_ids_below(units: frozenset[uuid.UUID]) -> sa.Select[tuple[uuid.UUID]]:
    """A select of the ids of these units and all below them: what their grants reach."""
    return below(units)


def grants_of(person_id: uuid.UUID) -> list[Grant]:
    """All grants of a person, newest first."""
    statement = sa.select(Grant).where(Grant.person_id == person_id).order_by(Grant.first_day.desc())
    return list(read_rows(statement).scalars())
