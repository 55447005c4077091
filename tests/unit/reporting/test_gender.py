"""Women and men are counted only where no small group can be made out."""

from collections import defaultdict
from itertools import product

import pytest

from lms.reporting.gender import GROUPS, LEAST, shown


def of(*numbers: int) -> tuple[int | None, ...]:
    return shown(dict(zip(GROUPS, numbers, strict=True)))


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((0, 0, 0, 0), (0, 0, 0, 0)),
        ((5, 12, 0, 30), (5, 12, 0, 30)),
        ((4, 12, 0, 30), (None, None, 0, 30)),
        ((4, 30, 0, 12), (None, 30, 0, None)),
        ((4, 3, 0, 30), (None, None, 0, 30)),
        ((2, 1, 0, 30), (None, None, 0, None)),
        ((3, 0, 0, 0), (None, None, None, None)),
        ((1, 1, 1, 1), (None, None, None, None)),
        ((1, 1, 1, 7), (None, None, None, None)),
        ((2, 2, 1, 7), (None, None, None, 7)),
        ((0, 9, 0, 0), (0, 9, 0, 0)),
    ],
)
def test_what_is_shown(numbers: tuple[int, ...], expected: tuple[int | None, ...]) -> None:
    assert of(*numbers) == expected


def test_no_number_from_one_to_four_is_shown_or_can_be_computed() -> None:
    """Whoever knows the whole and this very rule still finds several numbers for each withheld group."""
    seen = defaultdict(list)
    for numbers in product(range(13), repeat=4):
        told = of(*numbers)
        assert all(number is None or number == 0 or number >= LEAST for number in told)
        seen[told, sum(numbers)].append(numbers)
    assert any(None in told for told, whole in seen if whole <= 12)
    for (told, whole), possible in seen.items():
        # Each number tried stops at 12, so larger wholes would lack possibilities that readers do have.
        if None in told and whole <= 12:
            for group, number in enumerate(told):
                candidates = {numbers[group] for numbers in possible}
                assert number is not None or len(candidates) > 1, (told, whole, possible)


def test_what_is_not_counted_is_none_of_them() -> None:
    assert shown({"F": 6}) == (6, 0, 0, 0)
