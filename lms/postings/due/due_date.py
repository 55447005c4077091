"""The due date of a posting: which courses must be held, and by which day. Pure."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from lms.days import within
from lms.people.unit_tree import UnitTree
from lms.postings.due.arrival import Stay, arrival


class InUnit(Protocol):
    """A posting, as far as its due dates need it."""

    @property
    def unit(self) -> uuid.UUID: ...
    @property
    def first_day(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Service:
    """What a due date needs of a posting: since when, the units it answers to, all stays of its person."""

    first_day: date
    units: tuple[uuid.UUID, ...]
    stays: tuple[Stay, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """What a due date needs of a requirement."""

    unit: uuid.UUID
    course: str
    days: int
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class DueDate:
    """A course, the day by which it must be held, and why."""

    course: str
    day: date
    unit: uuid.UUID
    days: int


def due_dates(services: Iterable[Service], rules: Iterable[Rule], day: date) -> dict[str, DueDate]:
    """What must be held, by course: the earliest due date of all that applies on the day.

    Days count from arrival below the unit that requires the course, so that a move inside it gives no new due
    date. A requirement that came into force after arrival counts its days from then, so that nobody is
    overdue before they could know.
    """
    earliest: dict[str, DueDate] = {}
    in_force = [rule for rule in rules if within(day, rule.first_day, rule.last_day)]
    for service in services:
        for rule in in_force:
            if rule.unit not in service.units:
                continue
            due = _due_date(service, rule)
            if rule.course not in earliest or due.day < earliest[rule.course].day:
                earliest[rule.course] = due
    return earliest


def _due_date(service: Service, rule: Rule) -> DueDate:
    arrived = arrival(service.first_day, service.stays, rule.unit)
    counted_from = max(arrived, rule.first_day)
    return DueDate(rule.course, counted_from + timedelta(days=rule.days), rule.unit, rule.days)


def due_dates_below(
    postings: Iterable[InUnit], stays: Iterable[Stay], rules: Iterable[Rule], tree: UnitTree, day: date
) -> dict[str, DueDate]:
    """What these postings require, by course, of a person with these stays, there and elsewhere."""
    all_stays = tuple(stays)
    services = [Service(posting.first_day, tree.line(posting.unit), all_stays) for posting in postings]
    return due_dates(services, rules, day)
