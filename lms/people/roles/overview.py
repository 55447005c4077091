"""Roles at a glance: of each unit who looks after it and who supervises it, and what is missing. Pure."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lms.days import within
from lms.people.roles.grants import OVER_A_UNIT
from lms.people.unit_tree import UnitTree

SOON = timedelta(days=30)
"""A role that ends within this time is told of."""


@dataclass(frozen=True, slots=True)
class HeldBy:
    """A role that somebody has: over which unit, and until when."""

    grant_id: uuid.UUID
    person: uuid.UUID
    role: str
    unit: uuid.UUID | None
    first_day: date
    last_day: date | None

    def holds(self, day: date) -> bool:
        return within(day, self.first_day, self.last_day)

    def ends_soon(self, day: date) -> bool:
        """Whether it ends within thirty days of a day on which it holds."""
        return self.holds(day) and self.last_day is not None and self.last_day <= day + SOON


@dataclass(frozen=True, slots=True)
class UnitRoles:
    """A unit with those who hold a role over it: over itself, or over a unit above."""

    unit: uuid.UUID
    holders: dict[str, list[HeldBy]]

    @property
    def lacking(self) -> list[str]:
        """The roles that nobody holds over it."""
        return sorted(role for role in OVER_A_UNIT if not self.holders[role])


def by_unit(
    units: Sequence[uuid.UUID], tree: UnitTree, roles: Iterable[HeldBy], day: date
) -> list[UnitRoles]:
    """The units with the roles that hold over them on a day: first those that lack one, else as they come."""
    over: dict[uuid.UUID | None, list[HeldBy]] = {}
    for role in roles:
        if role.holds(day):
            over.setdefault(role.unit, []).append(role)
    rows = []
    for unit in units:
        holding = [role for part in tree.line(unit) for role in over.get(part, [])]
        rows.append(
            UnitRoles(unit, {name: [one for one in holding if one.role == name] for name in OVER_A_UNIT})
        )
    return sorted(rows, key=lambda row: -len(row.lacking))


def ending(roles: Iterable[HeldBy], day: date) -> list[HeldBy]:
    """Those that end within thirty days, the first to end first."""
    return sorted(
        (role for role in roles if role.ends_soon(day)),
        key=lambda role: (role.last_day or day, role.grant_id),
    )
