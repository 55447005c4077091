"""Scope: the units that I answer for, and whom a report may therefore show me."""

import uuid
from dataclasses import dataclass
from functools import cached_property

import sqlalchemy as sa

from lms.database import read_rows
from lms.people.roles.grants import unit_ids_below as reached
from lms.people.roles.me import Me
from lms.people.unit_tree import UnitTree
from lms.people.units import Unit, in_order
from lms.postings.posting import Posting


@dataclass(frozen=True)
class Scope:
    """The units of my supervisor's grants and all below them; no roots: an administrator, who has all."""

    roots: frozenset[uuid.UUID] | None
    every: dict[uuid.UUID, Unit]

    @cached_property
    def tree(self) -> UnitTree:
        return UnitTree({unit.id: unit.parent_id for unit in self.every.values()})

    @cached_property
    def ids(self) -> frozenset[uuid.UUID]:
        return frozenset(self.every) if self.roots is None else self.tree.within(self.roots)

    @cached_property
    def units(self) -> list[tuple[Unit, int]]:
        """My units as a tree reads, each with its depth."""
        return in_order([unit for unit in self.every.values() if unit.id in self.ids])

    @cached_property
    def only_root(self) -> uuid.UUID | None:
        """The one unit that all of mine lie in, if it is one."""
        tops = self.tree.tops(self.ids)
        return tops[0] if len(tops) == 1 else None

    def zone(self, unit: uuid.UUID | None) -> str | None:
        """The time zone of a unit, or of the one that all of mine lie in; None: the installation’s.

        The unit’s own, else that of the nearest above it that has one, as for those who learn there.
        """
        line = self.tree.line(within) if (within := unit or self.only_root) else ()
        zones = (self.every[part].time_zone for part in line)
        return next((zone for zone in zones if zone), None)

    @property
    def postings(self) -> sa.ColumnElement[bool]:
        """The postings that lie in my scope."""
        return sa.true() if self.roots is None else Posting.unit_id.in_(reached(self.roots))


def scope_of(who: Me) -> Scope:
    """What somebody may see in reports today."""
    roots = None if "administrator" in who.roles else who.units("supervisor")
    return Scope(roots, {unit.id: unit for unit in read_rows(sa.select(Unit)).scalars()})
