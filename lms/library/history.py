"""History: what was decided at each publishing of a course, as far as it still matters to who learns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a trainer decided when publishing: the modules whose change was material, those of whose change
    people are told who completed them, and the questions whose key was corrected."""

    material: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()

    def plain(self) -> dict[str, Any]:
        """The decisions in a form that goes to JSON."""
        return {"material": sorted(self.material), "told": sorted(self.told), "keys": sorted(self.keys)}


class InEdition(NamedTuple):
    """A module that people were told of, or a question whose key was corrected, and in which edition."""

    edition: int
    slug: str


@dataclass(frozen=True, slots=True)
class History:
    """The decisions of all editions up to one.

    `since`: for each module, the last edition whose change to it was material. `told` and `corrected`: in
    which editions, oldest first, people were told of a module or a key was corrected.
    """

    since: Mapping[str, int] = field(default_factory=dict)
    told: tuple[InEdition, ...] = ()
    corrected: tuple[InEdition, ...] = ()
    published: Mapping[int, datetime] = field(default_factory=dict)

    def corrections(self, question: str, edition: int) -> list[int]:
        """The editions after this one in which the question's key was corrected."""
        return [number for number, slug in self.corrected if slug == question and number > edition]


def history(editions: Iterable[tuple[int, datetime, Mapping[str, Any]]]) -> History:
    """The history of some editions, oldest first: the number of each, its instant and what was decided."""
    since: dict[str, int] = {}
    told: list[InEdition] = []
    corrected: list[InEdition] = []
    published: dict[int, datetime] = {}
    for number, instant, decided in editions:
        published[number] = instant
        since |= dict.fromkeys(decided.get("material", ()), number)
        told += [InEdition(number, module) for module in decided.get("told", ())]
        corrected += [InEdition(number, question) for question in decided.get("keys", ())]
    return History(since, tuple(told), tuple(corrected), published)
