"""Four times the text takes at most five times as long: reading, checking and comparing what was written."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

import pytest

from tests.unit.courses.patterns import PATTERNS, Work

SIZE = 8_000
TIMES = 4
MOST = 5
MEASURABLE = 0.005
"""Seconds of the processor; what takes less is measured with more text."""
ROUNDS = 6


@contextmanager
def without_collector() -> Iterator[None]:
    """Looking for garbage takes the longer the more there is; whoever checks a text leaves it out."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def seconds(work: Work) -> float:
    start = process_time()
    work()
    return process_time() - start


@pytest.mark.parametrize("name", PATTERNS)
def test_time_grows_with_the_text(name):
    with without_collector():
        size = SIZE
        if seconds(PATTERNS[name](size)) < MEASURABLE:
            size *= TIMES
        one = PATTERNS[name](size)
        other = PATTERNS[name](size * TIMES)
        shorter = []
        longer = []
        # A busy machine makes some rounds longer, and none shorter.
        for _ in range(ROUNDS):
            shorter.append(seconds(one))
            longer.append(seconds(other))
            if min(longer) <= MOST * max(min(shorter), MEASURABLE):
                return
    pytest.fail(f"{size} bytes took {min(shorter):.3f} s, four times as many {min(longer):.3f} s")
