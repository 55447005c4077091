"""Acceptance: which words of a translation a translator has accepted for which words of the source. Pure.

What was accepted stands in `translations.json` beside the course's files, so that it goes where they go. It
names pairs of fingerprints, not places: it moves with its blocks, and a text that comes back is accepted
still.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import heapify, heappop, heapreplace
from typing import NamedTuple

from lms.courses.comparing.blocks import Block, Outline
from lms.courses.names import FileName


class State(StrEnum):
    """How a block of the source and its translation stand to each other."""

    COMPLETE = "complete"
    """Accepted as they are."""
    STALE = "stale"
    """The translation was accepted for other words of the source."""
    UNACCEPTED = "unaccepted"
    """Nobody has accepted the translation yet."""
    MISSING = "missing"
    """There is no translation."""


STATES = tuple(State)


class Fingerprints(NamedTuple):
    """The words of a block of the source and those of its translation, by their names."""

    source: str
    translation: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A block of the source and its translation, and how they stand to each other."""

    source: Block
    translation: Block | None
    state: State

    @property
    def words(self) -> Fingerprints:
        """The fingerprints of both; the second is empty where there is no translation."""
        translation = self.translation.fingerprint if self.translation else ""
        return Fingerprints(self.source.fingerprint, translation)

    @property
    def same(self) -> bool:
        """Does the translation say the very words of the source, as a file does that was only begun?"""
        return self.words.source == self.words.translation


@dataclass(slots=True)
class Accepted:
    """For each language and module the pairs of fingerprints that were accepted.

    Each has a reason, empty but where the source changed and the translation did not need to.
    """

    pairs: dict[str, dict[str, dict[Fingerprints, str]]] = field(default_factory=dict)

    def of(self, name: FileName) -> dict[Fingerprints, str]:
        """What was accepted in a translated file."""
        return self.pairs.get(name.language or "", {}).get(name.slug, {})

    def accept(self, name: FileName, pair: Pair, reason: str = "") -> None:
        """Accepts the words of a translation for the words of its source."""
        if pair.translation is None:
            raise ValueError("there is no translation to accept")
        of_language = self.pairs.setdefault(name.language or "", {})
        of_language.setdefault(name.slug, {})[pair.words] = reason

    def keep(self, name: FileName, pairs: Iterable[Pair]) -> None:
        """Forgets what was accepted for words that neither language has any more."""
        there: set[str] = set()
        for pair in pairs:
            there.update(pair.words)
        # That of a translation which is missing.
        there.discard("")
        accepted = self.of(name)
        # A list of its own: what is gone through cannot be changed.
        for words in list(accepted):
            if there.isdisjoint(words):
                del accepted[words]


def load(content: bytes | None) -> Accepted:
    """What the file says was accepted; what is not written as we write it says nothing."""
    accepted = Accepted()
    for language, modules in _items(_plain(content or b"{}")):
        for module, pairs in _items(modules):
            for pair, reason in _items(pairs):
                source, _, translation = pair.partition(" ")
                of_module = accepted.pairs.setdefault(language, {}).setdefault(module, {})
                of_module[Fingerprints(source, translation)] = str(reason)
    return accepted


def readable(content: bytes) -> bool:
    """Does the file hold an object of JSON, as ours does? An edit by hand or a merge may have broken it."""
    return isinstance(_plain(content), dict)


def dump(accepted: Accepted) -> bytes:
    """The file, a line for each pair, in an order that is the same whoever accepted first."""
    plain = {
        language: {
            module: {" ".join(pair): reason for pair, reason in sorted(pairs.items())}
            for module, pairs in sorted(modules.items())
            if pairs
        }
        for language, modules in sorted(accepted.pairs.items())
    }
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()


def pairs(source: Outline, translation: Outline | None, accepted: Accepted) -> tuple[Pair, ...]:
    """Each block of the source that has words, with its translation, in the order of the source."""
    words = accepted.of(translation.name) if translation else {}
    source_blocks = [block for block in source.blocks if block.fingerprint]
    blocks = [block for block in translation.blocks if block.fingerprint] if translation else []
    translations = _Matching(source_blocks, blocks, words).translations()
    once_accepted = {pair.translation for pair in words}
    return tuple(_pair(block, translations.get(block.id), words, once_accepted) for block in source_blocks)


