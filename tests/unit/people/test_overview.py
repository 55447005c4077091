"""Roles at a glance: units that lack somebody come first, and a role over a unit holds for all below it."""

import uuid
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lms.people.roles.overview import HeldBy, by_unit, ending
from lms.people.unit_tree import UnitTree

DAY = date(2026, 11, 16)
MISSION, PART, OTHER = (uuid.UUID(int=number) for number in (1, 2, 3))
TREE = UnitTree({MISSION: None, PART: MISSION, OTHER: MISSION})


def role(name, unit, last_day=None, first_day=DAY, number=9):
    return HeldBy(uuid.UUID(int=number), uuid.UUID(int=number + 100), name, unit, first_day, last_day)


def told(roles):
    return [(row.unit, row.lacking) for row in by_unit([MISSION, PART, OTHER], TREE, roles, DAY)]


def test_a_role_above_holds_below():
    roles = [role("focal_point", MISSION), role("supervisor", PART)]
    assert told(roles) == [(MISSION, ["supervisor"]), (OTHER, ["supervisor"]), (PART, [])]


def test_what_lacks_more_comes_first():
    assert told([role("focal_point", PART)]) == [
        (MISSION, ["focal_point", "supervisor"]),
        (OTHER, ["focal_point", "supervisor"]),
        (PART, ["supervisor"]),
    ]


def test_one_that_is_over_or_to_come_holds_not():
    over = role("focal_point", MISSION, DAY - timedelta(days=1), DAY - timedelta(days=9))
    coming = role("supervisor", MISSION, None, DAY + timedelta(days=1))
    assert told([over, coming])[0] == (MISSION, ["focal_point", "supervisor"])


def test_what_ends_within_thirty_days():
    soon = role("trainer", None, DAY + timedelta(days=30), number=1)
    sooner = role("focal_point", PART, DAY, number=2)
    later = role("supervisor", PART, DAY + timedelta(days=31), number=3)
    over = role("supervisor", PART, DAY - timedelta(days=1), DAY - timedelta(days=9), number=4)
    assert ending([soon, sooner, later, over, role("trainer", None, number=5)], DAY) == [sooner, soon]


@given(st.lists(st.sampled_from([MISSION, PART, OTHER]), max_size=6))
def test_every_unit_is_told_once(units):
    rows = told([role("focal_point", unit, number=place + 1) for place, unit in enumerate(units)])
    assert sorted(unit.int for unit, _ in rows) == [1, 2, 3]
    assert [len(lacking) for _, lacking in rows] == sorted((len(one) for _, one in rows), reverse=True)
