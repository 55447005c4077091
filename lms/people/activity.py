"""Facts about persons from the rooms above, in numbers and days, which tell two records of one person apart.

No more than that: whoever keeps records does not see what somebody answered, or how well.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import Flask

from lms.web.clock import today
from lms.web.plug import Plug


@dataclass(frozen=True, slots=True)
class Activity:
    """How many of something each of several persons has, or when they last used the site."""

    term: str  # in English
    values: Mapping[uuid.UUID, int | datetime]


ActivityOf = Callable[[Sequence[uuid.UUID], date], list[Activity]]
"""What a room tells of these people on a day."""

ACTIVITY: Plug[list[ActivityOf]] = Plug("activity")
"""Who can tell something of people. `create_app` puts in those of the rooms above; the page on which two
records of a person are compared asks each of them."""


def report_activity_from(app: Flask, rooms: list[ActivityOf]) -> None:
    """Has rooms above tell something of persons, without this room's knowing them."""
    ACTIVITY.put_in(app, rooms)


def has_done_anything(person_id: uuid.UUID) -> bool:
    """Whether anything is told of a person: whether they have learnt here."""
    return any(activity.values.get(person_id) for activity in activity_of([person_id]))


def activity_of(people: Sequence[uuid.UUID]) -> list[Activity]:
    """All that is told of these persons today."""
    return [activity for ask in ACTIVITY.get() for activity in ask(people, today())]
