"""What a merge leaves when it is undone: rows made since on rows that go back. They go along.

Rooms above say what else was made on them, and what has to be done with what goes along.
"""

import uuid
from collections.abc import Callable

import sqlalchemy as sa
from flask import Flask

from lms.database import begin_write
from lms.people.belongings import Rows, belongings, give_row, hanging
from lms.web.plug import Plug

MadeOn = Callable[[Rows, uuid.UUID], Rows]
"""Tells which rows of a person were made on these rows, where no column says so: `(rows, person_id)`."""
AfterUndoing = Callable[[uuid.UUID, Rows, uuid.UUID], None]
"""Acts on the rows that went along with an undone merge: `(merge_id, rows, by)`."""

MADE_ON: Plug[list[MadeOn]] = Plug("made_on")
"""`create_app` puts in learning's: the completion that an attempt earned."""
AFTER_UNDOING: Plug[list[AfterUndoing]] = Plug("after_undoing")
"""`create_app` puts in that of certificates, which revokes those that went along."""


def undo_with(app: Flask, made_on: list[MadeOn], after: list[AfterUndoing]) -> None:
    """Has rooms above take part when a merge is undone."""
    MADE_ON.put_in(app, made_on)
    AFTER_UNDOING.put_in(app, after)


def give_what_was_made_on(rows: Rows, giver: uuid.UUID, receiver: uuid.UUID) -> Rows:
    """Gives what the giver made on these rows to the receiver, and what was made on that; returns it."""
    made = Rows()
    found = rows
    while found.by_table:
        found = _give_hanging(found, giver, receiver)
        for table, ids in found.by_table.items():
            for row_id in ids:
                made.add(table, row_id)
    return made


def _give_hanging(rows: Rows, giver: uuid.UUID, receiver: uuid.UUID) -> Rows:
    """Gives what hangs on these rows, one step far; returns it."""
    session = begin_write()
    given = Rows()
    for owner, column, table in hanging():
        theirs = sa.select(owner.table.c.id).where(owner == giver, column.in_(rows.of(table)))
        for row_id in session.scalars(theirs).all():
            if give_row(session, owner, row_id, receiver):
                given.add(owner.table.name, row_id)
    owners = {owner.table.name: owner for owner in belongings()}
    for tell in MADE_ON.get():
        for table, ids in tell(rows, giver).by_table.items():
            for row_id in ids:
                if give_row(session, owners[table], row_id, receiver):
                    given.add(table, row_id)
    return given


def after_undoing(merge_id: uuid.UUID, rows: Rows, by: uuid.UUID) -> None:
    """Has the rooms above do what has to be done with what went along."""
    for act in AFTER_UNDOING.get():
        act(merge_id, rows, by)
