"""What two rows have in common: as Python finds it, and for long ones in a way that never takes long."""

from difflib import SequenceMatcher
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.courses import alignment
from lms.courses.alignment import Alignment

ROWS = st.lists(st.sampled_from("abcdefgh"), max_size=30)


@pytest.fixture
def long(monkeypatch):
    """Every row is taken for a long one."""
    monkeypatch.setattr(alignment, "STEPS", 0)
    monkeypatch.setattr(alignment, "STEPS_EACH", 0)


def in_common(before, after):
    """The places that belong to each other, one by one."""
    blocks = Alignment(before, after).get_matching_blocks()
    assert blocks[-1] == (len(before), len(after), 0)
    return [(block.a + place, block.b + place) for block in blocks for place in range(block.size)]


@given(ROWS, ROWS)
def test_short_rows_are_compared_as_python_compares_them(before, after):
    expected = SequenceMatcher(None, before, after, autojunk=False)
    assert Alignment(before, after).get_matching_blocks() == expected.get_matching_blocks()
    assert Alignment(before, after).ratio() == expected.ratio()


@pytest.mark.usefixtures("long")
@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("abc", "abc", [(0, 0), (1, 1), (2, 2)]),
        ("abc", "xyz", []),
        ("", "abc", []),
        ("abxc", "abyc", [(0, 0), (1, 1), (3, 3)]),
        # The c divides, which stands once in each; then the a beside it is found on both sides.
        ("xaacaax", "yacaaay", [(2, 1), (3, 2), (4, 3), (5, 4)]),
        # Of two that have changed places one stays.
        ("xaby", "ubav", [(2, 1)]),
        # Nothing stands once: the first goes with the first, the second with the second.
        ("xababx", "zbabaz", [(2, 1), (4, 3)]),
    ],
)
def test_long_rows_are_divided(before, after, expected):
    assert in_common(before, after) == expected


@pytest.mark.usefixtures("long")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, ROWS)
def test_what_long_rows_have_in_common_is_the_same_and_in_one_order(before, after):
    pairs = in_common(before, after)
    assert all(before[one] == after[other] for one, other in pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))
    assert in_common(before, before) == [(place, place) for place in range(len(before))]


@pytest.mark.usefixtures("long")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.integers(0, 8), st.sampled_from("xyz"))
def test_what_was_put_between_is_all_that_differs(before, place, new):
    pairs = in_common(before, [*before[:place], new, *before[place:]])
    assert [one for one, _ in pairs] == list(range(len(before)))


def test_what_two_long_texts_share_is_found_in_time():
    """Each second line differs, and all others are the same: no longer stretch than a line is common."""
    before = [line for number in range(5_000) for line in (f"same {number}", f"old {number}")]
    after = [line for number in range(5_000) for line in (f"same {number}", f"new {number}")]
    assert in_common(before, after) == [(place, place) for place in range(0, 10_000, 2)]
