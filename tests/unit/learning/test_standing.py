"""The state of one person in one course on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.learning.mine.plan import Item, Record
from lms.learning.records import Completion
from lms.learning.standing import STATES, Earned, belongs_in_report, standing_on
from lms.learning.validity import EXPIRING
from lms.postings.due.due_date import DueDate

DAY = date(2026, 11, 22)
ONE = timedelta(days=1)
days = st.dates(DAY - timedelta(days=200), DAY + timedelta(days=200))
maybe = st.none() | days


def until(last: date | None) -> list[Earned]:
    return [Earned(date(2024, 3, 1), last)]


@pytest.mark.parametrize(
    ("completions", "enrolled", "due", "state", "begun"),
    [
        ([], False, None, "not_begun", False),
        ([], False, DAY, "not_begun", False),
        ([], True, DAY, "in_progress", True),
        ([], True, None, "in_progress", True),
        ([], False, DAY - ONE, "overdue", False),
        ([], True, DAY - ONE, "overdue", True),
        (until(None), True, DAY - ONE, "complete", True),
        (until(DAY + EXPIRING + ONE), True, None, "complete", True),
        (until(DAY + EXPIRING), True, None, "expiring", True),
        (until(DAY), False, DAY - ONE, "expiring", True),
        (until(DAY - ONE), True, DAY - ONE, "overdue", True),
        (until(DAY - ONE), True, DAY + ONE, "in_progress", True),
        # Earned further east, where tomorrow has begun.
        ([Earned(DAY + ONE, None)], True, DAY, "complete", True),
    ],
)
def test_states(completions: list[Earned], enrolled: bool, due: date | None, state: str, begun: bool) -> None:
    standing = standing_on(completions, enrolled, due, DAY)
    assert (standing.state, standing.begun, standing.due) == (state, begun, due)


def test_the_completion_that_lasts_longest_gives_the_dates() -> None:
    first, second = Earned(date(2024, 1, 5), date(2027, 1, 5)), Earned(date(2026, 1, 5), date(2028, 1, 5))
    standing = standing_on([second, first], True, None, DAY)
    assert (standing.since, standing.until) == (date(2026, 1, 5), date(2028, 1, 5))
    forever = Earned(date(2020, 1, 5), None)
    assert standing_on([second, forever, first], True, None, DAY).until is None


def test_of_those_that_never_expire_the_last_gives_the_day() -> None:
    first, last = Earned(date(2020, 1, 5), None), Earned(date(2025, 1, 5), None)
    assert standing_on([first, last], True, None, DAY).since == last.day
    assert standing_on([last, first], True, None, DAY).since == last.day


def test_what_lapsed_is_told_while_it_is_not_held() -> None:
    lapsed = [Earned(date(2020, 1, 5), date(2022, 1, 5)), Earned(date(2022, 2, 5), date(2024, 2, 5))]
    assert standing_on(lapsed, False, DAY, DAY).lapsed == date(2024, 2, 5)
    assert standing_on([*lapsed, Earned(DAY, None)], False, DAY, DAY).lapsed is None


@pytest.mark.parametrize(
    ("due", "lapsed", "since"),
    [
        (date(2025, 11, 19), None, date(2025, 11, 20)),
        (date(2025, 11, 19), date(2024, 2, 5), date(2025, 11, 20)),
        (date(2025, 11, 19), date(2025, 11, 19), date(2025, 11, 20)),
        (date(2025, 11, 19), date(2026, 10, 25), date(2026, 10, 26)),
        (DAY, date(2026, 10, 25), None),
        (None, date(2026, 10, 25), None),
    ],
)
def test_overdue_since_the_later_of_due_and_lapsed(
    due: date | None, lapsed: date | None, since: date | None
) -> None:
    earned = until(lapsed) if lapsed else []
    assert standing_on(earned, True, due, DAY).overdue_since == since


def test_what_is_held_is_overdue_since_no_day() -> None:
    assert standing_on(until(DAY), True, DAY - ONE, DAY).overdue_since is None


@pytest.mark.parametrize(
    ("completions", "enrolled", "due", "belongs"),
    [
        ([], False, None, False),
        ([], True, None, True),
        ([], False, DAY, True),
        (until(DAY), False, None, True),
        (until(DAY - ONE), False, None, False),
        ([Earned(DAY + ONE, None)], False, None, True),
    ],
)
def test_who_belongs_in_a_report(
    completions: list[Earned], enrolled: bool, due: date | None, belongs: bool
) -> None:
    assert belongs_in_report(completions, enrolled, due, DAY) is belongs


@given(
    st.lists(st.tuples(st.dates(DAY - timedelta(days=400), DAY), maybe)),
    st.booleans(),
    maybe,
)
def test_my_learning_and_the_report_agree(
    earned: list[tuple[date, date | None]], enrolled: bool, due: date | None
) -> None:
    standing = standing_on([Earned(*dates) for dates in earned], enrolled, due, DAY)
    rows = tuple(Completion(day=day, expires_on=ends) for day, ends in earned)
    record = Record(enrolled=enrolled, completions=rows)
    asked = DueDate("c", due, None, 30) if due else None  # type: ignore[arg-type]
    item = Item(None, record, None, record.holding(DAY), asked, DAY)  # type: ignore[arg-type]
    if item.holding is not None:
        expected = "expiring" if item.expiring else "complete"
    else:
        expected = "overdue" if item.overdue else "in_progress" if enrolled else "not_begun"
    assert standing.state == expected
    assert standing.state in STATES
    assert standing.overdue_since == (item.by + ONE if item.overdue and item.by else None)
