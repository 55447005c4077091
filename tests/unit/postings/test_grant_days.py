"""A role ends on its own day or with its posting, whichever comes first."""

from datetime import date

import pytest

from lms.postings.person.grant_form import earlier

MAY, JUNE = date(2027, 5, 1), date(2027, 6, 1)


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [(None, None, None), (MAY, None, MAY), (None, JUNE, JUNE), (MAY, JUNE, MAY), (JUNE, MAY, MAY)],
)
def test_the_earlier_day(one, other, first):
    assert earlier(one, other) == first
