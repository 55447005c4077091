"""Postings of a person."""

from datetime import date

import pytest

from lms.people.roles.grants import Grant
from lms.postings.posting import Posting


@pytest.fixture
def held(rows, cast):
    """Awa's postings, by unit."""
    return lambda: {one.unit_id: one for one in rows(Posting, Posting.person_id == cast.awa)}


@pytest.fixture
def posting(cast):
    return {
        "unit": str(cast.u5),
        "component": "military",
        "category": "observer",
        "function": "Observer",
        "first_day": "2027-12-01",
        "last_day": "2028-11-30",
        "end_kind": "rotation",
    }


def test_adding(elif_, cast, held, posting):
    data = posting | {"unit": str(cast.police), "post": ""}
    elif_.get(f"/people/{cast.awa}/postings/add", status=200)
    elif_.post(f"/people/{cast.awa}/postings/add", data=data, status=303)
    added = held()[cast.police]
    assert (added.function, str(added.last_day), added.recorded_by) == ("Observer", "2028-11-30", cast.elif_)


def test_the_only_unit_need_not_be_chosen(farid, elif_, cast):
    chosen = [one.get(f"/people/{cast.awa}/postings/add").page.form(id="posting") for one in (farid, elif_)]
    assert [form.values["unit"] for form in chosen] == [[str(cast.u5)], [""]]


@pytest.mark.parametrize(
    ("first_day", "last_day", "status"),
    [
        ("2026-11-01", "2026-11-06", 422),
        ("2027-05-05", "", 422),
        ("2027-05-06", "", 303),
        ("2026-10-01", "2026-11-05", 303),
        ("2026-10-01", "", 422),
    ],
)
def test_not_twice_in_one_unit(farid, cast, posting, first_day, last_day, status):
    """Awa serves in U5 from 6 November 2026 to 5 May 2027."""
    data = posting | {"first_day": first_day, "last_day": last_day}
    farid.post(f"/people/{cast.awa}/postings/add", data=data, status=status)


def test_a_category_of_another_component_is_refused_with_those_that_fit(elif_, client, cast, held, posting):
    ask = f"/people/{cast.awa}/postings/add"
    data = posting | {"unit": str(cast.police), "component": "police"}
    page = elif_.post(ask, data=data, status=422).page
    assert page.form(id="posting").values["category"] == ["observer"]
    assert (
        "This category does not fit the component Police. These do: "
        "Formed police unit, Individual police officer, Government-provided personnel." in page.main
    )
    main = client.as_("elif", "fr").post(ask, data=data, status=422).page.main
    assert (
        "Cette catégorie ne correspond pas à la composante Police. Celles qui correspondent sont : "
        "Unité de police constituée, Policier hors unité constituée, "
        "Personnel fourni par les gouvernements." in main
    )
    assert set(held()) == {cast.u5}
    elif_.post(ask, data=data | {"category": "government_provided"}, status=303)


def test_so_is_one_that_a_correction_would_bring(farid, cast, held):
    ask = f"/postings/{cast.awa_posting}"
    page = farid.submit(farid.get(ask).page, id="posting", component="civilian", status=422).page
    assert "does not fit the component Civilian" in page.main
    assert held()[cast.u5].component == "military"


def test_correcting(farid, cast, held):
    ask = f"/postings/{cast.awa_posting}"
    page = farid.get(ask, status=200).page
    values = page.form(id="posting").values
    assert values["post"] == ["SOR-U5-03"]
    assert "unit" not in values
    farid.post(
        ask, data={**values, "function": "Chief of plans", "post": "", "last_day": "2027-08-01"}, status=303
    )
    changed = held()[cast.u5]
    assert (changed.function, changed.post_id, str(changed.last_day)) == (
        "Chief of plans",
        None,
        "2027-08-01",
    )


def test_the_unit_of_a_posting_cannot_be_changed(farid, cast, held):
    ask = f"/postings/{cast.awa_posting}"
    farid.submit(farid.get(ask).page, id="posting", unit=str(cast.police), status=303)
    assert set(held()) == {cast.u5}


def test_ending_it_ends_the_roles_given_for_it(elif_, cast, held, rows, appoint):
    tied = appoint("focal_point", cast.awa, "u5", posting_id=cast.awa_posting)
    other = appoint("trainer", cast.awa)
    ask = f"/postings/{cast.awa_posting}/close"
    assert elif_.get(ask, status=200).page.form(id="close").values["end_kind"] == ["rotation"]
    elif_.post(ask, data={"last_day": "2026-12-24", "end_kind": "contract"}, status=303)
    assert (str(held()[cast.u5].last_day), held()[cast.u5].end_kind) == ("2026-12-24", "contract")
    assert str(rows(Grant, Grant.id == tied)[0].last_day) == "2026-12-24"
    assert rows(Grant, Grant.id == other)[0].last_day is None


@pytest.mark.parametrize(
    "data",
    [
        {"last_day": "", "end_kind": "rotation"},
        {"last_day": "2026-11-05", "end_kind": "rotation"},
        {"last_day": "2026-12-24", "end_kind": "open"},
        {"last_day": "2026-12-24", "end_kind": ""},
    ],
)
def test_an_end_that_makes_no_sense(farid, cast, held, data):
    farid.post(f"/postings/{cast.awa_posting}/close", data=data, status=422)
    assert str(held()[cast.u5].last_day) == "2027-05-05"


