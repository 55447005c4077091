"""Days: periods that may be open at their end, and calendar months. Pure.

A period has a first day and a last day, both included; without a last day it is open and goes on.
"""

from calendar import monthrange
from datetime import date


def within(day: date, first_day: date, last_day: date | None) -> bool:
    """Whether a day falls in the period."""
    return first_day <= day and not is_over(last_day, day)


def is_over(last_day: date | None, day: date) -> bool:
    """Whether a period with this last day has ended before a day."""
    return last_day is not None and last_day < day


def outlasts(last_day: date | None, other: date | None) -> bool:
    """Whether a period with this last day goes on longer than one with the other."""
    if other is None:
        return False
    return last_day is None or last_day > other


def earliest(*last_days: date | None) -> date | None:
    """The first of these last days; open when all of them are."""
    return min((day for day in last_days if day is not None), default=None)


def add_months(day: date, months: int) -> date:
    """A day so many calendar months later; 31 January and one month is the last day of February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last_of_month = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last_of_month))
