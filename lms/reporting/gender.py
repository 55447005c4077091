"""Gender: self-declared, and counted only so that nobody's can be told from a number, or from two. Pure.

Two counts that differ by one person would give that person's gender away. So holders are counted as of the
end of the last month, whoever came or went since, and in tens.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from lms.web.languages import N_

LEAST_PEOPLE = 50
LEAST = 20
STEP = 10
# In the order of the table; nothing declared is a group like the others.
GROUPS: dict[str | None, str] = {
    "F": N_("Women"),
    "M": N_("Men"),
    "other": N_("Other"),
    None: N_("Undisclosed"),
}


def counted_on(day: date) -> date:
    """The day of the counts that are shown on a day: the last of the month before."""
    return day.replace(day=1) - timedelta(days=1)


def shown(counted: Mapping[str | None, int]) -> tuple[int | None, ...] | None:
    """The four numbers in the order of GROUPS, to the nearest ten; None for a group of fewer than 20.

    Nothing at all of fewer than 50 people, or where one group is everybody.
    """
    numbers = [counted.get(group, 0) for group in GROUPS]
    people = sum(numbers)
    if people < LEAST_PEOPLE or max(numbers) == people:
        return None
    return tuple(_in_tens(number) if number >= LEAST else None for number in numbers)


def _in_tens(number: int) -> int:
    return (number + STEP // 2) // STEP * STEP
