"""Postings: who serves where, as what, from which day to which.

A posting, not a person, has a unit: a move closes one posting and opens another, and all that was learnt
goes along.
"""

import uuid
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import BELONGS_TO, Dated, Event, begin_write, new_id, read_rows
from lms.days import is_over
from lms.people.roles.ending import follow_posting
from lms.web.clock import now
from lms.web.languages import N_

COMPONENTS = {"civilian": N_("Civilian"), "military": N_("Military"), "police": N_("Police")}
CATEGORIES = {
    "contingent": N_("Contingent"),
    "formed_police_unit": N_("Formed police unit"),
    "staff_officer": N_("Staff officer"),
    "observer": N_("Military observer"),
    "individual_police": N_("Individual police officer"),
    "government_provided": N_("Government-provided personnel"),
    "international": N_("International staff"),
    "national": N_("National staff"),
    "volunteer": N_("UN Volunteer"),
    "contractor": N_("Contractor"),
}
END_KINDS = {"rotation": N_("Rotation"), "contract": N_("End of contract"), "open": N_("Open-ended")}


class Post(Event):
    """An established seat of a unit."""

    __tablename__ = "post"
    __table_args__ = (sa.UniqueConstraint("unit_id", "code"),)

    unit_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    code: Mapped[str]
    function: Mapped[str]


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
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))


def add_post(unit_id: uuid.UUID, code: str, function: str) -> Post:
    """Records an established seat."""
    session = begin_write()
    post = Post(id=new_id(), unit_id=unit_id, code=code, function=function)
    session.add(post)
    session.flush()
    return post


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
    """Records that a person serves in a unit."""
    session = begin_write()
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
    return posting


def close_posting(posting: Posting, last_day: date, end_kind: str) -> None:
    """Ends a posting after last_day; the grants given for it end with it."""
    session = begin_write()
    posting.last_day, posting.end_kind = last_day, end_kind
    session.flush()
    follow_posting(posting.id, last_day)


def move_posting(
    posting: Posting, unit_id: uuid.UUID, first_day: date, *, function: str, by: uuid.UUID | None
) -> Posting:
    """Closes a posting on the day before and opens the next one elsewhere, which ends when this one would."""
    ends = None if is_over(posting.last_day, first_day) else posting.last_day
    kind = "open" if ends is None else posting.end_kind
    ended_by = "rotation" if posting.end_kind == "open" else posting.end_kind
    close_posting(posting, first_day - timedelta(days=1), ended_by)
    return open_posting(
        posting.person_id,
        unit_id,
        posting.component,
        posting.category,
        function,
        first_day,
        ends,
        end_kind=kind,
        by=by,
    )


def component_on(person_id: uuid.UUID, day: date) -> str | None:
    """The component the person serves in on a day, of the posting begun last."""
    statement = (
        sa.select(Posting.component)
        .where(Posting.person_id == person_id, Posting.on(day))
        .order_by(Posting.first_day.desc())
    )
    return read_rows(statement).scalars().first()


def postings_of(person_id: uuid.UUID) -> list[Posting]:
    """All postings of a person, newest first."""
    statement = sa.select(Posting).where(Posting.person_id == person_id).order_by(Posting.first_day.desc())
    return list(read_rows(statement).scalars())
