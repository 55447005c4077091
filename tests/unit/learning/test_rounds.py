"""Rounds of attempts, closing, and months."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.learning.assessment.rounds import SatAttempt, closed_at, current_round

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def sat(*hours_ago: float | None) -> list[SatAttempt]:
    return [SatAttempt(None if ago is None else NOON - timedelta(hours=ago)) for ago in hours_ago]


@pytest.mark.parametrize(
    ("sittings", "left", "opens"),
    [
        (sat(), 3, None),
        (sat(30), 2, None),
        (sat(30, 29), 1, None),
        (sat(4, 3, 1), 0, NOON + timedelta(hours=23)),
        (sat(30, 28, 25), 3, None),
        (sat(30, 28, 24), 3, None),
        (sat(30, 28, 25, 1), 2, None),
        (sat(30, 28, 25, 3, 2, 1), 0, NOON + timedelta(hours=23)),
        (sat(30, 28, None), 0, NOON),
    ],
)
def test_a_round_of_three_and_a_day(sittings, left, opens):
    current = current_round(sittings, 3, DAY, NOON)
    assert (current.left, current.opens_at, current.open) == (left, opens, opens is None)


def test_without_a_limit_there_is_always_another():
    assert current_round(sat(*[1.0] * 50), None, DAY, NOON).open


def test_without_a_wait_the_next_round_opens_at_once():
    assert current_round(sat(0.5), 1, None, NOON).left == 1


@given(st.lists(st.floats(0, 100), max_size=12), st.integers(1, 4), st.integers(0, 48))
def test_it_opens_sooner_or_later(ago, allowed, wait):
    sittings = sat(*sorted(ago, reverse=True))
    current = current_round(sittings, allowed, timedelta(hours=wait), NOON)
    assert 0 <= current.left <= allowed
    assert current.open == (current.left > 0)
    if current.opens_at:
        assert NOON < current.opens_at <= NOON + timedelta(hours=wait)
        assert current_round(sittings, allowed, timedelta(hours=wait), current.opens_at).left == allowed


@pytest.mark.parametrize(
    ("submitted", "deadline", "closed"),
    [
        (None, None, None),
        (None, NOON + DAY, None),
        (None, NOON, None),
        (None, NOON - timedelta(seconds=29), None),
        (None, NOON - timedelta(seconds=30), NOON - timedelta(seconds=30)),
        (None, NOON - DAY, NOON - DAY),
        (NOON - DAY, None, NOON - DAY),
        (NOON - DAY, NOON + DAY, NOON - DAY),
        (NOON, NOON - DAY, NOON - DAY),
    ],
)
def test_closing(submitted, deadline, closed):
    assert closed_at(submitted, deadline, NOON) == closed
