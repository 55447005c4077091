"""Reading acts: those on somebody's record, and all of them, a page at a time."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.acts.acts import Act, ActSaid
from lms.acts.kinds import Kind
from lms.database import read_rows

KINDS = {kind.name_in_row: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class ToldAct:
    """An act with what is said of it; nothing is said of one that was forgotten."""

    number: int
    taken_at: datetime
    kind: Kind
    doer: uuid.UUID | None
    concerns: uuid.UUID | None
    thing: str | None
    before: dict[str, Any]
    after: dict[str, Any]
    forgotten: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """Which acts: of a kind, and those that somebody did or that were done on their record."""

    kind: Kind | None = None
    person: uuid.UUID | None = None

    def narrow(self, statement: sa.Select[Any]) -> sa.Select[Any]:
        if self.kind is not None:
            statement = statement.where(Act.kind == self.kind.name_in_row)
        if self.person is not None:
            either = sa.or_(ActSaid.doer == self.person, ActSaid.concerns == self.person)
            statement = statement.where(either)
        return statement


def count(which: Filter) -> int:
    """How many acts there are of these."""
    counted = sa.select(sa.func.count()).select_from(Act).outerjoin(ActSaid, ActSaid.number == Act.number)
    return int(read_rows(which.narrow(counted)).scalar_one())


def newest(which: Filter, most: int, offset: int = 0) -> list[ToldAct]:
    """The acts of these, the newest first."""
    return _told(which.narrow(_acts()).limit(most).offset(offset))


def on_records(person_ids: Iterable[uuid.UUID], most: int) -> list[ToldAct]:
    """What was done on these records, the newest first."""
    return _told(_acts().where(ActSaid.concerns.in_(list(person_ids))).limit(most))


def _acts() -> Any:
    statement: Any = sa.select(Act, ActSaid).outerjoin(ActSaid, ActSaid.number == Act.number)
    return statement.order_by(Act.number.desc())


def _told(statement: Any) -> list[ToldAct]:
    told = []
    for row in read_rows(statement):
        act, said = row.Act, row.ActSaid
        values = json.loads(said.text) if said else {}
        told.append(
            ToldAct(
                number=act.number,
                taken_at=act.taken_at,
                kind=KINDS[act.kind],
                doer=said.doer if said else None,
                concerns=said.concerns if said else None,
                thing=values.get("thing"),
                before=values.get("before", {}),
                after=values.get("after", {}),
                forgotten=said is None,
            )
        )
    return told
