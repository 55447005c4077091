"""Figures: people counted by state, unit and component. Pure; screen and file count with the same lines."""

import unicodedata
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from lms.learning.standing import STATES, Standing
from lms.people.unit_tree import UnitTree

Key = TypeVar("Key", uuid.UUID, str)


@dataclass(frozen=True, slots=True)
class ReportedPosting:
    """A posting as a report shows it."""

    unit: uuid.UUID
    component: str
    function: str
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One person in one course: one line of a report, however many places the person serves in."""

    person: uuid.UUID
    name: str
    places: tuple[ReportedPosting, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Part:
    """A share of the people: a unit with all below it (or, `alone`, without), or a component."""

    key: uuid.UUID | str
    totals: dict[str, int]
    alone: bool = False

    @property
    def people(self) -> int:
        return sum(self.totals.values())


def narrowed(lines: Iterable[Line], units: frozenset[uuid.UUID] | None, component: str | None) -> list[Line]:
    """The lines of people who serve in these units and this component, with those of their places that do."""
    narrowed = []
    for line in lines:
        places = tuple(
            place
            for place in line.places
            if (units is None or place.unit in units) and (component is None or place.component == component)
        )
        if places:
            narrowed.append(replace(line, places=places))
    return narrowed


def totals(lines: Iterable[Line]) -> dict[str, int]:
    """How many people are in each state."""
    counted: Counter[str] = Counter(line.standing.state for line in lines)
    return {state: counted[state] for state in STATES}


def by_component(lines: Iterable[Line], components: Iterable[str]) -> list[Part]:
    """People by component, leaving out components in which nobody serves."""
    counted = _counted((line, place.component) for line in lines for place in line.places)
    return [Part(component, counted[component]) for component in components if component in counted]


def by_unit(
    lines: Iterable[Line], tree: UnitTree, units: Sequence[uuid.UUID], top: uuid.UUID | None = None
) -> list[Part]:
    """People by the parts of a unit, each with all below it, and before them those in the unit itself.

    Without a top: by the uppermost of the units, which come in the order of the tree.
    """
    tops = tree.tops(frozenset(units))
    if top is None and len(tops) == 1:
        top = tops[0]
    heads = tops if top is None else tree.children.get(top, [])
    part_of = {unit: head for head in heads for unit in tree.branch(head)}
    counted = _counted((line, part_of.get(place.unit, place.unit)) for line in lines for place in line.places)
    order = units if top is None else [top, *(unit for unit in units if unit != top)]
    return [Part(unit, counted[unit], alone=unit == top) for unit in order if unit in counted]


def _counted(pairs: Iterable[tuple[Line, Key]]) -> dict[Key, dict[str, int]]:
    """The totals of each part; who serves in it twice counts there once."""
    members: dict[Key, dict[uuid.UUID, Line]] = {}
    for line, key in pairs:
        members.setdefault(key, {})[line.person] = line
    return {key: totals(lines_of_part.values()) for key, lines_of_part in members.items()}


def same_named(lines: Iterable[Line]) -> set[uuid.UUID]:
    """The people who share their name with somebody else in the report."""
    same: dict[str, list[uuid.UUID]] = {}
    for line in lines:
        same.setdefault(line.name.casefold(), []).append(line.person)
    return {person for people in same.values() if len(people) > 1 for person in people}


def in_order(lines: Iterable[Line]) -> list[Line]:
    """By name, accents and capitals aside, as a reader looks for somebody."""
    return sorted(lines, key=lambda line: (_plain(line.name), line.name, line.person))


def _plain(name: str) -> str:
    if name.isascii():
        return name.casefold()
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
