"""Arrival: what files that came would do to those that are there. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.courses.source import ACCEPTED


@dataclass(frozen=True, slots=True)
class Arrival:
    """What files that came would do to those that are there; `held_back` are others' work, left as it is."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    same: tuple[str, ...]
    removed: tuple[str, ...]
    held_back: tuple[str, ...]

    @property
    def written(self) -> tuple[str, ...]:
        return self.added + self.changed


def arrival(
    came: Mapping[str, str],
    there: Mapping[str, str],
    others: frozenset[str],
    *,
    remove: bool,
    replace: bool,
) -> Arrival:
    """Compares files by the names of their bytes. `others`: paths that somebody else saved in the draft.

    `remove` takes away what did not come, but for what the platform itself writes; `replace` writes over what
    others saved, and takes it away too.
    """
    left_alone = frozenset() if replace else others
    differ = {path for path in came if path in there and came[path] != there[path]}
    missing = there.keys() - came.keys() - {ACCEPTED} if remove else set()
    return Arrival(
        added=tuple(sorted(came.keys() - there.keys())),
        changed=tuple(sorted(differ - left_alone)),
        same=tuple(sorted(path for path in came if there.get(path) == came[path])),
        removed=tuple(sorted(missing - left_alone)),
        held_back=tuple(sorted((differ | missing) & left_alone)),
    )
