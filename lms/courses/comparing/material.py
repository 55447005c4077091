"""Material or wording: how much the changes to a course ask of those who learn it. Pure.

A module's change is *wording* (whoever completed it keeps that) or *material* (they are asked to read it and
answer its questions again). This proposes one; the trainer decides. It is material when, in the language that
the course is written in,

- the module is new,
- it has more sections or fewer,
- a question was added to it, became another kind, or got another key,
- or more than a fifth of its words are new or gone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lms.courses.alignment import Alignment
from lms.courses.comparing.blocks import outlines_of
from lms.courses.comparing.changes import Change, ChangeType, changes
from lms.courses.course import Course, Question
from lms.courses.names import read_name
from lms.courses.questions import KINDS
from lms.courses.source import Source

WORDING = "wording"
MATERIAL = "material"
MUCH = 0.2
"""The share of a module's words above which a change of them is material."""


@dataclass(frozen=True, slots=True)
class ModuleChange:
    """What changed in a module, in the course's own file (`course`) or in the bank (`assessment`).

    `reason` says why it is proposed to be material; without one it is wording.
    """

    module: str
    reason: str | None
    changes: tuple[Change, ...]

    @property
    def kind(self) -> str:
        return MATERIAL if self.reason else WORDING


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in a course, and the questions that have another key than before."""

    modules: tuple[ModuleChange, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edited:
    """A course as it was and as it will be.

    `earlier` are questions that `old` lacks, as the last edition that had them has them.
    """

    before: Source
    old: Course
    after: Source
    new: Course
    earlier: Mapping[str, Question] = field(default_factory=dict)

    def last_published(self) -> dict[str, Question]:
        """The questions that were ever published, as they were last, by their ids."""
        # Of two of one id the first.
        of_old = {question.id: question for question in reversed(list(self.old.questions))}
        return {**self.earlier, **of_old}


def compare(edited: Edited) -> Changes:
    """What is different, which keys changed, and what is proposed for each module."""
    order = [module.slug for module in edited.new.modules]
    changes_by_slug = changes(edited.before, edited.after, order)
    keys = _changed_keys(edited, changes_by_slug)
    modules = [
        ModuleChange(slug, _reason(edited, slug, of_module, frozenset(keys)), of_module)
        for slug, of_module in changes_by_slug.items()
    ]
    return Changes(tuple(modules), keys)


def compare_for_pages(edited: Edited) -> Changes:
    """As `compare`, with the marks of all that is shown."""
    found = compare(edited)
    modules = [
        replace(module, changes=tuple(map(Change.with_marks, module.changes))) for module in found.modules
    ]
    return replace(found, modules=tuple(modules))


def _changed_keys(edited: Edited, changes_by_slug: Mapping[str, Sequence[Change]]) -> tuple[str, ...]:
    """The questions that were written on and of which something else is right now than when last published.

    A translation that is new adds its own accepted answers, which corrects nothing.
    """
    touched = {
        change.block
        for of_module in changes_by_slug.values()
        for change in of_module
        if change.language is None or change.what == ChangeType.CHANGED
    }
    last_published = edited.last_published()
    return tuple(
        question.id
        for question in edited.new.questions
        if question.id in touched and _has_another_key(last_published.get(question.id), question)
    )


def _has_another_key(before: Question | None, question: Question) -> bool:
    return before is not None and not KINDS[question.kind].same_key(before, question)


def _reason(edited: Edited, slug: str, of_module: Sequence[Change], keys: frozenset[str]) -> str | None:
    """Why a module's change is material; None for wording, which all changes outside modules are."""
    in_source = [change for change in of_module if change.language is None]
    old = edited.old.module(slug)
    new = edited.new.module(slug)
    if new is None or not in_source:
        return None
    if old is None:
        return "new-module"
    if len(old.sections) != len(new.sections):
        return "sections"
    blocks = {change.block for change in in_source}
    if any(question.id in keys and question.id in blocks for question in new.questions):
        return "key"
    kinds_before = {question.id: question.kind for question in old.questions}
    if any(kinds_before.get(question.id) != question.kind for question in new.questions):
        return "question"
    if _words_changed(in_source) > MUCH * _words(edited.after, slug):
        return "words"
    return None


def _words(source: Source, slug: str) -> int:
    """How many words a module has in the language that the course is written in."""
    names = [name for name in map(read_name, source.files) if name]
    paths = [name.path for name in names if name.slug == slug and name.language is None]
    outlines = outlines_of({path: source.files[path] for path in paths}).values()
    return sum(len(block.words.split()) for outline in outlines for block in outline.blocks)


def _words_changed(in_source: Sequence[Change]) -> int:
    """How many words are new or gone, whichever are more in each block; what only moved has neither."""
    return sum(_words_changed_in(change) for change in in_source if change.what != ChangeType.MOVED)


def _words_changed_in(change: Change) -> int:
    before = change.before.words.split() if change.before else []
    after = change.after.words.split() if change.after else []
    in_both = sum(match.size for match in Alignment(before, after).get_matching_blocks())
    return max(len(before), len(after)) - in_both
