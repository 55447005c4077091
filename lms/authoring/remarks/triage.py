"""Triage: the remarks of all readers, open ones first, by course, module and edition."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from lms.database import read_rows
from lms.learning.remarks.remarks import Decision, DecisionKind, Remark
from lms.learning.remarks.thread import state_after

_last = aliased(Decision)
_number = sa.select(sa.func.max(Decision.number)).where(Decision.remark_id == Remark.id).scalar_subquery()
_open = sa.or_(_last.kind.is_(None), _last.kind == DecisionKind.REOPENED)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which remarks are asked for; what is None narrows nothing down."""

    course: str | None = None
    module: str | None = None
    edition: int | None = None
    open: bool | None = None

    def conditions(self) -> Iterable[sa.ColumnElement[bool]]:
        if self.course is not None:
            yield Remark.course == self.course
        if self.module is not None:
            yield Remark.module == self.module
        if self.edition is not None:
            yield Remark.edition == self.edition
        if self.open is not None:
            yield _open if self.open else sa.not_(_open)


@dataclass(frozen=True, slots=True)
class Group:
    """The remarks on one module in one edition: how many, and how many of them are open."""

    course: str
    module: str
    edition: int
    total: int
    open: int


def _of(select: Any, wanted: Filter) -> Any:
    """Remarks with their last decision."""
    joined = select.outerjoin(_last, sa.and_(_last.remark_id == Remark.id, _last.number == _number))
    return joined.where(*wanted.conditions())


def groups() -> list[Group]:
    """What there is to filter by, in one query."""
    counts = sa.select(
        Remark.course,
        Remark.module,
        Remark.edition,
        sa.func.count(),
        sa.func.sum(sa.case((_open, 1), else_=0)),
    ).select_from(Remark)
    places = (Remark.course, Remark.module, Remark.edition)
    rows: Any = read_rows(_of(counts, Filter()).group_by(*places).order_by(*places))
    return [Group(*row) for row in rows]


def count(wanted: Filter) -> int:
    """How many remarks are asked for."""
    counted: int = read_rows(_of(sa.select(sa.func.count()).select_from(Remark), wanted)).scalar_one()
    return counted


def listed(wanted: Filter, page: int, size: int) -> list[tuple[Remark, str]]:
    """One page of the remarks asked for, with their states.

    Open ones come first, the one that waits longest before the others; then the rest, newest first.
    """
    ordered = _of(sa.select(Remark, _last.kind).select_from(Remark), wanted).order_by(
        sa.case((_open, 0), else_=1),
        sa.case((_open, Remark.taken_at)),
        Remark.taken_at.desc(),
        Remark.id,
    )
    rows: Any = read_rows(ordered.limit(size).offset((page - 1) * size))
    return [(remark, state_after(kind)) for remark, kind in rows]


def next_open(besides: uuid.UUID) -> uuid.UUID | None:
    """The open remark that waits longest besides this one."""
    others = _of(sa.select(Remark.id).select_from(Remark), Filter(open=True)).where(Remark.id != besides)
    longest_waiting = others.order_by(Remark.taken_at, Remark.id).limit(1)
    remark_id: uuid.UUID | None = read_rows(longest_waiting).scalar()
    return remark_id