def _plain(content: bytes) -> object:
    """What the file holds as JSON; None when it is none."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _items(plain: object) -> Iterator[tuple[str, object]]:
    yield from plain.items() if isinstance(plain, dict) else ()


def _pair(
    block: Block,
    translation: Block | None,
    accepted: Collection[Fingerprints],
    once_accepted: Collection[str],
) -> Pair:
    """A block of the source beside its translation.

    | its translation | the two are |
    | --- | --- |
    | is not there | missing |
    | was accepted for these words | complete |
    | was accepted for other words only, here or elsewhere in the module | stale |
    | was never accepted | unaccepted |
    """
    if translation is None:
        return Pair(block, None, State.MISSING)
    if Fingerprints(block.fingerprint, translation.fingerprint) in accepted:
        return Pair(block, translation, State.COMPLETE)
    if translation.fingerprint in once_accepted:
        return Pair(block, translation, State.STALE)
    return Pair(block, translation, State.UNACCEPTED)


class _Matching:
    """Finds for each block of a source the block of the translated file that translates it.

    | a block of the source | its translation |
    | --- | --- |
    | with a name: a question, footnote, the settings or the title | the block of the same name |
    | known by its place, and accepted with words that are still there | the first block with these words |
    | known by its place, else | the first between the translations of its neighbours that is alike |

    A block translates one block only: what an earlier step has given away is not given again.
    """

    def __init__(
        self, source: Sequence[Block], translation: Sequence[Block], accepted: Collection[Fingerprints]
    ) -> None:
        self.source = source
        self.translation = translation
        self.accepted = accepted
        self._translations: dict[str, Block] = {}
        """The translation of each block of the source, by the id of that block."""
        self._given: set[str] = set()
        """The ids of the translations that are given away."""
        self._rows = {block.id: row for row, block in enumerate(translation)}
        """Where each block of the translation stands."""

    def translations(self) -> dict[str, Block]:
        """The translations by the ids of their sources; a block without one is left out."""
        # The surest first.
        self._by_name()
        self._by_accepted_words()
        self._by_place()
        return self._translations

    def _by_name(self) -> None:
        named = {block.id: block for block in self.translation if block.named}
        for block in self.source:
            if block.named and block.id in named:
                self._give(block, named[block.id])

    def _by_accepted_words(self) -> None:
        rows_of_words: dict[str, deque[int]] = {}
        for row in self._free_rows():
            rows_of_words.setdefault(self.translation[row].fingerprint, deque()).append(row)
        # For each words of the source, the rows of the words that were accepted for them, the first on top.
        rows_accepted: dict[str, list[tuple[int, str]]] = {}
        for words in self.accepted:
            rows = rows_of_words.get(words.translation)
            if rows:
                rows_accepted.setdefault(words.source, []).append((rows[0], words.translation))
        for heap in rows_accepted.values():
            heapify(heap)
        for block in self.source:
            if block.named:
                continue
            first = _first_row(rows_accepted.get(block.fingerprint, []), rows_of_words)
            if first is not None:
                self._give(block, self.translation[first])

    def _by_place(self) -> None:
        ends = self._rows_of_followers()
        free: dict[tuple[int, bool], deque[int]] = {}
        """The rows not given away, by what makes blocks alike; those that come too early are left behind."""
        for row in self._free_rows():
            free.setdefault(_kind(self.translation[row]), deque()).append(row)
        last: dict[int, int] = {}
        """The last row of each section that translates a block gone through so far."""
        for block, end in zip(self.source, ends, strict=True):
            if block.named:
                continue
            if block.id not in self._translations:
                self._give_between(block, free.get(_kind(block), deque()), last.get(block.section, -1), end)
            translation = self._translations.get(block.id)
            if translation:
                row = self._rows[translation.id]
                last[block.section] = max(row, last.get(block.section, -1))

    def _give_between(self, block: Block, rows: deque[int], before: int, end: int) -> None:
        """Gives a block the first of these rows after one row and before another, if there is any."""
        while rows and rows[0] <= before:
            rows.popleft()
        if rows and rows[0] < end:
            self._give(block, self.translation[rows.popleft()])

    def _rows_of_followers(self) -> list[int]:
        """For each block of the source, the first row that translates one after it in its section."""
        first: dict[int, int] = {}
        ends: list[int] = []
        for block in reversed(self.source):
            ends.append(first.get(block.section, len(self.translation)))
            translation = self._translations.get(block.id)
            if translation and not block.named:
                row = self._rows[translation.id]
                first[block.section] = min(row, first.get(block.section, row))
        return ends[::-1]

    def _free_rows(self) -> Iterator[int]:
        """Where the blocks of the translation stand that are known by their place and not given away."""
        for row, block in enumerate(self.translation):
            if not block.named and block.id not in self._given:
                yield row

    def _give(self, block: Block, translation: Block) -> None:
        self._translations[block.id] = translation
        self._given.add(translation.id)


def _first_row(heap: list[tuple[int, str]], rows_of_words: Mapping[str, deque[int]]) -> int | None:
    """Takes the first row left of all these words, each of which has its own row on the heap."""
    while heap:
        row, words = heap[0]
        rows = rows_of_words[words]
        if not rows:
            heappop(heap)
        elif rows[0] != row:
            # Another block of the source was given that row meanwhile.
            heapreplace(heap, (rows[0], words))
        else:
            return rows.popleft()
    return None


def _kind(block: Block) -> tuple[int, bool]:
    """What makes blocks alike: sections correspond by their order, and a section's heading to its heading."""
    return block.section, _is_section_heading(block)


def _is_section_heading(block: Block) -> bool:
    """Of the blocks known by their place: `s2`, where others are `s2.p1`."""
    return "." not in block.id
