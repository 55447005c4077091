"""The tree of units in memory, asked of every posting: up to what binds a unit, down to its parts. Pure."""

import uuid
from collections.abc import Iterable, Mapping


class UnitTree:
    """Units by their parents, for questions asked of every posting."""

    def __init__(self, parents: Mapping[uuid.UUID, uuid.UUID | None]) -> None:
        self.parents = parents
        self.children: dict[uuid.UUID | None, list[uuid.UUID]] = {}
        for unit, parent in parents.items():
            self.children.setdefault(parent, []).append(unit)
        self._lines: dict[uuid.UUID, tuple[uuid.UUID, ...]] = {}

    def line(self, unit: uuid.UUID) -> tuple[uuid.UUID, ...]:
        """The unit and those above it, nearest first."""
        if unit not in self._lines:
            parent = self.parents.get(unit)
            self._lines[unit] = (unit, *(self.line(parent) if parent else ()))
        return self._lines[unit]

    def branch(self, unit: uuid.UUID) -> frozenset[uuid.UUID]:
        """The unit and all below it."""
        branch = set()
        waiting = [unit]
        while waiting:
            part = waiting.pop()
            branch.add(part)
            waiting.extend(self.children.get(part, []))
        return frozenset(branch)

    def within(self, roots: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
        """These units and all below them."""
        return frozenset().union(*(self.branch(root) for root in roots))

    def tops(self, units: frozenset[uuid.UUID]) -> list[uuid.UUID]:
        """Those of the units whose parent is not among them."""
        return [unit for unit in units if self.parents.get(unit) not in units]
