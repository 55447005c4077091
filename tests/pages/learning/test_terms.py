"""What an assessment asks, in words: a limit or a round that is not set is not told as one of nothing."""

from dataclasses import replace

import pytest

from lms.learning.assessment.terms import terms_of

DAY = 24 * 60 * 60


@pytest.mark.parametrize(
    ("changes", "term", "value"),
    [
        ({"draw": {}}, "Questions", "12"),
        ({"draw": {"say": 2, "mend": 1}}, "Questions", "3"),
        ({"pass_mark": 75}, "Pass mark", "75%"),
        ({"time_limit": 60}, "Time", "1 minute; what arrives up to 30 seconds later counts"),
        ({"time_limit": 90 * 60}, "Time", "90 minutes; what arrives up to 30 seconds later counts"),
        ({"time_limit": None}, "Time", "no limit"),
        ({"attempts": 3, "retry_after": 2 * DAY}, "Attempts", "3 in a round; then a wait of 2 days"),
        ({"attempts": 1, "retry_after": None}, "Attempts", "1 in a round; the next begins at once"),
    ],
)
def test_each_term(app, course, changes, term, value):
    with app.test_request_context():
        assert dict(terms_of(replace(course, **changes)))[term] == value


def test_attempts_without_a_limit_are_no_term(app, course):
    with app.test_request_context():
        assert "Attempts" not in dict(terms_of(replace(course, attempts=None)))
