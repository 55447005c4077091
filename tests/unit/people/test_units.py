"""Units, a tree to any depth, and the grants over them."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.people.roles.ending import end_grant, follow_posting
from lms.people.roles.grants import Grant, GrantRefused, give_role, grants_of, unit_ids_below
from lms.people.units import Unit, above, below, in_order, would_loop
from tests.clock import TODAY

DAY = timedelta(days=1)


def test_below_and_above(inside, cast):
    with inside() as session:
        assert set(session.scalars(below([cast.force]))) == {cast.force, cast.u5}
        assert set(session.scalars(unit_ids_below(frozenset({cast.u5, cast.elsewhere})))) == {
            cast.u5,
            cast.elsewhere,
            cast.civil,
        }
        assert set(session.scalars(below([]))) == set()
        assert [unit.id for unit in above(cast.u5)] == [cast.u5, cast.force, cast.sorandia]


def test_a_tree_never_closes_on_itself(inside, cast):
    with inside():
        assert would_loop(cast.sorandia, cast.u5)
        assert would_loop(cast.u5, cast.u5)
        assert not would_loop(cast.u5, cast.police)


def own_parent(inside, cast):
    with inside() as session:
        session.get(Unit, cast.u5).parent_id = cast.u5


def test_the_database_refuses_a_unit_as_its_own_parent(inside, cast):
    with pytest.raises(sa.exc.IntegrityError):
        own_parent(inside, cast)


def test_a_tree_reads_in_order(inside, rows):
    assert [(unit.code, depth) for unit, depth in in_order(rows(Unit))] == [
        ("OTH", 0),
        ("OTH-CIV", 1),
        ("SOR", 0),
        ("SOR-FHQ", 1),
        ("SOR-U5", 2),
        ("SOR-POL", 1),
        ("SOR-TRG", 1),
    ]


def test_a_part_of_a_tree_begins_where_it_was_cut(rows):
    part = [unit for unit in rows(Unit) if unit.code in ("SOR-FHQ", "SOR-U5")]
    assert [(unit.code, depth) for unit, depth in in_order(part)] == [("SOR-FHQ", 0), ("SOR-U5", 1)]


def held_on(session, person, day):
    return [
        one.role for one in session.scalars(sa.select(Grant).where(Grant.person_id == person, Grant.on(day)))
    ]


def test_a_grant_holds_on_its_days_both_included(inside, cast):
    with inside() as session:
        give_role("supervisor", cast.awa, cast.u5, TODAY, TODAY + 5 * DAY, by=cast.elif_)
        for days, held in ((-1, []), (0, ["supervisor"]), (5, ["supervisor"]), (6, [])):
            assert held_on(session, cast.awa, TODAY + days * DAY) == held


def test_a_role_of_the_whole_installation_has_no_unit(inside, cast):
    with inside():
        assert give_role("trainer", cast.awa, cast.u5, TODAY, by=cast.elif_).unit_id is None


def without_unit(inside, cast):
    with inside():
        give_role("supervisor", cast.awa, None, TODAY, by=cast.elif_)


def test_the_database_refuses_a_supervisor_of_nothing(inside, cast):
    with pytest.raises(sa.exc.IntegrityError):
        without_unit(inside, cast)


def test_nobody_grants_for_themselves(inside, cast):
    with inside() as session:
        with pytest.raises(GrantRefused):
            give_role("trainer", cast.elif_, None, TODAY, by=cast.elif_)
        with pytest.raises(GrantRefused):
            end_grant(session.get(Grant, cast["elif_grant"]), TODAY, by=cast.elif_)


def test_ending_a_grant(inside, cast):
    with inside() as session:
        grant = give_role("trainer", cast.awa, None, TODAY, by=cast.elif_)
        end_grant(grant, TODAY + DAY, by=cast.elif_)
        assert grant.last_day == TODAY + DAY
        end_grant(grant, TODAY - DAY, by=cast.elif_)
        session.flush()
        assert grants_of(cast.awa) == []


@pytest.mark.parametrize(
    ("own", "closes", "ends"),
    [(None, 3, 3), (10, 3, 3), (2, 3, 2), (None, None, None), (None, -10, -10)],
)
def test_a_grant_ends_with_its_posting(inside, cast, own, closes, ends):
    def day(number):
        return None if number is None else TODAY + number * DAY

    with inside() as session:
        grant = session.get(Grant, cast["farid_grant"])
        grant.last_day = day(own)
        follow_posting(cast["farid_posting"], day(closes))
        session.flush()
        assert grant.last_day == day(ends)


def test_a_role_that_had_not_begun_when_its_posting_ended_never_holds(inside, cast):
    with inside():
        give_role(
            "supervisor", cast.awa, cast.u5, TODAY + 9 * DAY, by=cast.elif_, posting_id=cast.awa_posting
        )
        follow_posting(cast.awa_posting, TODAY + 8 * DAY)
        assert grants_of(cast.awa) == []


def name(by, person, unit, first, last):
    return give_role("focal_point", person, unit, TODAY + first * DAY, TODAY + last * DAY, by=by)


def test_stand_ins_end_with_the_role_of_whoever_named_them(inside, cast):
    """Farid named Awa, now and in a year; Awa named Bruno; Elif named Chantal."""
    with inside() as session:
        now, bruno = name(cast.farid, cast.awa, cast.u5, 0, 30), name(cast.awa, cast.bruno, cast.u5, 0, 20)
        name(cast.farid, cast.awa, cast.u5, 365, 395)
        chantal = name(cast.elif_, cast.chantal, cast.u5, 0, 30)
        end_grant(session.get(Grant, cast["farid_grant"]), TODAY + 9 * DAY, by=cast.elif_)
        assert [now.last_day, bruno.last_day] == [TODAY + 9 * DAY] * 2
        assert [one.id for one in grants_of(cast.awa)] == [now.id]
        assert chantal.last_day == TODAY + 30 * DAY


def test_but_not_where_another_role_of_theirs_covers_it(inside, cast):
    with inside() as session:
        stand_in = name(cast.farid, cast.awa, cast.u5, 0, 30)
        give_role("focal_point", cast.farid, cast.force, TODAY - 20 * DAY, by=cast.elif_)
        end_grant(session.get(Grant, cast["farid_grant"]), TODAY + 9 * DAY, by=cast.elif_)
        assert stand_in.last_day == TODAY + 30 * DAY
