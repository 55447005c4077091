"""A remark as it is told: where it was made, what became of it, and since when. Pure but for its reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from lms.courses.course import Course, Module
from lms.database import read_rows
from lms.learning.remarks.remarks import OPEN, Decision, Remark
from lms.library.rendering import titled
from lms.library.shelf import Shelved


def state_after(kind: str | None) -> str:
    """How a remark stands whose last decision is of this kind, or that has none."""
    return OPEN if kind is None or kind == "reopened" else kind


@dataclass(frozen=True, slots=True)
class Thread:
    """A remark with its decisions, oldest first."""

    remark: Remark
    decisions: tuple[Decision, ...] = ()

    @property
    def state(self) -> str:
        """What its last decision says; open without one, and when it was opened again."""
        return state_after(self.decisions[-1].kind if self.decisions else None)

    @property
    def open(self) -> bool:
        return self.state == OPEN

    @property
    def number(self) -> int:
        """That of its last decision."""
        return self.decisions[-1].number if self.decisions else 0

    @property
    def new(self) -> bool:
        """Whether something was decided that its writer has not read."""
        return any(one.seen_at is None and one.kind != "reopened" for one in self.decisions)


@dataclass(frozen=True, slots=True)
class Where:
    """Where a remark was made, as it is in the edition in force; slugs stand in for what is there no more."""

    remark: Remark
    course: Course | None
    module: Module | None
    in_force: int | None

    @property
    def code(self) -> str:
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
        sections = self.module.sections if self.module else ()
        read = self.remark.language
        return next((one.id for one in sections if one.text(read).title == self.remark.section), None)


def where_made(remark: Remark, courses: Mapping[str, Shelved]) -> Where:
    """Where a remark was made."""
    shelved = courses.get(remark.course)
    course = shelved.course if shelved else None
    module = course.module(remark.module) if course else None
    return Where(remark, course, module, shelved.edition if shelved else None)


def threads_of(remarks: Sequence[Remark]) -> list[Thread]:
    """Remarks with their decisions, in one query."""
    statement = sa.select(Decision).where(Decision.remark_id.in_([one.id for one in remarks]))
    decisions = list(read_rows(statement.order_by(Decision.number)).scalars()) if remarks else []
    return [Thread(one, tuple(had for had in decisions if had.remark_id == one.id)) for one in remarks]
