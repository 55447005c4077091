"""The tree of units: up, down, and the uppermost of some."""

import uuid

from lms.people.unit_tree import UnitTree

MISSION, FORCE, PLANS, POLICE, OTHER = (uuid.UUID(int=number) for number in range(1, 6))
TREE = UnitTree({MISSION: None, FORCE: MISSION, PLANS: FORCE, POLICE: MISSION, OTHER: None})


def test_a_line_leads_up() -> None:
    assert TREE.line(PLANS) == (PLANS, FORCE, MISSION)
    assert TREE.line(OTHER) == (OTHER,)


def test_a_branch_is_the_unit_and_all_below() -> None:
    assert TREE.branch(FORCE) == {FORCE, PLANS}
    assert TREE.branch(MISSION) == {MISSION, FORCE, PLANS, POLICE}
    assert TREE.within([FORCE, PLANS, OTHER]) == {FORCE, PLANS, OTHER}
    assert TREE.within([]) == set()


def test_the_tops_have_no_parent_among_them() -> None:
    assert set(TREE.tops(frozenset({FORCE, PLANS, POLICE}))) == {FORCE, POLICE}
    assert set(TREE.tops(frozenset(TREE.parents))) == {MISSION, OTHER}
