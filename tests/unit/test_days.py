"""Days: periods that may be open at their end, and calendar months."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.days import add_months, earliest, is_over, outlasts, within

BEFORE, DAY, AFTER = date(2026, 11, 15), date(2026, 11, 16), date(2026, 11, 17)


@pytest.mark.parametrize(
    ("first_day", "last_day", "inside"),
    [
        (DAY, DAY, True),
        (BEFORE, DAY, True),
        (DAY, AFTER, True),
        (DAY, None, True),
        (BEFORE, BEFORE, False),
        (AFTER, AFTER, False),
        (AFTER, None, False),
    ],
)
def test_both_days_belong_to_a_period(first_day, last_day, inside):
    assert within(DAY, first_day, last_day) is inside


@pytest.mark.parametrize(("last_day", "over"), [(BEFORE, True), (DAY, False), (AFTER, False), (None, False)])
def test_a_period_is_over_the_day_after_its_last(last_day, over):
    assert is_over(last_day, DAY) is over


@pytest.mark.parametrize(
    ("last_day", "other", "longer"),
    [
        (AFTER, DAY, True),
        (DAY, DAY, False),
        (BEFORE, DAY, False),
        (None, DAY, True),
        (DAY, None, False),
        (None, None, False),
    ],
)
def test_nothing_outlasts_what_is_open(last_day, other, longer):
    assert outlasts(last_day, other) is longer


@pytest.mark.parametrize(
    ("days", "first"), [((DAY, AFTER), DAY), ((None, AFTER), AFTER), ((DAY, None), DAY), ((None, None), None)]
)
def test_the_earliest_last_day(days, first):
    assert earliest(*days) == first


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-11-16", 12, "2027-11-16"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-10-31", 1, "2026-11-30"),
        ("2026-11-16", 0, "2026-11-16"),
        ("2026-11-16", 24, "2028-11-16"),
    ],
)
def test_months_are_calendar_months(day, months, later):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(later)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
def test_a_month_later_is_the_same_day_or_the_last(day, months):
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == min(day.day, monthrange(later.year, later.month)[1])
