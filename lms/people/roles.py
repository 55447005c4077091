"""Roles: who may give which role where, and whose record somebody may keep. Pure.

A path is a unit and all above it, nearest first; it is empty for a role that no unit limits.
"""

import uuid
from collections.abc import Iterable, Sequence

from lms.people.grants import OVER_A_UNIT

Held = tuple[str, uuid.UUID | None]
Path = Sequence[uuid.UUID]


def may_grant(my_grants: Iterable[Held], role: str, unit_path: Path) -> bool:
    """Whether somebody with these grants may give a role over a unit, or end it.

    Administrators give any role. A training focal point names stand-ins within their own units, and nothing
    above their own role.
    """
    if (role in OVER_A_UNIT) != bool(unit_path):
        return False
    return any(
        held == "administrator" or (held == role == "focal_point" and unit in unit_path)
        for held, unit in my_grants
    )


def may_keep(my_grants: Iterable[Held], theirs: Iterable[tuple[str, Path]]) -> bool:
    """Whether somebody with these grants may keep the record of a person who has those roles.

    Whoever can change a person's e-mail address or make them a code could sign in as that person, so nobody
    keeps the record of somebody with a role that they could not give.
    """
    mine = list(my_grants)
    return all(may_grant(mine, role, path) for role, path in theirs)
