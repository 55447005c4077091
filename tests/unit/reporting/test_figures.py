"""People counted by state, unit and component."""

import uuid
from datetime import date

from lms.learning.standing import Standing
from lms.people.unit_tree import UnitTree
from lms.reporting.figures import (
    Line,
    ReportedPosting,
    by_component,
    by_unit,
    in_order,
    narrowed,
    same_named,
    totals,
)

MISSION, FORCE, PLANS, POLICE, OTHER = (uuid.UUID(int=number) for number in range(1, 6))
TREE = UnitTree({MISSION: None, FORCE: MISSION, PLANS: FORCE, POLICE: MISSION, OTHER: None})
UNITS = [MISSION, FORCE, PLANS, POLICE]


def line(number: int, *places: tuple[uuid.UUID, str], state: str = "complete", name: str = "") -> Line:
    served = tuple(
        ReportedPosting(unit, component, "officer", date(2026, 1, 1), None) for unit, component in places
    )
    return Line(uuid.UUID(int=number), name or f"Person {number}", served, Standing(state, True, None))


AWA = line(1, (PLANS, "military"))
BRUNO = line(2, (POLICE, "police"), state="overdue")
CHANTAL = line(3, (MISSION, "civilian"))
DMITRI = line(4, (FORCE, "military"), (POLICE, "police"), state="overdue")
LINES = [AWA, BRUNO, CHANTAL, DMITRI]


def test_every_state_has_its_total() -> None:
    assert totals(LINES) == {"complete": 2, "expiring": 0, "in_progress": 0, "not_begun": 0, "overdue": 2}


def test_narrowed_keeps_the_places_that_were_asked_for() -> None:
    found = narrowed(LINES, frozenset({POLICE}), None)
    assert [one.person for one in found] == [BRUNO.person, DMITRI.person]
    assert [place.unit for place in found[1].places] == [POLICE]
    assert narrowed(LINES, frozenset({POLICE}), "military") == []
    assert narrowed(LINES, None, None) == LINES


def test_by_unit_counts_the_parts_with_all_below_them() -> None:
    parts = by_unit(LINES, TREE, UNITS)
    assert [(part.key, part.people, part.alone) for part in parts] == [
        (MISSION, 1, True),
        (FORCE, 2, False),
        (POLICE, 2, False),
    ]
    inside = by_unit(narrowed(LINES, TREE.branch(FORCE), None), TREE, UNITS, FORCE)
    assert [(part.key, part.people, part.alone) for part in inside] == [(FORCE, 1, True), (PLANS, 1, False)]


def test_by_unit_begins_with_the_uppermost_where_there_are_several() -> None:
    parts = by_unit(narrowed(LINES, frozenset({PLANS, POLICE}), None), TREE, [PLANS, POLICE])
    assert [(part.key, part.people, part.alone) for part in parts] == [(PLANS, 1, False), (POLICE, 2, False)]


def test_a_unit_without_parts_is_one_part() -> None:
    parts = by_unit([AWA], TREE, [PLANS], PLANS)
    assert [(part.key, part.people, part.alone) for part in parts] == [(PLANS, 1, True)]


def test_those_in_the_unit_itself_come_before_its_parts() -> None:
    parts = by_unit([AWA, DMITRI], TREE, [PLANS, FORCE], FORCE)
    assert [(part.key, part.people, part.alone) for part in parts] == [(FORCE, 1, True), (PLANS, 1, False)]


def test_by_component_leaves_out_what_is_empty() -> None:
    parts = by_component(LINES, ("civilian", "military", "police"))
    assert [(part.key, part.people) for part in parts] == [("civilian", 1), ("military", 2), ("police", 2)]
    assert by_component([AWA], ("civilian", "military")) == [parts[1].__class__("military", totals([AWA]))]


def test_people_of_one_name_are_told_apart() -> None:
    same = [line(1, name="Ali Hassan"), line(2, name="ALI HASSAN"), line(3, name="Ali")]
    assert same_named(same) == {same[0].person, same[1].person}


def test_names_come_in_the_order_of_their_letters() -> None:
    names = ["Zoé", "Émile", "andré", "Eva", "محمد"]
    assert [one.name for one in in_order(line(n, name=name) for n, name in enumerate(names))] == [
        "andré",
        "Émile",
        "Eva",
        "Zoé",
        "محمد",
    ]
