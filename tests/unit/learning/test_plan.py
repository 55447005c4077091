"""My learning, put together from what is published, done and required."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest

from lms.courses.course import Course, CourseText
from lms.learning.mine.plan import Record, plan
from lms.learning.records import Completion
from lms.library.shelf import Shelved
from lms.postings.due.due_date import DueDate

DAY = date(2026, 11, 16)
ONE = timedelta(days=1)


def course(slug: str) -> Course:
    text = {"en": CourseText(slug, "", "", {})}
    return Course(
        slug, slug.upper(), ("en",), (), 60, 80, None, None, None, {}, None, False, "default", (), text, ()
    )


def held(until: date | None, day: date = DAY) -> Completion:
    return cast(Any, SimpleNamespace(expires_on=until, day=day, edition=1))


def item(record: Record, due: date | None = None) -> Any:
    wanted = {"a": DueDate("a", due, UUID(int=1), 30)} if due else {}
    return plan({"a": Shelved(course("a"), 1)}, {"a": record}, wanted, DAY, []).items[0]


@pytest.mark.parametrize(
    ("record", "due", "held_now", "expiring", "to_do", "overdue"),
    [
        (Record(), None, False, False, False, False),
        (Record(), DAY, False, False, True, False),
        (Record(), DAY - ONE, False, False, True, True),
        (Record(enrolled=True), None, False, False, True, False),
        (Record(enrolled=True), DAY - ONE, False, False, True, True),
        (Record(True, completions=(held(None),)), DAY - 9 * ONE, True, False, False, False),
        (Record(True, completions=(held(DAY + 61 * ONE),)), DAY, True, False, False, False),
        (Record(True, completions=(held(DAY + 60 * ONE),)), DAY, True, True, True, False),
        (Record(True, completions=(held(DAY),)), DAY, True, True, True, False),
        (Record(True, completions=(held(DAY - ONE),)), None, False, False, True, False),
    ],
)
def test_how_a_course_stands(record, due, held_now, expiring, to_do, overdue):
    course_item = item(record, due)
    assert (course_item.holding is not None, course_item.expiring) == (held_now, expiring)
    assert (course_item.to_do, course_item.overdue) == (to_do, overdue)


@pytest.mark.parametrize(
    ("ends", "due", "lapsed", "by"),
    [
        ([DAY + ONE], DAY - ONE, None, DAY + ONE),  # held
        ([DAY - ONE], DAY - 9 * ONE, DAY - ONE, DAY - ONE),
        ([DAY - 9 * ONE, DAY - 5 * ONE], DAY - 9 * ONE, DAY - 5 * ONE, DAY - 5 * ONE),
        ([DAY - ONE], DAY + 9 * ONE, None, DAY + 9 * ONE),  # lapsed elsewhere, required here by a day to come
        ([DAY - ONE], None, DAY - ONE, None),
        ([], DAY, None, DAY),
    ],
)
def test_by_when_there_is_something_to_do(ends, due, lapsed, by):
    course_item = item(Record(True, completions=tuple(held(day) for day in ends)), due)
    assert (course_item.lapsed, course_item.by) == (lapsed, by)


def test_of_several_completions_the_one_that_lasts_longest_counts():
    soon, later, ever = held(DAY), held(DAY + timedelta(days=400)), held(None)
    assert Record(completions=(later, soon)).holding(DAY) is later
    assert Record(completions=(later, ever, soon)).holding(DAY) is ever


def test_what_is_overdue_comes_before_what_is_held_a_while_longer():
    courses = {slug: Shelved(course(slug), 1) for slug in "abc"}
    due = {
        slug: DueDate(slug, DAY + days * ONE, UUID(int=1), 1)
        for slug, days in (("a", -90), ("b", -3), ("c", 9))
    }
    records = {"a": Record(True, completions=(held(DAY + 56 * ONE),))}
    assert [item.course.slug for item in plan(courses, records, due, DAY, []).to_do] == ["b", "c", "a"]


def test_what_is_most_urgent_comes_first():
    courses = {slug: Shelved(course(slug), 1) for slug in "abcd"}
    due = {
        slug: DueDate(slug, DAY + timedelta(days=days), UUID(int=1), 1) for slug, days in (("c", 5), ("b", 9))
    }
    my_plan = plan(courses, {"a": Record(enrolled=True)}, due, DAY, [])
    assert [item.course.slug for item in my_plan.to_do] == ["c", "b", "a"]
    assert [item.course.slug for item in my_plan.required] == ["b", "c"]
    assert [item.course.slug for item in my_plan.other] == ["a", "d"]
    assert my_plan.held == []
