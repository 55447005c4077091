"""Acts: what is done is noted where it is done, and written as the last thing before its changes are kept.

So an act stands with its changes or not at all, and whoever writes no act waits for nobody who does.
"""

import secrets
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Mapped, Session, mapped_column

from lms.acts.chain import BEGINNING, Said, digest_of, head_of, text_of
from lms.acts.kinds import Kind
from lms.database import (
    UNTOLD,
    Model,
    after_commit,
    before_commit,
    begin_write,
    leave_for_commit,
    wait_for_turn,
)
from lms.web.clock import now
from lms.web.log import mark_of, note, request_id
from lms.web.plain import as_json
from lms.web.plug import Plug

TURN = "acts"

WHO_ACTS: Plug[Callable[[], uuid.UUID | None]] = Plug("who_acts")
"""Whose acts they are, None on the command line. `create_app` puts in what people says."""


class Act(Model):
    """An act as the chain holds it: nothing in it says whom it concerns."""

    __tablename__ = "act"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    taken_at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str]  # of what is said of it
    head: Mapped[str] = mapped_column(unique=True)  # of this row and all before it


class ActSaid(Model):
    """What is said of an act: who, on whom, and the values before and after. It can be forgotten."""

    __tablename__ = "act_said"

    number: Mapped[int] = mapped_column(sa.ForeignKey("act.number"), primary_key=True, autoincrement=False)
    doer: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    concerns: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    salt: Mapped[str]
    text: Mapped[str]  # all of it as JSON, doer and concerned too


@dataclass(frozen=True, slots=True)
class _Noted:
    """An act of a transaction that is not written yet."""

    kind: Kind
    doer: uuid.UUID | None
    concerns: uuid.UUID | None
    values: Mapping[str, Any]


def write_acts(app: Flask, who_acts: Callable[[], uuid.UUID | None]) -> None:
    """Has what is noted be written with its changes."""
    WHO_ACTS.put_in(app, who_acts)
    before_commit(app, _write)


def note_act(
    kind: Kind,
    *,
    concerns: uuid.UUID | None = None,
    thing: str | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    by: uuid.UUID | None = None,
) -> None:
    """Notes an act of this transaction.

    - `concerns`: on whose record, where it is somebody's.
    - `thing`: on what, in words that stay true: a unit's code, a course, a certificate's number.
    - `before`, `after`: the values that were changed, from and to. Nothing in them is a secret.
    - `by`: who did it, where that is not who asks.
    """
    doer = by or WHO_ACTS.get()()
    values = {"thing": thing, "before": _plain(before), "after": _plain(after)}
    said = {name: value for name, value in values.items() if value}
    leave_for_commit(_Noted(kind, doer, concerns, said))


def forget_said(person_ids: Collection[uuid.UUID]) -> list[int]:
    """Destroys what is said of the acts on these records, with its salt; returns the numbers of the acts.

    The acts stay in the chain. Whoever calls it notes an act that has these numbers.
    """
    theirs = sa.delete(ActSaid).where(ActSaid.concerns.in_(person_ids)).returning(ActSaid.number)
    return sorted(begin_write().scalars(theirs).all())


@contextmanager
def changing(
    row: Model, kind: Kind, *, concerns: uuid.UUID | None = None, thing: str | None = None
) -> Iterator[None]:
    """Notes what the block changes of a row; nothing where it changes nothing."""
    begin_write()
    earlier = values_of(row)
    yield
    later = values_of(row)
    changed = [name for name in later if later[name] != earlier[name]]
    if changed:
        before = {name: earlier[name] for name in changed}
        after = {name: later[name] for name in changed}
        note_act(kind, concerns=concerns, thing=thing, before=before, after=after)


def values_of(row: Model) -> dict[str, Any]:
    """The values of a row but for its id, and for what is secret."""
    columns = sa.inspect(type(row)).column_attrs
    shown = [
        one.key for one in columns if one.key != "id" and not UNTOLD.items() <= one.columns[0].info.items()
    ]
    return {name: getattr(row, name) for name in shown}


def _plain(values: Mapping[str, Any] | None) -> dict[str, Any]:
    """Values as JSON has them, without those that are nothing."""
    return {name: as_json(value) for name, value in (values or {}).items() if value is not None}


def _write(session: Session, noted: list[_Noted]) -> None:
    """Writes what was noted in this transaction, as the next links of the chain."""
    session.flush()
    wait_for_turn(session, TURN)
    last = session.execute(sa.select(Act.number, Act.head).order_by(Act.number.desc()).limit(1)).first()
    number, head = last or (0, BEGINNING)
    instant = now()
    rows: list[dict[str, Any]] = []
    said_of: list[dict[str, Any]] = []
    for one in noted:
        number += 1
        kind = one.kind.name_in_row
        text = text_of({**one.values, **_plain({"by": one.doer, "concerns": one.concerns})})
        said = Said(secrets.token_hex(16), text)
        digest = digest_of(said)
        head = head_of(head, number, instant, kind, digest)
        rows.append({"number": number, "taken_at": instant, "kind": kind, "digest": digest, "head": head})
        people = {"doer": one.doer, "concerns": one.concerns}
        said_of.append({"number": number, **people, "salt": said.salt, "text": said.text})
        if request_id():  # a command says itself what it does
            after_commit(partial(_log, kind, number, one.doer, one.concerns, request_id()))
    session.execute(sa.insert(Act), rows)
    session.execute(sa.insert(ActSaid), said_of)


def _log(
    kind: str, number: int, doer: uuid.UUID | None, concerns: uuid.UUID | None, request: str | None
) -> None:
    """Says in the log that an act was done: once it was, and its answer has left."""
    person = mark_of(doer) if doer else None
    of = mark_of(concerns) if concerns else None
    note("act", act=kind, number=number, request=request, person=person, of=of)
