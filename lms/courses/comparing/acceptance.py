"""Acceptance: which words of a translation a translator has accepted for which words of the source. Pure.

What was accepted stands in `translations.json` beside the course's files, so that it goes where they go. It
names pairs of fingerprints, not places: it moves with its blocks, and a text that comes back is accepted
still.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lms.courses.comparing.blocks import Block, Outline
from lms.courses.names import FileName

STATES = ("complete", "stale", "unaccepted", "missing")


@dataclass(frozen=True, slots=True)
class Pair:
    """A block of the source and its translation, and how they stand to each other.

    `complete`: accepted as they are. `stale`: the translation was accepted for other words of the source.
    `unaccepted`: nobody has accepted the translation yet. `missing`: there is none.
    """

    source: Block
    translation: Block | None
    state: str

    @property
    def words(self) -> tuple[str, str]:
        """The fingerprints of both; the second is empty where there is no translation."""
        return self.source.fingerprint, self.translation.fingerprint if self.translation else ""

    @property
    def same(self) -> bool:
        """Does the translation say the very words of the source, as a file does that was only begun?"""
        return self.words[0] == self.words[1]


@dataclass(slots=True)
class Accepted:
    """For each language and module the pairs of fingerprints, source and translation, that were accepted.

    Each has a reason, empty but where the source changed and the translation did not need to.
    """

    pairs: dict[str, dict[str, dict[tuple[str, str], str]]] = field(default_factory=dict)

    def of(self, name: FileName) -> dict[tuple[str, str], str]:
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
        known = self.of(name)
        both = list(pairs)
        words = {it.source.fingerprint for it in both}
        words |= {it.translation.fingerprint for it in both if it.translation}
        for pair in [pair for pair in known if not words.intersection(pair)]:
            del known[pair]


def load(content: bytes | None) -> Accepted:
    """What the file says was accepted; what is not written as we write it says nothing."""
    found = Accepted()
    for language, modules in _items(_plain(content or b"{}")):
        for module, pairs in _items(modules):
            for pair, reason in _items(pairs):
                source, _, translation = pair.partition(" ")
                of_language = found.pairs.setdefault(language, {})
                of_language.setdefault(module, {})[source, translation] = str(reason)
    return found


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


def _plain(content: bytes) -> object:
    """What the file holds as JSON; None when it is none."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _items(plain: object) -> Iterator[tuple[str, object]]:
    yield from plain.items() if isinstance(plain, dict) else ()


def pairs(source: Outline, translation: Outline | None, accepted: Accepted) -> tuple[Pair, ...]:
    """Each block of the source that has words, with its translation, in the order of the source."""
    known = accepted.of(translation.name) if translation else {}
    ours = [block for block in source.blocks if block.fingerprint]
    theirs = [block for block in translation.blocks if block.fingerprint] if translation else []
    beside = _beside(ours, theirs, known)
    return tuple(_pair(block, beside.get(block.id), known) for block in ours)


def _pair(block: Block, other: Block | None, known: Mapping[tuple[str, str], str]) -> Pair:
    if other is None:
        return Pair(block, None, "missing")
    if (block.fingerprint, other.fingerprint) in known:
        return Pair(block, other, "complete")
    before = any(translation == other.fingerprint for _, translation in known)
    return Pair(block, other, "stale" if before else "unaccepted")


def _beside(ours: list[Block], theirs: list[Block], known: Mapping[tuple[str, str], str]) -> dict[str, Block]:
    """The translation of each block: by its id where it has one, by what was accepted, else by its place."""
    beside: dict[str, Block] = {}
    taken: set[str] = set()

    def put(one: Block, other: Block) -> None:
        beside[one.id] = other
        taken.add(other.id)

    by_id = {block.id: block for block in theirs if block.named}
    for block in ours:
        if block.named and block.id in by_id:
            put(block, by_id[block.id])
    for block in (block for block in ours if not block.named):
        for other in theirs:
            if not other.named and other.id not in taken and (block.fingerprint, other.fingerprint) in known:
                put(block, other)
                break
    place = {block.id: number for number, block in enumerate(theirs)}
    for number, block in enumerate(ours):
        if block.id in beside or block.named:
            continue
        # Between the translations of what stands before and after it in its section.
        around = [place[beside[it.id].id] for it in ours[:number] if it.id in beside and _near(it, block)]
        after = [place[beside[it.id].id] for it in ours[number:] if it.id in beside and _near(it, block)]
        low, high = max(around, default=-1), min(after, default=len(theirs))
        for other in theirs[low + 1 : high]:
            if not other.named and other.id not in taken and _alike(block, other):
                put(block, other)
                break
    return beside


def _near(one: Block, other: Block) -> bool:
    return one.section == other.section and not one.named


def _alike(block: Block, other: Block) -> bool:
    """Sections correspond by their order, and a section's heading to a section's heading."""
    return block.section == other.section and ("." in block.id) == ("." in other.id)
