"""Postings: who serves where, from day to day."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.people.roles.grants import Grant
from lms.people.units import Unit
from lms.postings.due.current_postings import current_postings, due_dates_of, zone_of
from lms.postings.due.local_day import component_at
from lms.postings.due.requirement import all_requirements, require
from lms.postings.posting import Posting, open_posting, postings_of
from lms.postings.posts import add_post
from tests.cast import COURSE
from tests.clock import START, TODAY

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("first", "ended", "end_kind"), [(0, 170, "rotation"), (170, 170, "rotation"), (171, None, "open")]
)
def test_a_move_closes_one_and_opens_the_next(inside, cast, first, ended, end_kind):
    """Awa's rotation ends in 170 days, wherever she serves."""
    with inside() as session:
        day, before = TODAY + first * DAY, session.get(Posting, cast["awa_posting"])
        moved = before.move(cast.police, day, function="Liaison", by=cast.elif_)
        assert postings_of(cast.awa) == [moved, before]
        assert (moved.unit_id, moved.component, moved.function) == (cast.police, "military", "Liaison")
        assert (moved.first_day, moved.end_kind) == (day, end_kind)
        assert moved.last_day == (None if ended is None else TODAY + ended * DAY)
        assert (before.last_day, before.end_kind) == (day - DAY, "rotation")


def test_an_open_posting_that_ends_with_a_move_is_open_no_longer(inside, cast):
    with inside() as session:
        before = session.get(Posting, cast["dmitri_posting"])
        moved = before.move(cast.police, TODAY, function="Liaison", by=cast.elif_)
        assert (before.end_kind, moved.end_kind, moved.last_day) == ("rotation", "open", None)


def test_closing_ends_the_grants_given_for_it(inside, cast):
    with inside() as session:
        posting = session.get(Posting, cast["farid_posting"])
        posting.close(TODAY + DAY, "contract")
        assert (posting.last_day, posting.end_kind) == (TODAY + DAY, "contract")
        assert session.get(Grant, cast["farid_grant"]).last_day == TODAY + DAY


@pytest.mark.parametrize(("days", "found"), [(-11, None), (-10, "military"), (170, "military"), (171, None)])
def test_the_component_is_that_of_the_day(inside, cast, days, found):
    with inside():
        assert component_at(cast.awa, START + days * DAY) == found


def test_of_two_postings_the_one_begun_last_tells_the_component(inside, cast):
    with inside():
        open_posting(cast.awa, cast.police, "police", "individual_police", "Adviser", TODAY)
        assert component_at(cast.awa, START) == "police"
        assert component_at(cast.awa, START - DAY) == "military"


@pytest.mark.parametrize("wrong", [{"component": "navy"}, {"end_kind": "never"}, {"last_day": TODAY - DAY}])
def test_the_database_refuses_what_makes_no_sense(inside, cast, wrong):
    values = {"component": "military", "last_day": None, "end_kind": "open", **wrong}

    def act():
        with inside():
            open_posting(
                cast.awa,
                cast.u5,
                values["component"],
                "observer",
                "X",
                TODAY,
                values["last_day"],
                end_kind=values["end_kind"],
            )

    with pytest.raises(sa.exc.IntegrityError):
        act()


def test_a_seat_has_one_code_in_its_unit(inside, cast):
    with inside():
        add_post(cast.police, "SOR-U5-03", "Planner")

    def again():
        with inside():
            add_post(cast.u5, "SOR-U5-03", "Planner")

    with pytest.raises(sa.exc.IntegrityError):
        again()


def test_where_somebody_serves_is_one_query(inside, cast, statements):
    with inside():
        require(cast.u5, "another", 5, TODAY)
        require(cast.elsewhere, "not-here", 5, TODAY)
        with statements() as sent:
            (place,) = current_postings(cast.awa, START)
        assert len(sent) == 1
        assert len(all_requirements()) == 3
    assert tuple(place.units) == (cast.u5, cast.force, cast.sorandia)
    assert place.units[cast.u5] == {"en": "U5 Plans", "fr": "U5 Plans"}
    assert (place.component, place.function, place.zone) == ("military", "Plans officer", "Africa/Bangui")
    assert {one.course for one in place.rules} == {COURSE, "another"}
    assert {course: due.day for course, due in due_dates_of([place], TODAY).items()} == {
        COURSE: TODAY + 20 * DAY,
        "another": TODAY + 5 * DAY,
    }


def test_a_move_inside_the_mission_leaves_the_due_date_as_it_was(inside, cast):
    with inside() as session:
        before = due_dates_of(current_postings(cast.awa, START), TODAY)[COURSE].day
        posting = session.get(Posting, cast["awa_posting"])
        posting.move(cast.police, TODAY, function="Liaison", by=cast.elif_)
        (place,) = current_postings(cast.awa, START)
        assert tuple(place.units) == (cast.police, cast.sorandia)
        assert due_dates_of([place], TODAY)[COURSE].day == before


@pytest.mark.parametrize(
    ("zone", "hour", "shift"),
    [
        ("Pacific/Kiritimati", 9, 0),
        ("Pacific/Kiritimati", 10, 1),
        ("Pacific/Pago_Pago", 10, -1),
        ("Pacific/Pago_Pago", 11, 0),
    ],
)
def test_a_posting_begins_and_ends_by_the_day_where_it_is(inside, cast, zone, hour, shift):
    with inside() as session:
        session.get(Unit, cast.elsewhere).time_zone = zone
        for number in range(-2, 3):
            day = TODAY + number * DAY
            open_posting(cast.dmitri, cast.elsewhere, "military", "observer", str(number), day, day)
        session.flush()
        found = current_postings(cast.dmitri, START.replace(hour=hour))
    assert [place.function for place in found if place.function != "Chief of staff"] == [str(shift)]


def test_who_serves_nowhere(inside, cast):
    with inside():
        assert current_postings(cast.awa, START + 400 * DAY) == []
    assert zone_of([]) is None
    assert due_dates_of([], TODAY) == {}
