"""Who may give which role, and whose record somebody may keep."""

import uuid

import pytest

from lms.people.roles import may_grant, may_keep

MISSION, FORCE, U5, POLICE = (uuid.UUID(int=number) for number in range(1, 5))
IN_U5, IN_FORCE, IN_POLICE = [U5, FORCE, MISSION], [FORCE, MISSION], [POLICE, MISSION]
ADMIN = [("administrator", None)]
FOCAL = [("focal_point", FORCE)]


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
        ([("supervisor", FORCE)], "supervisor", IN_U5, False),
        ([("supervisor", FORCE)], "focal_point", IN_U5, False),
        ([("trainer", None)], "trainer", [], False),
        ([], "focal_point", IN_U5, False),
        ([*FOCAL, *ADMIN], "administrator", [], True),
    ],
)
def test_who_may_give_what(mine, role, path, may):
    assert may_grant(mine, role, path) is may


def test_a_record_is_kept_by_whoever_could_give_all_its_roles():
    assert may_keep(FOCAL, [])
    assert may_keep(FOCAL, [("focal_point", IN_U5)])
    assert not may_keep(FOCAL, [("focal_point", IN_U5), ("trainer", [])])
    assert not may_keep(FOCAL, [("administrator", [])])
    assert may_keep(ADMIN, [("administrator", []), ("supervisor", IN_U5)])
    assert may_keep(iter(FOCAL), [("focal_point", IN_U5), ("focal_point", IN_FORCE)])