def test_nor_one_after_another_posting_there_has_begun(farid, cast, rows, inside):
    from lms.postings.posting import open_posting

    with inside():
        open_posting(cast.awa, cast.u5, "military", "observer", "Observer", date(2027, 5, 6))
    data = {"last_day": "2027-05-06", "end_kind": "rotation"}
    page = farid.post(f"/postings/{cast.awa_posting}/close", data=data, status=422).page
    assert "on some of these days already" in page.main
    farid.post(f"/postings/{cast.awa_posting}/close", data=data | {"last_day": "2027-05-05"}, status=303)


def test_moving(elif_, cast, held):
    ask = f"/postings/{cast.awa_posting}/move"
    page = elif_.get(ask, status=200).page
    assert page.form(id="move").values["function"] == ["Plans officer"]
    elif_.submit(
        page, id="move", unit=str(cast.police), first_day="2027-01-10", function="Liaison", status=303
    )
    assert str(held()[cast.u5].last_day) == "2027-01-09"
    moved = held()[cast.police]
    assert (moved.function, str(moved.first_day), str(moved.last_day)) == (
        "Liaison",
        "2027-01-10",
        "2027-05-05",
    )
    assert (moved.component, moved.category) == ("military", "staff_officer")


def test_a_posting_that_ended_with_a_move_can_be_corrected(elif_, cast):
    data = {"unit": str(cast.police), "function": "Liaison", "first_day": "2027-01-10"}
    elif_.post(f"/postings/{cast.dmitri_posting}/move", data=data, status=303)
    elif_.submit(elif_.get(f"/postings/{cast.dmitri_posting}").page, id="posting", status=303)


def test_a_focal_point_moves_within_their_own_units(farid, cast, held):
    ask = f"/postings/{cast.awa_posting}/move"
    farid.submit(farid.get(ask).page, id="move", unit=str(cast.police), first_day="2027-01-10", status=422)
    assert set(held()) == {cast.u5}


@pytest.mark.parametrize(
    ("unit", "first_day", "said"),
    [
        ("u5", "2027-01-10", "in this unit already"),
        ("police", "2026-11-06", "after the first day"),
        ("police", "2027-05-07", "ends earlier"),
        ("police", "", "Write the first day"),
        ("police", "31/12/2026", "Not a valid date value"),
        ("police", "0001-01-01", "between 1990 and 2100"),
    ],
)
def test_a_move_that_makes_no_sense(elif_, cast, held, unit, first_day, said):
    data = {"unit": str(cast[unit]), "function": "Liaison", "first_day": first_day}
    page = elif_.post(f"/postings/{cast.awa_posting}/move", data=data, status=422).page
    assert said in page.main
    assert set(held()) == {cast.u5}


def test_nor_one_to_where_they_serve_already(elif_, cast, inside):
    from lms.postings.posting import open_posting
    from tests.clock import TODAY

    with inside():
        open_posting(cast.awa, cast.police, "police", "individual_police", "Liaison", TODAY)
    data = {"unit": str(cast.police), "function": "Liaison", "first_day": "2027-01-10"}
    assert "already" in elif_.post(f"/postings/{cast.awa_posting}/move", data=data, status=422).page.main


ACTS = ("", "/close", "/move")


@pytest.mark.parametrize("act", ACTS)
def test_not_mine(farid, elif_, cast, act):
    for name in ("bruno", "dmitri", "elif"):
        farid.get(f"/postings/{cast[name + '_posting']}{act}", status=404)
    farid.get(f"/postings/{cast.farid_posting}{act}", status=403)
    elif_.post(f"/postings/{cast.elif_posting}{act}", status=403)
    elif_.get(f"/postings/{cast.u5}{act}", status=404)
    elif_.delete(f"/postings/{cast.awa_posting}{act}", status=405)


@pytest.fixture
def beyond(inside, cast):
    """A posting of Awa's among the police, beyond Farid's reach, though he looks after Awa in U5."""
    from lms.postings.posting import open_posting

    with inside():
        return open_posting(
            cast.awa, cast.police, "military", "staff_officer", "Liaison", date(2026, 11, 6), date(2027, 5, 5)
        ).id


CHANGES = {
    "": {"component": "military", "category": "observer", "function": "Observer", "first_day": "2026-11-07"},
    "/close": {"last_day": "2026-12-24", "end_kind": "rotation"},
    "/move": {"function": "Planner", "first_day": "2027-01-10"},
}


@pytest.mark.parametrize("act", ACTS)
def test_nor_a_posting_beyond_my_units_of_somebody_within_them(farid, elif_, cast, held, beyond, act):
    data = CHANGES[act] | {"unit": str(cast.u5)}
    farid.get(f"/people/{cast.awa}", status=200)
    farid.get(f"/postings/{beyond}{act}", status=404)
    farid.post(f"/postings/{beyond}{act}", data=data, status=404)
    kept = held()[cast.police]
    assert (kept.function, kept.first_day, kept.last_day) == ("Liaison", date(2026, 11, 6), date(2027, 5, 5))
    elif_.get(f"/postings/{beyond}{act}", status=200)


@pytest.mark.parametrize("name", ["awa", "chantal", "dmitri"])
def test_other_roles_may_not(client, cast, name):
    for act in ACTS:
        client.as_(name).get(f"/postings/{cast.awa_posting}{act}", status=403)
    client.as_(name).get(f"/people/{cast.awa}/postings/add", status=403)


def test_adding_for_others_people_or_oneself(farid, cast):
    farid.get(f"/people/{cast.bruno}/postings/add", status=404)
    farid.get(f"/people/{cast.farid}/postings/add", status=403)
