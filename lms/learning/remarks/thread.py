"""A remark with its decisions, how it stands by them, and where it was made. Pure but for what reads them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from lms.courses.course import Course, Module
from lms.database import read_rows
from lms.learning.remarks.remarks import Decision, DecisionKind, Remark
from lms.library.rendering import titled
from lms.library.shelf import Shelved


class RemarkState(StrEnum):
    """How a remark stands, as its last decision says."""

    OPEN = "open"
    ANSWERED = "answered"
    MENDED = "mended"
    UNCHANGED = "unchanged"
    REMOVED = "removed"


def state_after(kind: str | None) -> RemarkState:
    """How a remark stands whose last decision is of this kind, or that has none."""
    if kind is None or kind == DecisionKind.REOPENED:
        return RemarkState.OPEN
    return RemarkState(kind)


@dataclass(frozen=True, slots=True)
class Thread:
    """A remark with its decisions, oldest first."""

    remark: Remark
    decisions: tuple[Decision, ...] = ()

    @property
    def state(self) -> RemarkState:
        """What its last decision says; open without one, and when it was opened again."""
        last_kind = self.decisions[-1].kind if self.decisions else None
        return state_after(last_kind)

    @property
    def open(self) -> bool:
        """Whether a trainer has yet to decide of it."""
        return self.state == RemarkState.OPEN

    @property
    def number(self) -> int:
        """The number of its last decision, by which a form says what its reader has seen; 0 without one."""
        return self.decisions[-1].number if self.decisions else 0

    @property
    def new(self) -> bool:
        """Whether something was decided that its writer has not read."""
        unseen = [decision for decision in self.decisions if decision.seen_at is None]
        return any(decision.kind != DecisionKind.REOPENED for decision in unseen)


@dataclass(frozen=True, slots=True)
class Where:
    """Where a remark was made, as it is in the edition in force; slugs stand in for what is there no more."""

    remark: Remark
    course: Course | None
    module: Module | None
    in_force: int | None

    @property
    def code(self) -> str:
        """The course's code."""
        return self.course.code if self.course else self.remark.course

    @property
    def other_in_force(self) -> int | None:
        """The edition in force, where it is another than the one that the remark was made on."""
        return self.in_force if self.in_force != self.remark.edition else None

    def title(self, language: str) -> str:
        """The module's title, marked where it is in another language."""
        return titled(self.module, language) if self.module else self.remark.module

    @property
    def anchor(self) -> str | None:
        """The id of its section, if there still is one of that title."""
        if self.module is None:
            return None
        for section in self.module.sections:
            if section.text(self.remark.language).title == self.remark.section:
                return section.id
        return None


def where_made(remark: Remark, courses: Mapping[str, Shelved]) -> Where:
    """Where a remark was made."""
    shelved = courses.get(remark.course)
    if shelved is None:
        return Where(remark, None, None, None)
    return Where(remark, shelved.course, shelved.course.module(remark.module), shelved.edition)


def threads_of(remarks: Sequence[Remark]) -> list[Thread]:
    """Remarks with their decisions, in one query."""
    if not remarks:
        return []
    ids = [remark.id for remark in remarks]
    statement = sa.select(Decision).where(Decision.remark_id.in_(ids)).order_by(Decision.number)
    by_remark: dict[uuid.UUID, list[Decision]] = {}
    for decision in read_rows(statement).scalars():
        by_remark.setdefault(decision.remark_id, []).append(decision)
    return [Thread(remark, tuple(by_remark.get(remark.id, ()))) for remark in remarks]
