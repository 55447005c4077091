"""Alignment: what two rows of words or lines have in common, in time that grows with them and no faster.

Python's own comparison looks at each word of one text beside all that equal it in the other, over and over.
It finds the longest stretches in common, so what it can compare within a number of steps is left to it.
Longer texts are first divided at what stands once in each of the two, as version control does it; where
nothing does, the first of some equal words goes with the first of the other text, the second with the second.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

STEPS = 1_000_000
"""So many steps of Python's own comparison are no matter."""

STEPS_EACH = 100
"""So many for each word of a stretch of a longer text."""

DEEPEST = 8
"""How often a stretch is divided again by what stands once in it."""


class _TooLong(Exception):
    """Two rows cannot be compared within the steps that are left."""


class _Bounded(SequenceMatcher[str]):
    """Python's own comparison, given up where it would take more than so many steps. Raises _TooLong."""

    def __init__(self, before: Sequence[str], after: Sequence[str], steps: int) -> None:
        super().__init__(None, before, after, autojunk=False)
        numbers = Counter(after)
        equals = (1 + numbers[item] for item in before)
        self._steps_before = list(accumulate(equals, initial=0))
        """What looking through the row costs up to each place."""
        self._left = steps

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        self._left -= self._steps_before[-1 if ahi is None else ahi] - self._steps_before[alo]
        if self._left < 0:
            raise _TooLong
        return super().find_longest_match(alo, ahi, blo, bhi)


class Alignment(_Bounded):
    """Python's comparison of two rows, its matching blocks found in a bounded time."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        super().__init__(before, after, STEPS)
        self._before = before
        self._after = after
        self._blocks: list[Match] | None = None

    def get_matching_blocks(self) -> list[Match]:
        """The stretches in common, in their order; the last is empty and stands at the ends."""
        if self._blocks is None:
            try:
                self._blocks = super().get_matching_blocks()
            except _TooLong:
                pairs = _pairs(_Stretch(self._before, 0), _Stretch(self._after, 0), DEEPEST)
                self._blocks = _blocks(pairs, len(self._before), len(self._after))
        return self._blocks


class _Pair(NamedTuple):
    """The places of something that stands in both rows."""

    before: int
    after: int


class _Stretch(NamedTuple):
    """A part of a row, and the place where it begins."""

    items: Sequence[str]
    start: int

    def part(self, start: int, end: int) -> _Stretch:
        """The part between two places of the row."""
        return _Stretch(self.items[start - self.start : end - self.start], start)

    @property
    def end(self) -> int:
        return self.start + len(self.items)


def _pairs(before: _Stretch, after: _Stretch, deepest: int) -> Iterator[_Pair]:
    """What two stretches have in common, in its order."""
    head = _alike(zip(before.items, after.items, strict=False))
    yield from (_Pair(before.start + place, after.start + place) for place in range(head))
    before = before.part(before.start + head, before.end)
    after = after.part(after.start + head, after.end)
    tail = _alike(zip(reversed(before.items), reversed(after.items), strict=False))
    yield from _pairs_within(
        before.part(before.start, before.end - tail), after.part(after.start, after.end - tail), deepest
    )
    yield from (_Pair(before.end - place, after.end - place) for place in range(tail, 0, -1))


def _alike(both: Iterable[tuple[str, str]]) -> int:
    """How many are the same before the first that differ."""
    number = 0
    for one, other in both:
        if one != other:
            break
        number += 1
    return number


def _pairs_within(before: _Stretch, after: _Stretch, deepest: int) -> Iterator[_Pair]:
    """What two stretches have in common that differ at both ends."""
    steps = STEPS_EACH * (len(before.items) + len(after.items))
    try:
        matches = _Bounded(before.items, after.items, steps).get_matching_blocks()
    except _TooLong:
        yield from _pairs_divided(before, after, deepest)
        return
    for match in matches:
        first = _Pair(before.start + match.a, after.start + match.b)
        yield from (_Pair(first.before + place, first.after + place) for place in range(match.size))


def _pairs_divided(before: _Stretch, after: _Stretch, deepest: int) -> Iterator[_Pair]:
    """What two stretches have in common, found on both sides of what stands once in each."""
    once = _in_one_order(_places_of_once(before), _places_of_once(after)) if deepest else []
    if not once:
        yield from _in_one_order(_places_by_turn(before), _places_by_turn(after))
        return
    start = _Pair(before.start, after.start)
    for pair in once:
        yield from _pairs(
            before.part(start.before, pair.before), after.part(start.after, pair.after), deepest - 1
        )
        yield pair
        start = _Pair(pair.before + 1, pair.after + 1)
    yield from _pairs(before.part(start.before, before.end), after.part(start.after, after.end), deepest - 1)


def _places_of_once(stretch: _Stretch) -> dict[Hashable, int]:
    """Where that stands which stands once in it."""
    numbers = Counter(stretch.items)
    return {item: place for place, item in enumerate(stretch.items, stretch.start) if numbers[item] == 1}


def _places_by_turn(stretch: _Stretch) -> dict[Hashable, int]:
    """Where each stands for the first time, for the second, and so on."""
    turns: Counter[str] = Counter()
    places: dict[Hashable, int] = {}
    for place, item in enumerate(stretch.items, stretch.start):
        places[item, turns[item]] = place
        turns[item] += 1
    return places


def _in_one_order(before: dict[Hashable, int], after: dict[Hashable, int]) -> list[_Pair]:
    """As many as can be of what is in both so that none crosses another: the longest row that rises."""
    both = [_Pair(place, after[item]) for item, place in before.items() if item in after]
    ends: list[int] = []
    """For each length of a rising row, the least place at which one ends."""
    last: list[int] = []
    """The number of the pair that stands there."""
    previous: list[int] = []
    """For each pair, the number of the one before it in its row; -1 for the first."""
    for number, pair in enumerate(both):
        length = bisect_left(ends, pair.after)
        previous.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [pair.after]
        last[length : length + 1] = [number]
    rising: list[_Pair] = []
    number = last[-1] if last else -1
    while number >= 0:
        rising.append(both[number])
        number = previous[number]
    return rising[::-1]


def _blocks(pairs: Iterable[_Pair], end_before: int, end_after: int) -> list[Match]:
    """Pairs that follow each other in both rows, as one stretch."""
    blocks: list[Match] = []
    for before, after in pairs:
        last = blocks[-1] if blocks else Match(-1, -1, 0)
        if (last.a + last.size, last.b + last.size) == (before, after) and blocks:
            blocks[-1] = last._replace(size=last.size + 1)
        else:
            blocks.append(Match(before, after, 1))
    return [*blocks, Match(end_before, end_after, 0)]
