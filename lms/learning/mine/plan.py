"""My learning: what I must do next and by when, what I hold, what expires. Pure."""

import uuid
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from lms.courses.course import Course, Module
from lms.learning.progress import CourseProgress, course_progress
from lms.learning.records import Completion
from lms.learning.validity import expires_soon, holding_completion, last_expiry
from lms.library.shelf import Shelved
from lms.postings.due.current_postings import CurrentPosting
from lms.postings.due.due_date import DueDate


@dataclass(frozen=True, slots=True)
class Record:
    """What one person did in one course, as my learning needs it."""

    enrolled: bool = False
    modules: Mapping[str, int] = field(default_factory=dict)  # those completed, with the edition read last
    completions: tuple[Completion, ...] = ()  # of the course, oldest first
    running: uuid.UUID | None = None  # the attempt that runs
    seen: int = 0  # the edition up to which they have seen what changed

    def holding(self, day: date) -> Completion | None:
        """The completion by which the course is held on a day."""
        return holding_completion(self.completions, day)

    def best_pass(self, day: date) -> Completion | None:
        """Of the passes here, each of which has a certificate, the one that lasts longest or was the last."""
        passes = [completion for completion in self.completions if completion.passed]
        if not passes:
            return None
        return holding_completion(passes, day) or passes[-1]


@dataclass(frozen=True, slots=True)
class Item:
    """One course for one person on a day.

    `again`: the modules that they are asked to read again; `news`: those of whose change they are told.
    """

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
        newest_first = self.record.completions[::-1]
        if self.holding is None:
            return list(newest_first)
        shown = (self.holding, self.best_pass)
        return [completion for completion in newest_first if completion not in shown]

    @property
    def expiring(self) -> bool:
        """Whether it is held, and expires so soon that its holder is told."""
        return self.holding is not None and expires_soon(self.holding, self.day)

    @property
    def overdue(self) -> bool:
        """Whether it was due before the day and is not held."""
        return self.holding is None and self.due is not None and self.due.day < self.day

    @property
    def lapsed(self) -> date | None:
        """The last day on which the course was held, when that is why there is something to do again."""
        if self.holding is not None:
            return None
        last_day = last_expiry(self.record.completions)
        if last_day is None or (self.due is not None and self.due.day > last_day):
            return None
        return last_day

    @property
    def by(self) -> date | None:
        """The day by which there is something to do, if there is one."""
        if self.holding is not None:
            return self.holding.expires_on
        if self.due is None:
            return None
        return self.lapsed or self.due.day

    @property
    def to_do(self) -> bool:
        """Whether there is something to do: required, or begun, and not held, expiring or changed since."""
        wanted = self.due is not None or self.record.enrolled
        return wanted and (self.holding is None or self.expiring or bool(self.again))


@dataclass(frozen=True, slots=True)
class Plan:
    """My learning on a day.

    `waiting` counts the sets of answers that are kept until I send or discard them, `answers` the remarks of
    mine that have a new answer.
    """

    day: date
    items: tuple[Item, ...]
    places: tuple[CurrentPosting, ...] = field(default=())
    waiting: int = 0
    answers: int = 0

    def item(self, slug: str) -> Item:
        """A published course in my learning."""
        return next(item for item in self.items if item.course.slug == slug)

    @property
    def to_do(self) -> list[Item]:
        """What there is to do, most urgent first: what is required by its day, then what else was begun."""
        wanted = [item for item in self.items if item.to_do]
        return sorted(wanted, key=_urgency)

    @property
    def required(self) -> list[Item]:
        """What their post requires, held or not."""
        return [item for item in self.items if item.due is not None]

    @property
    def held(self) -> list[Item]:
        """What is held, required or not."""
        return [item for item in self.items if item.holding is not None]

    @property
    def earlier(self) -> list[tuple[Item, Completion]]:
        """What was completed besides what is held, and so may have a certificate."""
        return [(item, completion) for item in self.items for completion in item.earlier]

    @property
    def other(self) -> list[Item]:
        """What is neither required nor held."""
        return [item for item in self.items if item.due is None and item.holding is None]


def _urgency(item: Item) -> tuple[bool, date, str]:
    """For sorting: required first, then by the day, then by code."""
    return item.due is None, item.by or date.max, item.course.code


def plan(
    courses: Mapping[str, Shelved],
    records: Mapping[str, Record],
    due: Mapping[str, DueDate],
    day: date,
    places: Sequence[CurrentPosting],
    waiting: int = 0,
    answers: int = 0,
) -> Plan:
    """Puts together what is published, what was done, and what is required on a day."""
    items = [
        _item(shelved, records.get(slug, Record()), due.get(slug), day) for slug, shelved in courses.items()
    ]
    return Plan(day, tuple(items), tuple(places), waiting, answers)


def _item(shelved: Shelved, record: Record, due: DueDate | None, day: date) -> Item:
    since = shelved.history.since
    completed = {module for module, edition in record.modules.items() if edition >= since.get(module, 0)}
    holding = record.holding(day)
    return Item(
        course=shelved.course,
        record=record,
        progress=course_progress(shelved.course, completed),
        holding=holding,
        due=due,
        day=day,
        again=_to_read_again(shelved, completed, holding),
        news=_to_be_told_of(shelved, record),
    )


def _to_read_again(shelved: Shelved, completed: Set[str], holding: Completion | None) -> tuple[Module, ...]:
    """The modules that whoever holds the course is asked to read again.

    They changed materially after the edition by which it is held, and were not completed since.
    """
    if holding is None:
        return ()
    since = shelved.history.since
    return tuple(
        module
        for module in shelved.course.modules
        if since.get(module.slug, 0) > holding.edition and module.slug not in completed
    )


def _to_be_told_of(shelved: Shelved, record: Record) -> tuple[Module, ...]:
    """The modules of whose change their trainer wished those to be told who had completed them.

    Nobody is told of what they completed after it changed, or said that they have seen.
    """
    slugs = {
        module
        for edition, module in shelved.history.told
        if module in record.modules and edition > max(record.modules[module], record.seen)
    }
    return tuple(module for module in shelved.course.modules if module.slug in slugs)
