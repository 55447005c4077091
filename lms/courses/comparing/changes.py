"""Changes: what is different in a course from one of its editions to another, block by block. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from lms.courses.alignment import Alignment
from lms.courses.comparing.blocks import Block, Outline, outlines_of
from lms.courses.comparing.marked import MarkedLine, as_they_are, marked
from lms.courses.source import PICTURES, Source, suffix_of


class ChangeType(StrEnum):
    """What happened to a block."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


MarkedTexts = tuple[list[MarkedLine], list[MarkedLine]]
"""The lines of a block before and now."""


class Marks(NamedTuple):
    """The lines of a change, what differs marked: as they are read, and as they are written."""

    shown: MarkedTexts
    source: MarkedTexts


@dataclass(frozen=True, slots=True)
class Change:
    """A block that was added, removed, changed or moved; `language` is None in the source.

    `marks` are there where they were worked out before, by another process.
    """

    block: str
    what: ChangeType
    language: str | None
    before: Block | None = None
    after: Block | None = None
    marks: Marks | None = field(default=None, repr=False, compare=False)

    def marked(self) -> MarkedTexts:
        """Its lines before and now, what differs marked; what is right in a changed question shows."""
        if self.marks:
            return self.marks.shown
        if self.what != ChangeType.CHANGED:
            before = self.before.lines if self.before else []
            after = self.after.lines if self.after else []
            return as_they_are(before), as_they_are(after)
        before = self.before.answered_lines if self.before else []
        after = self.after.answered_lines if self.after else []
        return marked(before, after)

    def marked_source(self) -> MarkedTexts:
        """As `marked`, of the lines as they are written."""
        if self.marks:
            return self.marks.source
        before = self.before.text.split("\n") if self.before else []
        after = self.after.text.split("\n") if self.after else []
        return marked(before, after)

    def with_marks(self) -> Change:
        """The change with its marks, so that whoever shows it need not compare."""
        return replace(self, marks=Marks(self.marked(), self.marked_source()))


class _FilePlace(NamedTuple):
    """What a file keeps when its module gets another number: its slug and language, empty for the source."""

    slug: str
    language: str


def changes(before: Source, after: Source, order: Sequence[str]) -> dict[str, tuple[Change, ...]]:
    """The changes of each file that has any, by its slug.

    The course's own come first, then the modules' in this order, those that are gone, and the bank's.
    """
    # A file that is the same need not be read.
    same = {path for path, content in after.files.items() if before.files.get(path) == content}
    outlines_before = _by_place(before, same)
    outlines_after = _by_place(after, same)
    by_slug: dict[str, list[Change]] = {"course": []}  # first, wherever its files rank
    places = outlines_before.keys() | outlines_after.keys()
    for place in sorted(places, key=lambda place: _rank(order, place)):
        differences = _differences(
            outlines_before.get(place), outlines_after.get(place), place.language or None
        )
        by_slug.setdefault(place.slug, []).extend(differences)
    by_slug["course"].extend(_pictures(before.files, after.files))
    return {slug: tuple(of_file) for slug, of_file in by_slug.items() if of_file}


def _by_place(source: Source, left_out: set[str]) -> dict[_FilePlace, Outline]:
    """The outlines of the other files: a new number is no new module."""
    files = {path: content for path, content in source.files.items() if path not in left_out}
    outlines = outlines_of(files).values()
    return {_FilePlace(outline.name.slug, outline.name.language or ""): outline for outline in outlines}


def _rank(order: Sequence[str], place: _FilePlace) -> tuple[int, str, str]:
    ranks = {"assessment": len(order) + 1}
    ranks |= {slug: rank for rank, slug in enumerate(order)}
    return ranks.get(place.slug, len(order)), place.slug, place.language


def _differences(old: Outline | None, new: Outline | None, language: str | None) -> Iterator[Change]:
    """Blocks with a name are compared by it, all others in their order."""
    blocks_before = old.blocks if old else ()
    blocks_after = new.blocks if new else ()
    yield from _named_differences(
        {block.id: block for block in blocks_before if block.named},
        {block.id: block for block in blocks_after if block.named},
        language,
    )
    text_differences = _text_differences(
        [block for block in blocks_before if not block.named],
        [block for block in blocks_after if not block.named],
        language,
    )
    yield from _with_moves(text_differences)


def _named_differences(
    before: Mapping[str, Block], after: Mapping[str, Block], language: str | None
) -> Iterator[Change]:
    for id, block in after.items():
        if id not in before:
            yield Change(id, ChangeType.ADDED, language, None, block)
        elif _differ(before[id], block, language):
            yield Change(id, ChangeType.CHANGED, language, before[id], block)
    for id, block in before.items():
        if id not in after:
            yield Change(id, ChangeType.REMOVED, language, block, None)


def _differ(before: Block, after: Block, language: str | None) -> bool:
    """Boxes and attributes of a translated question say nothing: the source's hold."""
    if language and before.kind == "question":
        return before.fingerprint != after.fingerprint
    return before.text.split() != after.text.split()


def _text_differences(
    before: Sequence[Block], after: Sequence[Block], language: str | None
) -> Iterator[Change]:
    """Where blocks were replaced, the first takes the place of the first, and so on."""
    words_before = [block.fingerprint for block in before]
    words_after = [block.fingerprint for block in after]
    for tag, first, last, start, end in Alignment(words_before, words_after).get_opcodes():
        if tag == "equal":
            continue
        old_blocks = before[first:last]
        new_blocks = after[start:end]
        pairs = min(len(old_blocks), len(new_blocks))
        for old, new in zip(old_blocks[:pairs], new_blocks[:pairs], strict=True):
            yield Change(new.id, ChangeType.CHANGED, language, old, new)
        for block in old_blocks[pairs:]:
            yield Change(block.id, ChangeType.REMOVED, language, block)
        for block in new_blocks[pairs:]:
            yield Change(block.id, ChangeType.ADDED, language, None, block)


def _with_moves(text_changes: Iterable[Change]) -> list[Change]:
    """The changes, but what was taken away in one place and put in another was moved there."""
    all_changes: dict[int, Change] = dict(enumerate(text_changes))
    removed: dict[str, int] = {}
    added: dict[str, int] = {}
    for number, change in all_changes.items():
        if change.what == ChangeType.REMOVED and change.before:
            removed[change.before.fingerprint] = number
        elif change.what == ChangeType.ADDED and change.after:
            added[change.after.fingerprint] = number
    for words in removed.keys() & added.keys():
        old = all_changes.pop(removed[words])
        new = all_changes[added[words]]
        moved = Change(new.block, ChangeType.MOVED, new.language, old.before, new.after)
        all_changes[added[words]] = moved
    return list(all_changes.values())


def _pictures(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[Change]:
    for path in sorted(before.keys() | after.keys()):
        if suffix_of(path) not in PICTURES or before.get(path) == after.get(path):
            continue
        if path not in before:
            yield Change(path, ChangeType.ADDED, None)
        elif path not in after:
            yield Change(path, ChangeType.REMOVED, None)
        else:
            yield Change(path, ChangeType.CHANGED, None)
