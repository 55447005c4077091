"""Arrival: since when somebody serves below a unit without a break. Pure.

A move inside the unit is no new arrival.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lms.days import is_over

# A day on the road between two postings breaks nothing.
BREAK = timedelta(days=2)

Line = tuple[uuid.UUID, ...]


@dataclass(frozen=True, slots=True)
class Stay:
    """A posting as arrival sees it: its days, and the units it answers to."""

    first_day: date
    last_day: date | None
    units: Line


def arrival(first_day: date, stays: Iterable[Stay], unit: uuid.UUID) -> date:
    """The first day of the unbroken stays below a unit that lead up to one which began on first_day."""
    for stay in sorted(stays, key=lambda stay: stay.first_day, reverse=True):
        unbroken = not is_over(stay.last_day, first_day - BREAK)
        if unit in stay.units and unbroken:
            first_day = min(first_day, stay.first_day)
    return first_day


def stay(row: Any, line: Callable[[uuid.UUID], Line]) -> Stay:
    """A posting's row as a stay; `line` tells what a unit answers to."""
    return Stay(row.first_day, row.last_day, line(row.unit_id))
