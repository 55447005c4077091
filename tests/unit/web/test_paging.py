"""Paging: which page of a long list an address asks for."""

import pytest

from lms.web.paging import page_within, requested_page

HUGE = "9" * 20


@pytest.mark.parametrize(
    ("text", "number"),
    [(None, 1), ("1", 1), ("7", 7), ("0", 0), ("", 0), ("-1", 0), ("x", 0), ("²", 0), ("1.5", 0), (HUGE, 0)],
)
def test_the_page_that_is_asked_for(text, number):
    assert requested_page(text) == number


@pytest.mark.parametrize(("text", "number"), [(None, 1), ("2", 2), ("3", 3), ("4", 3), ("0", 1), (HUGE, 1)])
def test_the_nearest_page_there_is(text, number):
    assert page_within(text, 3) == number
