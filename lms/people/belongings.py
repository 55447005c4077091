"""Belongings: the rows, in whatever room, that are somebody's, and what hangs on them.

A column says in its info whose the row is (BELONGS_TO). A row hangs on another by a foreign key, or by a
column that says so (hangs_on), where the room of that other is above.
"""

import uuid
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.database import BELONGS, HANGS_ON, Model


class Rows:
    """Ids of rows, by table."""

    def __init__(self) -> None:
        self.by_table: dict[str, set[uuid.UUID]] = {}

    def of(self, table: str) -> set[uuid.UUID]:
        """The ids in a table."""
        return self.by_table.get(table, set())

    def add(self, table: str, row_id: uuid.UUID) -> None:
        self.by_table.setdefault(table, set()).add(row_id)

    def __contains__(self, row: tuple[str, uuid.UUID]) -> bool:
        table, row_id = row
        return row_id in self.of(table)


def belongings() -> list[sa.Column]:
    """The columns that say whose a row is."""
    return [
        column
        for table in Model.metadata.sorted_tables
        for column in table.columns
        if column.info.get(BELONGS)
    ]


def hanging() -> Iterator[tuple[sa.Column, sa.Column, str]]:
    """Each way in which rows that are somebody's hang on rows that are somebody's.

    The column that says whose the row is, the one that says on which it hangs, and the table of that.
    """
    owned = {column.table.name for column in belongings()}
    for owner in belongings():
        for column in owner.table.columns:
            tables = [key.column.table.name for key in column.foreign_keys]
            if HANGS_ON in column.info:
                tables.append(column.info[HANGS_ON])
            for table in tables:
                if table in owned:
                    yield owner, column, table


def give_row(session: Session, owner: sa.Column, row_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Makes a row somebody's; False where the database refuses it, as for one that would stand twice."""
    table = owner.table
    change = sa.update(table).where(table.c.id == row_id).values({owner.name: person_id})
    try:
        with session.begin_nested():
            session.execute(change)
    except IntegrityError:
        return False
    return True
