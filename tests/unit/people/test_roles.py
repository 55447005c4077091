"""Who may give and end which role until when, and whose record somebody may keep."""

import uuid
from datetime import date

import pytest

from lms.people.roles.roles import (
    HeldRole,
    WantedRole,
    latest_last_day,
    may_end_role,
    may_give_role,
    may_keep_record,
)

MISSION, FORCE, U5, POLICE = (uuid.UUID(int=number) for number in range(1, 5))
IN_U5, IN_FORCE, IN_POLICE = [U5, FORCE, MISSION], [FORCE, MISSION], [POLICE, MISSION]
MAY, JUNE, JULY = date(2027, 5, 1), date(2027, 6, 1), date(2027, 7, 1)


def held(role, unit=None, first=MAY, last=None):
    return HeldRole(role, unit, first, last)


def wanted(role, path=(), first=JUNE, last=JUNE):
    return WantedRole(role, path, first, last)


ADMIN = [held("administrator")]
FOCAL = [held("focal_point", FORCE)]
UNTIL_JUNE = [held("focal_point", FORCE, MAY, JUNE)]


@pytest.mark.parametrize(
    ("mine", "role", "path", "may"),
    [
        (ADMIN, "administrator", [], True),
        (ADMIN, "trainer", [], True),
        (ADMIN, "supervisor", IN_U5, True),
        (ADMIN, "supervisor", [], False),
        (ADMIN, "trainer", IN_U5, False),
        (FOCAL, "focal_point", IN_FORCE, True),
        (FOCAL, "focal_point", IN_U5, True),
        (FOCAL, "focal_point", [MISSION], False),
        (FOCAL, "focal_point", IN_POLICE, False),
        (FOCAL, "supervisor", IN_U5, False),
        (FOCAL, "trainer", [], False),
        (FOCAL, "administrator", [], False),
        ([held("supervisor", FORCE)], "supervisor", IN_U5, False),
        ([held("supervisor", FORCE)], "focal_point", IN_U5, False),
        ([held("trainer")], "trainer", [], False),
        ([], "focal_point", IN_U5, False),
        ([*FOCAL, *ADMIN], "administrator", [], True),
    ],
)
def test_who_may_give_what(mine, role, path, may):
    assert may_give_role(mine, wanted(role, path)) is may


@pytest.mark.parametrize(
    ("mine", "first", "last", "may"),
    [
        (UNTIL_JUNE, MAY, JUNE, True),
        (UNTIL_JUNE, MAY, JULY, False),
        (UNTIL_JUNE, MAY, None, False),
        (UNTIL_JUNE, date(2027, 4, 30), MAY, False),
        (FOCAL, MAY, JULY, True),
        (FOCAL, MAY, None, True),
        ([*UNTIL_JUNE, held("focal_point", U5, MAY, JULY)], MAY, JULY, True),
        ([held("administrator", None, MAY, JUNE)], MAY, None, True),
    ],
)
def test_a_focal_point_gives_no_day_that_is_not_theirs(mine, first, last, may):
    assert may_give_role(mine, wanted("focal_point", IN_U5, first, last)) is may


@pytest.mark.parametrize(
    ("mine", "named", "may"), [(ADMIN, False, True), (FOCAL, False, False), (FOCAL, True, True)]
)
def test_a_focal_point_ends_what_focal_points_gave(mine, named, may):
    assert may_end_role(mine, wanted("focal_point", IN_U5), named=named) is may
    assert may_end_role(mine, wanted("supervisor", IN_U5), named=named) is (mine is ADMIN)


def test_a_record_is_kept_by_whoever_could_give_all_its_roles():
    focal = wanted("focal_point", IN_U5)
    assert may_keep_record(FOCAL, [])
    assert may_keep_record(FOCAL, [focal])
    assert not may_keep_record(FOCAL, [focal, wanted("trainer")])
    assert not may_keep_record(FOCAL, [wanted("administrator")])
    assert may_keep_record(ADMIN, [wanted("administrator"), wanted("supervisor", IN_U5)])
    assert may_keep_record(iter(FOCAL), [focal, wanted("focal_point", IN_FORCE)])


@pytest.mark.parametrize(("last", "may"), [(MAY, True), (JUNE, True), (JULY, False), (None, False)])
def test_a_role_that_lasts_longer_is_above(last, may):
    assert may_keep_record(UNTIL_JUNE, [wanted("focal_point", IN_U5, date(2026, 1, 1), last)]) is may


def test_the_latest_day_of_a_stand_in():
    assert latest_last_day(UNTIL_JUNE, IN_U5) == JUNE
    assert latest_last_day(UNTIL_JUNE, IN_POLICE) is None
    assert latest_last_day([*UNTIL_JUNE, *FOCAL], IN_U5) is None
    assert latest_last_day([*UNTIL_JUNE, held("focal_point", U5, MAY, JULY)], IN_U5) == JULY
