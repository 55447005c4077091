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
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from lms.courses.comparing.blocks import outlines_of
from lms.courses.comparing.changes import Change, changes
from lms.courses.course import Course, Module, Question
from lms.courses.names import read_name
from lms.courses.questions import KINDS
from lms.courses.source import Source

WORDING, MATERIAL = "wording", "material"
MUCH = 0.2


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

    def question(self, id: str) -> Question | None:
        """A question as it was last published, if ever."""
        return self.old.question(id) or self.earlier.get(id)


def compare(edited: Edited) -> Changes:
    """What is different, which keys changed, and what is proposed for each module."""
    found = changes(edited.before, edited.after, [module.slug for module in edited.new.modules])
    keys = _changed_keys(edited, found)
    modules = (ModuleChange(slug, _reason(edited, slug, many, keys), many) for slug, many in found.items())
    return Changes(tuple(modules), keys)


def _changed_keys(edited: Edited, found: Mapping[str, Sequence[Change]]) -> tuple[str, ...]:
    """The questions that were written on and of which something else is right now than when last published.

    A translation that is new adds its own accepted answers, which corrects nothing.
    """
    touched = {
        change.block
        for many in found.values()
        for change in many
        if change.language is None or change.what == "changed"
    }
    return tuple(
        question.id
        for question in edited.new.questions
        if question.id in touched
        and (before := edited.question(question.id)) is not None
        and not KINDS[question.kind].same_key(before, question)
    )


def _reason(edited: Edited, slug: str, many: Sequence[Change], keys: Sequence[str]) -> str | None:
    """Why a module's change is material; None for wording, which all changes outside modules are."""
    source = [change for change in many if change.language is None]
    was, module = edited.old.module(slug), edited.new.module(slug)
    if module is None or not source:
        return None
    if was is None:
        return "new-module"
    if len(was.sections) != len(module.sections):
        return "sections"
    written = {change.block for change in source}
    if any(question.id in keys and question.id in written for question in module.questions):
        return "key"
    if any(_is_another(was, question) for question in module.questions):
        return "question"
    return "words" if _words_changed(source) > MUCH * _words(edited.after, slug) else None


def _is_another(was: Module, question: Question) -> bool:
    before = next((one for one in was.questions if one.id == question.id), None)
    return before is None or before.kind != question.kind


def _words(source: Source, slug: str) -> int:
    """How many words a module has in the language that the course is written in."""
    names = ((path, read_name(path)) for path in source.files)
    mine = [path for path, name in names if name and (name.slug, name.language) == (slug, None)]
    outlines = outlines_of({path: source.files[path] for path in mine}).values()
    return sum(len(block.words.split()) for outline in outlines for block in outline.blocks)


def _words_changed(many: Sequence[Change]) -> int:
    """How many words are new or gone, whichever are more in each block; what only moved has neither."""
    total = 0
    for change in (one for one in many if one.what != "moved"):
        one, other = (block.words.split() if block else [] for block in (change.before, change.after))
        kept = sum(it.size for it in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
        total += max(len(one), len(other)) - kept
    return total
