"""Roles: who may give which role where and until when, and whose record somebody may keep. Pure.

A path is a unit and all above it, nearest first; it is empty for a role that no unit limits.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from lms.days import outlasts
from lms.people.roles.grants import OVER_A_UNIT

Path = Sequence[uuid.UUID]


class HeldRole(NamedTuple):
    """A role that somebody has: over which unit, from a day and until one."""

    role: str
    unit: uuid.UUID | None
    first_day: date
    last_day: date | None


class WantedRole(NamedTuple):
    """A role that is to be given, or that another has."""

    role: str
    path: Path
    first_day: date
    last_day: date | None


def may_give_role(mine: Iterable[HeldRole], wanted: WantedRole) -> bool:
    """Whether somebody with these roles may give that one.

    Administrators give any role. A training focal point names stand-ins within their own units and their own
    days, and nothing above their own role.
    """
    return _fits(wanted) and any(_gives(role, wanted) for role in mine)


def _gives(role: HeldRole, wanted: WantedRole) -> bool:
    if role.role == "administrator":
        return True
    return _covers(role, wanted) and role.first_day <= wanted.first_day and _lasts_as_long(role, wanted)


def may_end_role(mine: Iterable[HeldRole], wanted: WantedRole, *, named: bool) -> bool:
    """Whether somebody with these roles may end that one.

    A training focal point ends it only where a focal point of their units `named` its holder: what an
    administrator gave, an administrator ends.
    """
    return _fits(wanted) and any(
        role.role == "administrator" or (named and _covers(role, wanted)) for role in mine
    )


def may_keep_record(mine: Iterable[HeldRole], theirs: Iterable[WantedRole]) -> bool:
    """Whether somebody with these roles may keep the record of a person who has those.

    Whoever can change a person's e-mail address or make them a code could sign in as that person, so nobody
    keeps the record of somebody whose role they could not give, or whose role lasts longer than their own.
    """
    own = list(mine)
    return all(_fits(wanted) and any(_stands_above(role, wanted) for role in own) for wanted in theirs)


def _stands_above(role: HeldRole, wanted: WantedRole) -> bool:
    return role.role == "administrator" or (_covers(role, wanted) and _lasts_as_long(role, wanted))


def latest_last_day(mine: Iterable[HeldRole], path: Path) -> date | None:
    """The last day that a training focal point's stand-in for this unit may have; None for no limit."""
    last_days = [role.last_day for role in mine if role.role == "focal_point" and role.unit in path]
    if None in last_days:
        return None
    return max((day for day in last_days if day is not None), default=None)


def _fits(wanted: WantedRole) -> bool:
    """Whether the role is over a unit exactly if it has to be."""
    return (wanted.role in OVER_A_UNIT) == bool(wanted.path)


def _covers(role: HeldRole, wanted: WantedRole) -> bool:
    """Whether both are roles of training focal points, the wanted one within the other's unit."""
    return role.role == wanted.role == "focal_point" and role.unit in wanted.path


def _lasts_as_long(role: HeldRole, wanted: WantedRole) -> bool:
    return not outlasts(wanted.last_day, role.last_day)
