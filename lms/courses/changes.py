"""Changes: what is different between two editions of a course, block by block, and how much that asks. Pure.

A module's change is *wording* (whoever completed it keeps that) or *material* (they are asked to read it and
answer its questions again). This proposes one; the trainer decides. It is material when, in the language that
the course is written in,

- the module is new,
- a section was added or removed,
- a question was added, became another kind, or got another key,
- or more than a fifth of its words are new or gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lms.courses.blocks import Block, Outline, outlines_of
from lms.courses.course import Course, Question
from lms.courses.pictures import TYPES, suffix_of
from lms.courses.questions import KINDS
from lms.courses.reader import Source

WORDING, MATERIAL = "wording", "material"
MUCH = 0.2


@dataclass(frozen=True, slots=True)
class Change:
    """A block that was added, removed, changed or moved; `language` is None in the source."""

    block: str
    what: str
    language: str | None
    before: Block | None = None
    after: Block | None = None


@dataclass(frozen=True, slots=True)
class ModuleChange:
    """What changed in a module, in the course's own file (`course`) or in the bank (`assessment`)."""

    module: str
    kind: str
    reason: str | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in a course, and the questions that have another key than before."""

    modules: tuple[ModuleChange, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def material(self) -> frozenset[str]:
        return frozenset(one.module for one in self.modules if one.kind == MATERIAL)


def compare(before: Source, old: Course, after: Source, new: Course) -> Changes:
    """What is different in `after`, which is compiled as `new`, from `before`, which is compiled as `old`."""
    keys = tuple(changed_keys(old, new))
    same = {path for path, content in after.files.items() if before.files.get(path) == content}
    theirs, ours = (
        _by_place({path: content for path, content in source.files.items() if path not in same})
        for source in (before, after)
    )
    found: dict[str, list[Change]] = {}
    for place in sorted(ours.keys() | theirs.keys(), key=lambda it: _order(new, *it)):
        slug, language = place
        changes = list(_differences(theirs.get(place), ours.get(place), language or None))
        found.setdefault(slug, []).extend(changes)
    found.setdefault("course", []).extend(_pictures(before.files, after.files))
    modules = [
        _judged(slug, changes, theirs.get((slug, "")), ours.get((slug, "")), old, new, keys)
        for slug, changes in found.items()
        if changes
    ]
    return Changes(tuple(modules), keys)


def changed_keys(old: Course, new: Course) -> Iterator[str]:
    """The questions of both editions of which something else is right now."""
    for question in _questions(new):
        before = old.question(question.id)
        if before is not None and not KINDS[question.kind].same_key(before, question):
            yield question.id


def _questions(course: Course) -> list[Question]:
    return [question for module in course.modules for question in module.questions] + list(course.bank)


def _by_place(files: Mapping[str, bytes]) -> dict[tuple[str, str], Outline]:
    """The outlines of the files that differ, by slug and language: a new number is no new module."""
    return {(one.name.slug, one.name.language or ""): one for one in outlines_of(files).values()}


def _order(course: Course, slug: str, language: str) -> tuple[int, str, str]:
    """The course first, then the modules in their order, those that are gone, and the bank."""
    slugs = [module.slug for module in course.modules]
    places = {"course": -1, "assessment": len(slugs) + 1, **{it: place for place, it in enumerate(slugs)}}
    return places.get(slug, len(slugs)), slug, language


def _differences(old: Outline | None, new: Outline | None, language: str | None) -> Iterator[Change]:
    before = {block.id: block for block in old.blocks if _named(block)} if old else {}
    after = {block.id: block for block in new.blocks if _named(block)} if new else {}
    for id in (*after, *(id for id in before if id not in after)):
        one, other = before.get(id), after.get(id)
        if one is None or other is None:
            yield Change(id, "removed" if one else "added", language, one, other)
        elif _differ(one, other, language):
            yield Change(id, "changed", language, one, other)
    yield from _moved(
        _text_differences(
            [block for block in old.blocks if not _named(block)] if old else [],
            [block for block in new.blocks if not _named(block)] if new else [],
            language,
        )
    )


def _differ(one: Block, other: Block, language: str | None) -> bool:
    """Boxes and attributes of a translated question say nothing: the source's hold."""
    if language and one.kind == "question":
        return one.fingerprint != other.fingerprint
    return one.text.split() != other.text.split()


def _named(block: Block) -> bool:
    """Is the block known by a name of its own, and not by its place?"""
    return block.kind in ("question", "settings", "note") or block.id == "title"


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
        if suffix_of(path) in TYPES and before.get(path) != after.get(path):
            what = "added" if path not in before else "removed" if path not in after else "changed"
            yield Change(path, what, None)


def _judged(
    slug: str,
    changes: Sequence[Change],
    before: Outline | None,
    after: Outline | None,
    old: Course,
    new: Course,
    keys: Sequence[str],
) -> ModuleChange:
    source = [change for change in changes if change.language is None]
    reason = _reason(slug, source, before, after, old, new, keys)
    return ModuleChange(slug, MATERIAL if reason else WORDING, reason, tuple(changes))


def _reason(
    slug: str,
    changes: Sequence[Change],
    before: Outline | None,
    after: Outline | None,
    old: Course,
    new: Course,
    keys: Sequence[str],
) -> str | None:
    """Why a module's change is material; None for wording, which all changes outside modules are."""
    was, module = old.module(slug), new.module(slug)
    if module is None or after is None:
        return None
    if was is None or before is None:
        return "new-module"
    if len(was.sections) != len(module.sections):
        return "sections"
    if any(question.id in keys for question in module.questions):
        return "key"
    if any(_another_question(old, question) for question in module.questions):
        return "question"
    words = sum(len(block.words.split()) for block in after.blocks)
    return "words" if sum(map(_words_changed, changes)) > MUCH * words else None


def _another_question(old: Course, question: Question) -> bool:
    before = old.question(question.id)
    return before is None or before.kind != question.kind


def _words_changed(change: Change) -> int:
    """How many words are new or gone, whichever are more."""
    one, other = (block.words.split() if block else [] for block in (change.before, change.after))
    if change.what == "moved":
        return 0
    kept = sum(it.size for it in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return max(len(one), len(other)) - kept
