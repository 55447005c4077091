"""Publishing: from the files of a course to an edition, with every problem and every change told first."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from lms.authoring.publication.affected import Affected, affected
from lms.courses.comparing.material import MATERIAL, WORDING, Changes, Edited, ModuleChange
from lms.courses.compiling.compiled import Compiled
from lms.courses.course import Course
from lms.courses.problems import Problem
from lms.courses.source import ACCEPTED, Source, read_folder, revision
from lms.database import end_read, write_transaction
from lms.library import edition as editions
from lms.library import shelf
from lms.library.earlier import last_question
from lms.library.edition import newest
from lms.library.history import Decisions
from lms.library.limited import compare, compile_course, problem_of
from lms.web.child.limits import OverLimit


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of publishing a folder: the number of the edition, or the problems that stand against it."""

    course: str
    edition: int | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.is_error)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The next edition of a course, before anything is confirmed.

    `course` is None when an error stands against it. `from_edition` is the one in force, if there is any.
    """

    source: Source
    course: Course | None
    problems: tuple[Problem, ...]
    from_edition: int | None
    changes: Changes
    changed: bool

    @property
    def slug(self) -> str:
        return self.source.slug

    @property
    def to_edition(self) -> int:
        """The number that the edition will have; that of the one in force when the files are the same."""
        return (self.from_edition or 0) + (1 if self.changed else 0)

    @property
    def modules(self) -> tuple[ModuleChange, ...]:
        """The changes to modules of which there is a kind to be decided."""
        slugs = {module.slug for module in self.course.modules} if self.course else set()
        return tuple(change for change in self.changes.modules if change.module in slugs)

    def kinds(self, decided: Mapping[str, str] | None = None) -> dict[str, str]:
        """The kind of each change: as decided, else as proposed. Only a module's can be material."""
        decidable = {change.module for change in self.modules}
        chosen = {slug: kind for slug, kind in (decided or {}).items() if slug in decidable}
        return {change.module: chosen.get(change.module, change.kind) for change in self.changes.modules}

    def affected(self, kinds: Mapping[str, str]) -> Affected:
        """Whom the changes affect when they are of these kinds; a first edition affects nobody."""
        return affected(self.slug, {slug for slug, kind in kinds.items() if kind == MATERIAL})


def folders() -> list[Path]:
    """The folders of courses/ that hold a course."""
    root: Path = current_app.config["SETTINGS"].courses
    return sorted(path.parent for path in root.glob("*/course.md"))


def propose(source: Source) -> Proposal:
    """What publishing these files would change. Reads only; parsing holds no writer up."""
    compiled = _compiled(source)
    edition = newest(source.slug)
    if edition is None or compiled.course is None:
        number = edition.number if edition else None
        changed = compiled.course is not None  # a first edition changes all, a broken one nothing
        return Proposal(source, compiled.course, compiled.problems, number, Changes(), changed)
    before = Source(source.slug, edition.files())
    if ACCEPTED in before.files and ACCEPTED not in source.files:
        # A folder that was sent around without it has forgotten nothing of what was accepted.
        return propose(Source(source.slug, {**source.files, ACCEPTED: before.files[ACCEPTED]}))
    old = shelf.edition(source.slug, edition.number)
    new = compiled.course
    earlier = last_question(source.slug, edition.number, _ids(new) - _ids(old))
    try:
        changes = compare(Edited(before, old, source, new, earlier))
    except OverLimit as over:
        problems = (*compiled.problems, problem_of(over))
        return Proposal(source, None, problems, edition.number, Changes(), False)
    changed = edition.revision != revision(source)
    return Proposal(source, compiled.course, compiled.problems, edition.number, changes, changed)


def _compiled(source: Source) -> Compiled:
    """The course, or what stands against it; that it takes too much to compile it does, too."""
    try:
        return compile_course(source)
    except OverLimit as over:
        return Compiled(None, (problem_of(over),))


def _ids(course: Course) -> set[str]:
    return {question.id for question in course.questions}


def confirm(
    proposal: Proposal,
    kinds: Mapping[str, str],
    tell: frozenset[str] = frozenset(),
    *,
    by: uuid.UUID | None = None,
) -> int:
    """Publishes what was proposed, in an open transaction; the number of the edition that is in force.

    All keys that changed are confirmed by it. Raises PublishedMeanwhile when another edition came between.
    """
    if proposal.course is None:
        raise ValueError("a course with an error in it cannot be published")
    material = {slug for slug, kind in proposal.kinds(kinds).items() if kind == MATERIAL}
    changed = {change.module for change in proposal.modules}
    decided = Decisions(frozenset(material), tell & changed, frozenset(proposal.changes.keys))
    after = proposal.from_edition or 0
    return editions.publish(proposal.source, proposal.course, decided, after=after, by=by).number


def publish_folder(folder: Path, *, by: uuid.UUID | None = None) -> Outcome:
    """Publishes the course in a folder for the first time; with an error in it nothing changes.

    It is read and compiled first, so that no other writer waits for that.
    """
    proposal = propose(read_folder(folder))
    if proposal.course is None:
        return Outcome(folder.name, None, proposal.problems)
    end_read()
    with write_transaction():
        number = confirm(proposal, {}, by=by)
    return Outcome(folder.name, number, proposal.problems)


def publish_missing() -> list[Outcome]:
    """Publishes every course that has no edition yet; one that has keeps it until it is published by hand."""
    missing = [folder for folder in folders() if newest(folder.name) is None]
    end_read()
    return [publish_folder(folder) for folder in missing]


def as_plain(proposal: Proposal, kinds: Mapping[str, str]) -> dict[str, object]:
    """A proposal as `lms publish --format json` prints it, for these kinds of changes."""
    whom = proposal.affected(kinds)
    return {
        "course": proposal.slug,
        "from_edition": proposal.from_edition,
        "to_edition": proposal.to_edition,
        "changes": [
            {"module": module, "block": block, "kind": kinds.get(module, WORDING)}
            for module, block in dict.fromkeys(
                (module.module, change.block)
                for module in proposal.changes.modules
                for change in module.changes
            )
        ],
        "keys": list(proposal.changes.keys),
        "keep": whom.keep,
        "redo": whom.redo,
    }
