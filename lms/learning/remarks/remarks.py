"""Remarks: what readers find wrong or unclear in a module, and what trainers decide of each.

What became of a remark is told by its last decision, and by nothing else; without one it is open.
"""

import uuid
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.database import BELONGS_TO, Event, begin_write, begin_write_alone, new_id, read_rows
from lms.web.clock import now

LONGEST = 2_000  # characters
MOST = 20  # remarks of one person within a day
DAY = timedelta(days=1)


class DecisionKind(StrEnum):
    """What may become of a remark."""

    ANSWERED = "answered"
    MENDED = "mended"
    UNCHANGED = "unchanged"
    REOPENED = "reopened"
    REMOVED = "removed"  # its text is gone, since it held what does not belong here


ACTS_OF_DECISIONS = {
    DecisionKind.REMOVED: Kind.REMARK_REMOVED,
    DecisionKind.REOPENED: Kind.REMARK_REOPENED,
}
NEED_WORDS = (DecisionKind.ANSWERED, DecisionKind.UNCHANGED)


class Remark(Event):
    """Something that a reader found wrong or unclear in a module, in the edition and language they read."""

    __tablename__ = "remark"
    __table_args__ = (
        sa.Index("ix_remark_person_taken_at", "person_id", "taken_at"),
        sa.Index("ix_remark_course_module", "course", "module"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), info=BELONGS_TO)
    course: Mapped[str]
    module: Mapped[str]
    section: Mapped[str | None]  # its title: in a later edition its id may be another section’s
    edition: Mapped[int]
    language: Mapped[str]
    reader_language: Mapped[str]  # that of the pages around: the one in which its reader writes
    text: Mapped[str | None]  # None once a trainer removed it
    taken_at: Mapped[datetime]

    def decide(
        self, kind: DecisionKind, text: str | None = None, *, by: uuid.UUID, edition: int | None
    ) -> "Decision":
        """Records what became of it. The caller lets nobody else decide of it meanwhile."""
        session = begin_write()
        last = sa.select(sa.func.max(Decision.number)).where(Decision.remark_id == self.id)
        decision = Decision(
            remark_id=self.id,
            number=(session.scalar(last) or 0) + 1,
            kind=kind,
            text=text or None,
            edition=edition,
            taken_at=now(),
            by=by,
        )
        session.add(decision)
        session.flush()
        # Not whose remark it is: whoever decides does not know that.
        note_act(ACTS_OF_DECISIONS.get(kind, Kind.REMARK_DECIDED), thing=self.course, by=by)
        return decision

    def remove_text(self, *, by: uuid.UUID, edition: int | None) -> None:
        """Removes its text for good; that it was sent, and who removed it when, stays."""
        self.decide(DecisionKind.REMOVED, by=by, edition=edition)
        self.text = None

    def see_decisions(self, number: int) -> None:
        """Records that its writer has read its decisions up to this number."""
        begin_write().execute(
            sa.update(Decision)
            .where(Decision.remark_id == self.id, Decision.number <= number, Decision.seen_at.is_(None))
            .values(seen_at=now())
        )


class Decision(Event):
    """What a trainer decided of a remark, and what they answer its reader. Numbered from 1."""

    __tablename__ = "remark_decision"
    __table_args__ = (
        sa.UniqueConstraint("remark_id", "number"),
        sa.CheckConstraint("kind IN ('answered', 'mended', 'unchanged', 'reopened', 'removed')", name="kind"),
        sa.CheckConstraint("kind NOT IN ('answered', 'unchanged') OR text IS NOT NULL", name="worded"),
    )

    remark_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("remark.id"))
    number: Mapped[int]
    kind: Mapped[str]
    text: Mapped[str | None]
    edition: Mapped[int | None]  # in force then, if any was
    taken_at: Mapped[datetime]
    by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    seen_at: Mapped[datetime | None]  # when the remark's writer said that they have read it


class TooMany(Exception):
    """Somebody sent as many remarks as one may within a day; `until` is when the next may be sent."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def send_remark(
    person_id: uuid.UUID,
    text: str,
    *,
    key: uuid.UUID,
    course: str,
    module: str,
    section: str | None,
    edition: int,
    language: str,
    reader_language: str,
) -> None:
    """Records a remark, or raises TooMany.

    The same text under the same `key` is the same remark, however often it is sent: by two presses, or live
    and once more from what was kept after sign-out.
    """
    # Alone before it is looked up and counted, so that two that are sent at once see each other.
    session = begin_write_alone(f"remarks of {person_id}")
    existing = session.get(Remark, key)
    if existing is not None and existing.person_id == person_id and existing.text == text:
        return
    _refuse_too_many(person_id)
    # Another remark may have that key: the same with another text, or somebody else's.
    remark_id = key if existing is None else new_id()
    session.add(
        Remark(
            id=remark_id,
            person_id=person_id,
            course=course,
            module=module,
            section=section,
            edition=edition,
            language=language,
            reader_language=reader_language,
            text=text,
            taken_at=now(),
        )
    )
    session.flush()


def _refuse_too_many(person_id: uuid.UUID) -> None:
    statement = (
        sa.select(Remark.taken_at)
        .where(Remark.person_id == person_id, Remark.taken_at > now() - DAY)
        .order_by(Remark.taken_at.desc())
        .limit(MOST)
    )
    newest_first = list(read_rows(statement).scalars())
    if len(newest_first) == MOST:
        raise TooMany(newest_first[-1] + DAY)


def unseen(person_id: uuid.UUID) -> sa.ScalarSelect[int]:
    """How many of a person's remarks have an answer that they have not read, for a query to carry along."""
    not_seen = sa.and_(Decision.seen_at.is_(None), Decision.kind != DecisionKind.REOPENED)
    return (
        sa.select(sa.func.count(sa.distinct(Remark.id)))
        .join(Decision, Decision.remark_id == Remark.id)
        .where(Remark.person_id == person_id, not_seen)
        .scalar_subquery()
    )
