"""Women and men are counted so that no number, and no two numbers, tell anybody's gender."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.reporting.gender import GROUPS, LEAST_PEOPLE, counted_on, shown

NUMBERS = st.tuples(*[st.integers(0, 120)] * len(GROUPS))


def of(*numbers: int) -> tuple[int | None, ...] | None:
    return shown(dict(zip(GROUPS, numbers, strict=True)))


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((30, 20, 0, 0), (30, 20, None, None)),
        ((45, 44, 0, 30), (50, 40, None, 30)),
        ((31, 19, 0, 0), (30, None, None, None)),
        ((30, 19, 0, 0), None),
        ((50, 0, 0, 0), None),
        ((0, 0, 0, 99), None),
        ((99, 1, 0, 0), (100, None, None, None)),
        ((0, 0, 0, 0), None),
    ],
)
def test_what_is_shown(numbers: tuple[int, ...], expected: tuple[int | None, ...] | None) -> None:
    assert of(*numbers) == expected


def test_what_is_not_counted_is_none_of_them() -> None:
    assert shown({"F": 60, "M": 23}) == (60, 20, None, None)


@given(NUMBERS)
def test_only_tens_of_twenty_and_more(numbers: tuple[int, ...]) -> None:
    told = of(*numbers)
    people = sum(numbers)
    assert (told is None) == (people < LEAST_PEOPLE or people in numbers)
    for number, true in zip(told or (), numbers, strict=False):
        assert number is None or (number >= 20 and number % 10 == 0 and abs(number - true) <= 5)
        assert (number is None) == (true < 20)


@given(NUMBERS, st.integers(0, 3))
def test_one_person_more_changes_one_number_by_one_ten_at_most(numbers: tuple[int, ...], place: int) -> None:
    """What is not shown is less than 20: the ten below."""
    more = [number + (place == there) for there, number in enumerate(numbers)]
    before, after = of(*numbers), of(*more)
    if before is None or after is None:
        return
    changes = [abs((one or 10) - (other or 10)) for one, other in zip(before, after, strict=True)]
    assert sum(changes) <= 10


@pytest.mark.parametrize("month", [1, 3, 12])
@pytest.mark.parametrize("day", [1, 16, 31])
def test_they_are_counted_as_of_the_end_of_the_last_month(month: int, day: int) -> None:
    ends = {1: date(2025, 12, 31), 3: date(2026, 2, 28), 12: date(2026, 11, 30)}
    assert counted_on(date(2026, month, day)) == ends[month]
