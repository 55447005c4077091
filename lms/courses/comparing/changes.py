"""Changes: what is different in a course from one of its editions to another, block by block. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lms.courses.comparing.blocks import Block, Outline, outlines_of
from lms.courses.comparing.marked import MarkedLine, as_they_are, marked
from lms.courses.source import PICTURES, Source, suffix_of


@dataclass(frozen=True, slots=True)
class Change:
    """A block that was added, removed, changed or moved; `language` is None in the source."""

    block: str
    what: str
    language: str | None
    before: Block | None = None
    after: Block | None = None

    def marked(self) -> tuple[list[MarkedLine], list[MarkedLine]]:
        """Its lines before and now, what differs marked; what is right in a changed question shows."""
        answered = self.what == "changed"
        texts = [
            (block.answered_lines if answered else block.lines) if block else []
            for block in (self.before, self.after)
        ]
        return marked(*texts) if answered else (as_they_are(texts[0]), as_they_are(texts[1]))

    def marked_source(self) -> tuple[list[MarkedLine], list[MarkedLine]]:
        """As `marked`, of the lines as they are written."""
        return marked(*(block.text.split("\n") if block else [] for block in (self.before, self.after)))


def changes(before: Source, after: Source, order: Sequence[str]) -> dict[str, tuple[Change, ...]]:
    """The changes of each file that has any, by its slug.

    The course's own come first, then the modules' in this order, those that are gone, and the bank's.
    """
    same = {path for path, content in after.files.items() if before.files.get(path) == content}
    theirs, ours = (
        _by_place({path: content for path, content in source.files.items() if path not in same})
        for source in (before, after)
    )
    found: dict[str, list[Change]] = {"course": []}
    for slug, language in sorted(ours.keys() | theirs.keys(), key=lambda place: _rank(order, *place)):
        place = slug, language
        found.setdefault(slug, []).extend(_differences(theirs.get(place), ours.get(place), language or None))
    found["course"].extend(_pictures(before.files, after.files))
    return {slug: tuple(many) for slug, many in found.items() if many}


def _by_place(files: Mapping[str, bytes]) -> dict[tuple[str, str], Outline]:
    """The outlines of the files that differ, by slug and language: a new number is no new module."""
    return {(one.name.slug, one.name.language or ""): one for one in outlines_of(files).values()}


def _rank(order: Sequence[str], slug: str, language: str) -> tuple[int, str, str]:
    places = {"course": -1, "assessment": len(order) + 1, **{it: place for place, it in enumerate(order)}}
    return places.get(slug, len(order)), slug, language


def _differences(old: Outline | None, new: Outline | None, language: str | None) -> Iterator[Change]:
    before = {block.id: block for block in old.blocks if block.named} if old else {}
    after = {block.id: block for block in new.blocks if block.named} if new else {}
    for id in (*after, *(id for id in before if id not in after)):
        one, other = before.get(id), after.get(id)
        if one is None or other is None:
            yield Change(id, "removed" if one else "added", language, one, other)
        elif _differ(one, other, language):
            yield Change(id, "changed", language, one, other)
    yield from _moved(
        _text_differences(
            [block for block in old.blocks if not block.named] if old else [],
            [block for block in new.blocks if not block.named] if new else [],
            language,
        )
    )


def _differ(one: Block, other: Block, language: str | None) -> bool:
    """Boxes and attributes of a translated question say nothing: the source's hold."""
    if language and one.kind == "question":
        return one.fingerprint != other.fingerprint
    return one.text.split() != other.text.split()


def _text_differences(
    before: Sequence[Block], after: Sequence[Block], language: str | None
) -> Iterator[Change]:
    matcher = SequenceMatcher(
        None, [block.fingerprint for block in before], [block.fingerprint for block in after], autojunk=False
    )
    for _, first, last, start, end in (it for it in matcher.get_opcodes() if it[0] != "equal"):
        gone, come = before[first:last], after[start:end]
        paired = min(len(gone), len(come))
        for one, other in zip(gone[:paired], come[:paired], strict=True):
            yield Change(other.id, "changed", language, one, other)
        for one in gone[paired:]:
            yield Change(one.id, "removed", language, one)
        for other in come[paired:]:
            yield Change(other.id, "added", language, None, other)


def _moved(changes: Iterable[Change]) -> list[Change]:
    """What was taken away in one place and put in another was moved."""
    found = list(changes)
    gone = {it.before.fingerprint: it for it in found if it.what == "removed" and it.before}
    come = {it.after.fingerprint: it for it in found if it.what == "added" and it.after}
    both = gone.keys() & come.keys()
    moved = {
        id(come[words]): Change(
            come[words].block, "moved", come[words].language, gone[words].before, come[words].after
        )
        for words in both
    }
    left = {id(gone[words]) for words in both}
    return [moved.get(id(change), change) for change in found if id(change) not in left]


def _pictures(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[Change]:
    for path in sorted(before.keys() | after.keys()):
        if suffix_of(path) in PICTURES and before.get(path) != after.get(path):
            what = "added" if path not in before else "removed" if path not in after else "changed"
            yield Change(path, what, None)
