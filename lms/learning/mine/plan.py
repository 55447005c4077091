"""My learning: what I must do next and by when, what I hold, what expires. Pure."""

import uuid
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date

from lms.courses.course import Course, Module
from lms.learning.progress import CourseProgress, course_progress
from lms.learning.records import Completion
from lms.learning.validity import EXPIRING, holding_completion, last_expiry
from lms.library.shelf import Shelved
from lms.postings.due.current_postings import CurrentPosting
from lms.postings.due.due_date import DueDate


@dataclass(frozen=True, slots=True)
class Record:
    """What one person did in one course, as my learning needs it."""

    enrolled: bool = False
    modules: Mapping[str, int] = field(default_factory=dict)  # those completed, with the edition read last
    completions: tuple[Completion, ...] = ()
    running: uuid.UUID | None = None
    seen: int = 0  # the edition up to which they have seen what changed

    def holding(self, day: date) -> Completion | None:
        """The completion by which the course is held on a day."""
        return holding_completion(self.completions, day)

    def best_pass(self, day: date) -> Completion | None:
        """Of the passes here, each of which has a certificate, the one that lasts longest or was the last."""
        passes = [one for one in self.completions if one.passed]
        return holding_completion(passes, day) or (passes[-1] if passes else None)


@dataclass(frozen=True, slots=True)
class Item:
    """One course for one person on a day."""

    course: Course
    record: Record
    progress: CourseProgress
    holding: Completion | None
    due: DueDate | None
    day: date
    again: tuple[Module, ...] = ()
    news: tuple[Module, ...] = ()

    @property
    def best_pass(self) -> Completion | None:
        return self.record.best_pass(self.day)

    @property
    def earlier(self) -> list[Completion]:
        """The completions besides those that tell how the course is held, newest first."""
        told = (self.holding, self.best_pass) if self.holding is not None else ()
        return [one for one in reversed(self.record.completions) if one not in told]

    @property
    def expiring(self) -> bool:
        ends = self.holding.expires_on if self.holding else None
        return ends is not None and ends - EXPIRING <= self.day

    @property
    def overdue(self) -> bool:
        return self.holding is None and self.due is not None and self.due.day < self.day

    @property
    def lapsed(self) -> date | None:
        """The last day on which the course was held, when that is why there is something to do again."""
        last = last_expiry(self.record.completions) if self.holding is None else None
        return None if last is None or (self.due is not None and self.due.day > last) else last

    @property
    def by(self) -> date | None:
        """The day by which there is something to do, if there is one."""
        if self.holding is not None:
            return self.holding.expires_on
        return (self.lapsed or self.due.day) if self.due is not None else None

    @property
    def to_do(self) -> bool:
        """Whether there is something to do: required, or begun, and not held, expiring or changed since."""
        wanted = self.due is not None or self.record.enrolled
        return wanted and (self.holding is None or self.expiring or bool(self.again))


@dataclass(frozen=True, slots=True)
class Plan:
    """My learning on a day.

    `waiting` counts what is held for my word, `answers` the remarks of mine that have a new answer.
    """

    day: date
    items: tuple[Item, ...]
    places: tuple[CurrentPosting, ...] = field(default=())
    waiting: int = 0
    answers: int = 0

    @property
    def to_do(self) -> list[Item]:
        """What there is to do, most urgent first: what is required by its day, then what else was begun."""
        wanted = [item for item in self.items if item.to_do]
        return sorted(wanted, key=lambda item: (item.due is None, item.by or date.max, item.course.code))

    @property
    def required(self) -> list[Item]:
        return [item for item in self.items if item.due is not None]

    @property
    def held(self) -> list[Item]:
        return [item for item in self.items if item.holding is not None]

    @property
    def earlier(self) -> list[tuple[Item, Completion]]:
        """What was completed besides what is held, and so may have a certificate."""
        return [(item, one) for item in self.items for one in item.earlier]

    @property
    def other(self) -> list[Item]:
        return [item for item in self.items if item.due is None and item.holding is None]


def plan(
    courses: Mapping[str, Shelved],
    records: Mapping[str, Record],
    due: Mapping[str, DueDate],
    day: date,
    places: list[CurrentPosting],
    waiting: int = 0,
    answers: int = 0,
) -> Plan:
    """Puts together what is published, what was done, and what is required on a day."""
    items = []
    for slug, shelved in courses.items():
        record = records.get(slug, Record())
        since, holding = shelved.history.since, record.holding(day)
        current = {module for module, edition in record.modules.items() if edition >= since.get(module, 0)}
        items.append(
            Item(
                shelved.course,
                record,
                course_progress(shelved.course, current),
                holding,
                due.get(slug),
                day,
                again(shelved, current, holding.edition if holding else None),
                news(shelved, record),
            )
        )
    return Plan(day, tuple(items), tuple(places), waiting, answers)


def again(shelved: Shelved, current: Set[str], held: int | None) -> tuple[Module, ...]:
    """The modules that whoever holds the course in an edition is asked to read again: changed materially
    since, and not completed since."""
    if held is None:
        return ()
    since = shelved.history.since
    return tuple(
        module
        for module in shelved.course.modules
        if since.get(module.slug, 0) > held and module.slug not in current
    )


def news(shelved: Shelved, record: Record) -> tuple[Module, ...]:
    """The modules of whose change their trainer wished those to be told who had completed them."""
    told = {
        module
        for edition, module in shelved.history.told
        if module in record.modules and edition > max(record.modules[module], record.seen)
    }
    return tuple(module for module in shelved.course.modules if module.slug in told)
