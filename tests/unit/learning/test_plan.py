"""My learning, put together from what is published, done and required."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest

from lms.courses.course import Course, CourseText
from lms.learning.plan import Record, plan
from lms.learning.records import Completion
from lms.library.shelf import Shelved
from lms.postings.requirements import Due

DAY = date(2026, 11, 16)


def course(slug: str) -> Course:
    text = {"en": CourseText(slug, "", "", {})}
    return Course(
        slug, slug.upper(), ("en",), (), 60, 80, None, None, None, {}, None, False, "default", (), text, ()
    )


def held(until: date | None, day: date = DAY) -> Completion:
    return cast(Any, SimpleNamespace(expires_on=until, day=day))


def item(record: Record, due: date | None = None) -> Any:
    wanted = {"a": Due("a", due, UUID(int=1), 30)} if due else {}
    return plan({"a": Shelved(course("a"), 1)}, {"a": record}, wanted, DAY, []).items[0]


@pytest.mark.parametrize(
    ("record", "due", "state", "to_do", "overdue"),
    [
        (Record(), None, "not_begun", False, False),
        (Record(), DAY, "not_begun", True, False),
        (Record(), DAY - timedelta(days=1), "not_begun", True, True),
        (Record(enrolled=True), None, "in_progress", True, False),
        (Record(enrolled=True), DAY - timedelta(days=1), "in_progress", True, True),
        (Record(True, completions=(held(None),)), DAY - timedelta(days=9), "complete", False, False),
        (Record(True, completions=(held(DAY + timedelta(days=61)),)), DAY, "complete", False, False),
        (Record(True, completions=(held(DAY + timedelta(days=60)),)), DAY, "expiring", True, False),
        (Record(True, completions=(held(DAY),)), DAY, "expiring", True, False),
        (Record(True, completions=(held(DAY - timedelta(days=1)),)), None, "in_progress", True, False),
    ],
)
def test_the_state_of_a_course(record, due, state, to_do, overdue):
    found = item(record, due)
    assert (found.state, found.to_do, found.overdue) == (state, to_do, overdue)


def test_of_several_completions_the_one_that_lasts_longest_counts():
    soon, later, ever = held(DAY), held(DAY + timedelta(days=400)), held(None)
    assert Record(completions=(later, soon)).holding(DAY) is later
    assert Record(completions=(later, ever, soon)).holding(DAY) is ever


def test_what_is_most_urgent_comes_first():
    courses = {slug: Shelved(course(slug), 1) for slug in "abcd"}
    due = {slug: Due(slug, DAY + timedelta(days=days), UUID(int=1), 1) for slug, days in (("c", 5), ("b", 9))}
    found = plan(courses, {"a": Record(enrolled=True)}, due, DAY, [])
    assert [one.course.slug for one in found.to_do] == ["c", "b", "a"]
    assert [one.course.slug for one in found.required] == ["b", "c"]
    assert [one.course.slug for one in found.other] == ["a", "d"]
    assert found.held == []
