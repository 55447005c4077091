"""Units: a mission and its parts to any depth, a tree."""

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import changing, note_act, values_of
from lms.acts.kinds import Kind
from lms.database import Event, begin_write, new_id, read_rows

# Deeper than any mission. The verbs refuse a tree that closes on itself; were there one, asking would end.
DEEPEST = 60


class Unit(Event):
    """A part of the organization; named in each language, with a time zone of its own or its parent's."""

    __tablename__ = "unit"
    __table_args__ = (sa.CheckConstraint("parent_id <> id", name="not_its_own_parent"),)

    parent_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    names: Mapped[dict[str, Any]]
    time_zone: Mapped[str | None]

    def amend(
        self, code: str, names: dict[str, str], parent_id: uuid.UUID | None, time_zone: str | None
    ) -> None:
        """Corrects it; with another parent it moves there, parts and all. The caller has refused a loop."""
        with changing(self, Kind.UNIT_CHANGED, thing=self.code):
            self.code = code
            self.names = names
            self.parent_id = parent_id
            self.time_zone = time_zone
        begin_write().flush()


def below(roots: Any) -> sa.Select[tuple[uuid.UUID]]:
    """A select of the ids of these units (ids, or a select of ids) and of all below them."""
    tree = sa.select(Unit.id).where(Unit.id.in_(roots)).cte("below", recursive=True)
    tree = tree.union(sa.select(Unit.id).join(tree, Unit.parent_id == tree.c.id))
    return sa.select(tree.c.id)


def above(start: uuid.UUID) -> list[Unit]:
    """The unit and those above it, nearest first."""
    tree = sa.select(Unit.id, Unit.parent_id, sa.literal(0).label("height")).where(Unit.id == start)
    line = tree.cte("above", recursive=True)
    line = line.union_all(
        sa.select(Unit.id, Unit.parent_id, line.c.height + 1)
        .join(line, Unit.id == line.c.parent_id)
        .where(line.c.height < DEEPEST)
    )
    statement = sa.select(Unit).join(line, line.c.id == Unit.id).order_by(line.c.height)
    return list(read_rows(statement).scalars())


def add_unit(
    code: str, names: dict[str, str], parent: uuid.UUID | None = None, time_zone: str | None = None
) -> Unit:
    """Records a new unit below its parent."""
    session = begin_write()
    unit = Unit(id=new_id(), code=code, names=names, parent_id=parent, time_zone=time_zone)
    session.add(unit)
    session.flush()
    note_act(Kind.UNIT_ADDED, thing=code, after=values_of(unit))
    return unit


def would_loop(unit_id: uuid.UUID, parent_id: uuid.UUID) -> bool:
    """Whether the parent lies in the unit's own branch, so that the tree would close on itself."""
    return parent_id in set(read_rows(below([unit_id])).scalars())


def in_order(units: list[Unit]) -> list[tuple[Unit, int]]:
    """The units as a tree reads: each before its parts, parts by code, with its depth."""
    ids = {unit.id for unit in units}
    children: dict[uuid.UUID | None, list[Unit]] = {}
    for unit in sorted(units, key=lambda unit: unit.code):
        parent_id = unit.parent_id if unit.parent_id in ids else None
        children.setdefault(parent_id, []).append(unit)

    def walk(parent: uuid.UUID | None, depth: int) -> list[tuple[Unit, int]]:
        return [
            pair for unit in children.get(parent, []) for pair in [(unit, depth), *walk(unit.id, depth + 1)]
        ]

    return walk(None, 0)
