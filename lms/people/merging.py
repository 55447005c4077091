"""Merging: two persons found to be one, and the way back."""

import uuid
from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import BELONGS, Event, Model, begin_write, read_rows
from lms.people.person import Person
from lms.people.sign_ins import end_sign_ins
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
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[uuid.UUID | None]


class MergedRow(Event):
    """One row that a merge moved by one column, so that undoing moves exactly these back."""

    __tablename__ = "merged_row"

    merge_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("merge.id"), index=True)
    table: Mapped[str]
    column: Mapped[str]
    row_id: Mapped[uuid.UUID]


def _belongings() -> list[sa.Column]:
    """The columns, in whatever room, that say whose a row is."""
    return [
        column
        for table in Model.metadata.sorted_tables
        for column in table.columns
        if column.info.get(BELONGS)
    ]


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


def merge_persons(keeper: Person, merged: Person, *, by: uuid.UUID) -> Merge:
    """Gives all that is recorded of `merged` to `keeper`, and ends the merged account's sessions.

    A row that the database refuses to give stays where it is: one that would stand twice (both enrolled in
    the same course), or a role that `keeper` gave to `merged`.
    """
    session = begin_write()
    event = Merge(kept_id=keeper.id, merged_id=merged.id, taken_at=now(), by=by)
    session.add(event)
    end_sign_ins(merged.id)
    session.flush()
    for column in _belongings():
        table = column.table
        for row_id in session.scalars(sa.select(table.c.id).where(column == merged.id)).all():
            try:
                with session.begin_nested():
                    session.execute(
                        sa.update(table).where(table.c.id == row_id).values({column.name: keeper.id})
                    )
            except IntegrityError:
                continue
            session.add(MergedRow(merge_id=event.id, table=table.name, column=column.name, row_id=row_id))
    return event


def undo_merge(event: Merge, *, by: uuid.UUID) -> None:
    """Gives back exactly the rows that the merge moved."""
    session = begin_write()
    event.undone_at = now()
    event.undone_by = by
    columns = {(column.table.name, column.name): column for column in _belongings()}
    for row in session.scalars(sa.select(MergedRow).where(MergedRow.merge_id == event.id)).all():
        column = columns[row.table, row.column]
        session.execute(
            sa.update(column.table)
            .where(column.table.c.id == row.row_id)
            .values({column.name: event.merged_id})
        )
