"""Due dates: what must be held, by when, because of whom."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.people.unit_tree import UnitTree
from lms.postings.due.arrival import Stay, stay
from lms.postings.due.due_date import Rule, Service, due_dates, due_dates_below

SECTION, FORCE, MISSION, OTHER = (UUID(int=number) for number in range(1, 5))
ARRIVAL = date(2026, 11, 6)
DAY = date(2026, 11, 16)
ONE = timedelta(days=1)
HERE = Service(ARRIVAL, (SECTION, FORCE, MISSION))
LONG_AGO = date(2025, 1, 1)


def asked(unit=MISSION, course="a", days=30, first=LONG_AGO, last=None) -> Rule:
    return Rule(unit, course, days, first, last)


def test_days_count_from_arrival():
    found = due_dates([HERE], [asked()], DAY)["a"]
    assert (found.day, found.unit, found.days) == (date(2026, 12, 6), MISSION, 30)


def test_only_the_units_above_ask():
    assert due_dates([HERE], [asked(OTHER)], DAY) == {}


def test_a_requirement_that_came_later_counts_from_then():
    found = due_dates([HERE], [asked(first=date(2026, 11, 16), days=10)], DAY)
    assert found["a"].day == date(2026, 11, 26)


def test_what_is_not_yet_or_no_longer_in_force_does_not_ask():
    assert due_dates([HERE], [asked(first=DAY + timedelta(days=1))], DAY) == {}
    assert due_dates([HERE], [asked(last=DAY - timedelta(days=1))], DAY) == {}
    assert due_dates([HERE], [asked(last=DAY)], DAY)


def test_the_earliest_due_date_counts():
    found = due_dates([HERE], [asked(days=30), asked(SECTION, days=5), asked(FORCE, days=9)], DAY)["a"]
    assert (found.unit, found.day) == (SECTION, ARRIVAL + timedelta(days=5))


def test_of_two_that_fall_on_one_day_the_first_is_the_reason():
    assert due_dates([HERE], [asked(MISSION), asked(SECTION)], DAY)["a"].unit == MISSION
    assert due_dates([HERE], [asked(SECTION), asked(MISSION)], DAY)["a"].unit == SECTION


def test_of_two_postings_the_earlier_one_binds():
    earlier = Service(ARRIVAL - timedelta(days=100), (OTHER,))
    assert due_dates([HERE, earlier], [asked(), asked(OTHER)], DAY)["a"].day == earlier.first_day + timedelta(
        days=30
    )


def moved(*stays: tuple[int, int | None, tuple[UUID, ...]]) -> date:
    """Since when days count for somebody who was elsewhere so many days before they came here."""
    before = tuple(
        Stay(ARRIVAL - first * ONE, None if last is None else ARRIVAL - last * ONE, units)
        for first, last, units in stays
    )
    return due_dates([Service(HERE.first_day, HERE.units, before)], [asked()], DAY)["a"].day - timedelta(
        days=30
    )


@pytest.mark.parametrize(
    ("stays", "since"),
    [
        ([(50, 1, (OTHER, MISSION))], 50),  # a move inside the mission
        ([(50, 2, (OTHER, MISSION))], 50),  # with a day on the road
        ([(50, 3, (OTHER, MISSION))], 0),  # away for two days
        ([(50, 1, (OTHER,))], 0),  # from another mission
        ([(50, None, (OTHER, MISSION))], 50),  # still serves there as well
        ([(50, 20, (OTHER, MISSION)), (19, 1, (FORCE, MISSION))], 50),
        ([(50, 25, (OTHER, MISSION)), (19, 1, (FORCE, MISSION))], 19),
        ([(50, 1, (OTHER, MISSION)), (30, 28, (FORCE, MISSION))], 50),
        ([(50, 20, (OTHER, MISSION)), (19, 1, (OTHER,))], 0),
        ([(0, None, HERE.units), (-3, None, HERE.units)], 0),  # itself, and one to come
    ],
)
def test_a_move_below_the_unit_that_asks_is_no_arrival(stays, since):
    assert moved(*stays) == ARRIVAL - since * ONE


def test_each_unit_that_asks_has_its_own_arrival():
    """Long in the mission, new in the section."""
    before = (Stay(ARRIVAL - 50 * ONE, ARRIVAL - ONE, (OTHER, MISSION)),)
    here = Service(HERE.first_day, HERE.units, before)
    found = due_dates([here], [asked(course="a"), asked(SECTION, course="b")], DAY)
    assert found["a"].day == ARRIVAL + timedelta(days=30 - 50)
    assert found["b"].day == ARRIVAL + timedelta(days=30)


def test_each_course_has_its_own():
    assert set(due_dates([HERE], [asked(), asked(course="b")], DAY)) == {"a", "b"}


TREE = UnitTree({MISSION: None, FORCE: MISSION, SECTION: FORCE, OTHER: None})


@dataclass(frozen=True)
class Row:
    """A posting, as its row has it."""

    unit_id: UUID
    first_day: date = ARRIVAL
    last_day: date | None = None

    @property
    def unit(self) -> UUID:
        return self.unit_id


def test_a_posting_answers_to_its_unit_and_to_all_above_it():
    rules = [asked(unit, course=str(unit)) for unit in (SECTION, FORCE, MISSION, OTHER)]
    found = due_dates_below([Row(SECTION), Row(FORCE)], [], rules, TREE, DAY)
    assert set(found) == {str(SECTION), str(FORCE), str(MISSION)}
    assert {due.day for due in found.values()} == {ARRIVAL + 30 * ONE}


def test_postings_that_have_ended_tell_since_when_somebody_is_there():
    before = Row(FORCE, ARRIVAL - 50 * ONE, ARRIVAL - ONE)
    stays = iter([stay(before, TREE.line), stay(Row(OTHER, LONG_AGO), TREE.line)])
    rules = [asked(FORCE), asked(SECTION, course="b")]
    found = due_dates_below([Row(SECTION), Row(SECTION)], stays, rules, TREE, DAY)
    assert {course: due.day for course, due in found.items()} == {
        "a": before.first_day + 30 * ONE,
        "b": ARRIVAL + 30 * ONE,
    }


def test_below_too_only_what_is_in_force_that_day_asks():
    rules = [asked(last=DAY)]
    assert set(due_dates_below([Row(SECTION)], [], rules, TREE, DAY)) == {"a"}
    assert due_dates_below([Row(SECTION)], [], rules, TREE, DAY + ONE) == {}


def test_a_stay_has_the_days_of_the_posting_and_the_units_above():
    row = Row(FORCE, LONG_AGO, DAY)
    assert stay(row, TREE.line) == Stay(LONG_AGO, DAY, (FORCE, MISSION))


UNITS = st.sampled_from([SECTION, FORCE, MISSION, OTHER])
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
ASKED = st.builds(Rule, UNITS, st.sampled_from("ab"), st.integers(0, 90), DAYS, st.none() | DAYS)
SERVED = st.builds(Service, DAYS, st.lists(UNITS, min_size=1, unique=True).map(tuple))


@given(st.lists(SERVED, max_size=3), st.lists(ASKED, max_size=5), DAYS)
def test_nobody_is_due_before_they_could_know(postings, requirements, day):
    for found in due_dates(postings, requirements, day).values():
        reasons = [one for one in requirements if (one.unit, one.course) == (found.unit, found.course)]
        assert reasons
        assert any(found.day >= max(one.first_day, p.first_day) for one in reasons for p in postings)


@given(st.lists(SERVED, max_size=3), st.lists(ASKED, max_size=5), DAYS, st.randoms())
def test_the_order_does_not_matter(postings, requirements, day, chance):
    mixed = list(requirements)
    chance.shuffle(mixed)
    days = {course: one.day for course, one in due_dates(postings, requirements, day).items()}
    assert {course: one.day for course, one in due_dates(postings[::-1], mixed, day).items()} == days


@given(st.lists(SERVED, max_size=3), st.lists(ASKED, max_size=5), ASKED, DAYS)
def test_a_requirement_more_only_brings_forward(postings, requirements, one_more, day):
    before, after = (
        due_dates(postings, requirements, day),
        due_dates(postings, [*requirements, one_more], day),
    )
    assert set(before) <= set(after)
    assert all(after[course].day <= found.day for course, found in before.items())
