"""Merging: two persons found to be one, and the way back."""

import uuid
from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.database import Event, begin_write, read_rows
from lms.people.belongings import Rows, belongings, give_row
from lms.people.person import Person
from lms.people.sign_ins import end_sign_ins
from lms.people.undoing import after_undoing, give_what_was_made_on
from lms.web.clock import now


class Merge(Event):
    """What was recorded of one person was given to another; undone while `undone_at` stands."""

    __tablename__ = "merge"
    __table_args__ = (
        sa.CheckConstraint("kept_id <> merged_id", name="two_persons"),
        sa.Index(
            "ix_merge_standing",
            "merged_id",
            unique=True,
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        ),
    )

    kept_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    merged_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    taken_at: Mapped[datetime]
    by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    reason: Mapped[str | None]  # an administrator's, where the owners did not confirm it themselves
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[uuid.UUID | None]


class MergedRow(Event):
    """One row that a merge moved by one column, so that undoing moves exactly these back."""

    __tablename__ = "merged_row"

    merge_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("merge.id"), index=True)
    table: Mapped[str]
    column: Mapped[str]
    row_id: Mapped[uuid.UUID]


def merged_away() -> sa.Select[uuid.UUID]:
    """A select of the ids of all who are merged into somebody else."""
    return sa.select(Merge.merged_id).where(Merge.undone_at.is_(None))


def merged_into(person_id: uuid.UUID) -> Merge | None:
    """The merge that this person went into, if it stands."""
    statement = sa.select(Merge).where(Merge.merged_id == person_id, Merge.undone_at.is_(None))
    return read_rows(statement).scalars().first()


def proposed_keeper(person: Person, other: Person, used: Mapping[uuid.UUID, datetime]) -> Person:
    """Which of two records should stay: the one that can sign in, else the one used last, else `person`.

    So nobody is locked out of what they use. `used` says when each was last used, as far as that is known.
    """

    def weight(record: Person) -> tuple[bool, float]:
        last = used.get(record.id)
        return record.password_hash is not None, last.timestamp() if last else 0

    return other if weight(other) > weight(person) else person


def merges_of(person_id: uuid.UUID) -> list[Merge]:
    """The merges that a person's record took part in, undone or not, the last one first."""
    took_part = sa.or_(Merge.kept_id == person_id, Merge.merged_id == person_id)
    return list(read_rows(sa.select(Merge).where(took_part).order_by(Merge.taken_at.desc())).scalars())


def merge_persons(keeper: Person, merged: Person, *, by: uuid.UUID, reason: str | None = None) -> Merge:
    """Gives all that is recorded of `merged` to `keeper`, and ends the merged account's sessions.

    A row that the database refuses to give stays where it is: one that would stand twice (both enrolled in
    the same course), or a role that `keeper` gave to `merged`.
    """
    session = begin_write()
    event = Merge(kept_id=keeper.id, merged_id=merged.id, taken_at=now(), by=by, reason=reason)
    session.add(event)
    end_sign_ins(merged.id)
    session.flush()
    for column in belongings():
        theirs = sa.select(column.table.c.id).where(column == merged.id)
        for row_id in session.scalars(theirs).all():
            if give_row(session, column, row_id, keeper.id):
                session.add(
                    MergedRow(merge_id=event.id, table=column.table.name, column=column.name, row_id=row_id)
                )
    _note(Kind.MERGED, event, by, reason=reason)
    return event


def _note(kind: Kind, event: Merge, by: uuid.UUID, **more: str | None) -> None:
    """Notes it on both records."""
    records = {"kept": event.kept_id, "merged": event.merged_id}
    for record in records.values():
        note_act(kind, concerns=record, after={**records, **more}, by=by)


def undo_merge(event: Merge, *, by: uuid.UUID) -> None:
    """Gives back exactly the rows that the merge moved, and with them what was made on them since.

    A certificate, say, that was issued since for a completion that goes back: it goes along, and is revoked.
    """
    session = begin_write()
    event.undone_at = now()
    event.undone_by = by
    columns = {(column.table.name, column.name): column for column in belongings()}
    returned = Rows()
    for row in session.scalars(sa.select(MergedRow).where(MergedRow.merge_id == event.id)).all():
        column = columns[row.table, row.column]
        session.execute(
            sa.update(column.table)
            .where(column.table.c.id == row.row_id)
            .values({column.name: event.merged_id})
        )
        returned.add(row.table, row.row_id)
    made_since = give_what_was_made_on(returned, event.kept_id, event.merged_id)
    after_undoing(event.id, made_since, by)
    _note(Kind.MERGE_UNDONE, event, by)
