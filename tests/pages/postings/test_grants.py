"""Roles of a person: given from a day, until one, and ended."""

from datetime import date

import pytest

from lms.people.roles.grants import Grant


@pytest.fixture
def given(rows, cast):
    return lambda: rows(Grant, Grant.person_id == cast.awa)


def role(name, unit="", first_day="2026-11-16", last_day="", posting=""):
    return {
        "role": name,
        "unit": str(unit),
        "first_day": first_day,
        "last_day": last_day,
        "posting": str(posting),
    }


@pytest.mark.parametrize("name", ["trainer", "administrator"])
def test_a_role_everywhere(elif_, cast, given, name):
    elif_.get(f"/people/{cast.awa}/roles/give", status=200)
    elif_.post(f"/people/{cast.awa}/roles/give", data=role(name), status=303)
    (grant,) = given()
    assert (grant.role, grant.unit_id, grant.last_day, grant.given_by) == (name, None, None, cast.elif_)


@pytest.mark.parametrize("name", ["supervisor", "focal_point"])
def test_a_role_over_a_unit_for_some_days(elif_, cast, given, name):
    data = role(name, cast.force, "2026-12-01", "2027-01-31")
    elif_.post(f"/people/{cast.awa}/roles/give", data=data, status=303)
    (grant,) = given()
    assert (grant.unit_id, str(grant.first_day), str(grant.last_day)) == (
        cast.force,
        "2026-12-01",
        "2027-01-31",
    )


def test_a_role_ends_with_the_posting_it_was_given_for(elif_, cast, given):
    """Awa's posting ends on 5 May 2027."""
    data = role("supervisor", cast.u5, last_day="2028-01-01", posting=cast.awa_posting)
    elif_.post(f"/people/{cast.awa}/roles/give", data=data, status=303)
    (grant,) = given()
    assert (str(grant.last_day), grant.posting_id) == ("2027-05-05", cast.awa_posting)


def test_it_holds_from_its_first_day_to_its_last(elif_, client, cast, clock):
    data = role("administrator", first_day="2026-11-17", last_day="2026-11-18")
    elif_.post(f"/people/{cast.awa}/roles/give", data=data, status=303)
    awa = client.as_("awa")
    for status in (403, 200, 200, 403):
        awa.get("/units", status=status)
        clock.move(days=1)


def test_a_focal_point_names_a_stand_in(farid, client, cast, given):
    page = farid.get(f"/people/{cast.awa}/roles/give", status=200).page
    assert page.form(id="grant").values["unit"] == [str(cast.u5)]
    farid.submit(page, id="grant", last_day="2026-11-30", status=303)
    (grant,) = given()
    assert (grant.role, grant.unit_id, grant.given_by) == ("focal_point", cast.u5, cast.farid)
    client.as_("awa").get("/people", status=200)


@pytest.mark.parametrize(
    ("name", "unit", "last_day"),
    [
        ("supervisor", "u5", "2026-11-30"),
        ("trainer", None, "2026-11-30"),
        ("administrator", None, "2026-11-30"),
        ("focal_point", "force", "2026-11-30"),
        ("focal_point", "police", "2026-11-30"),
        ("focal_point", None, "2026-11-30"),
        ("focal_point", "u5", ""),
        ("focal_point", "u5", "2027-02-17"),
    ],
)
def test_but_nothing_more(farid, cast, given, name, unit, last_day):
    data = role(name, cast[unit] if unit else "", last_day=last_day)
    farid.post(f"/people/{cast.awa}/roles/give", data=data, status=422)
    assert given() == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"role": "captain"}, "Not a valid choice"),
        ({"role": "supervisor", "unit": ""}, "Choose the unit"),
        ({"unit": "u5"}, "Leave the unit empty"),
        ({"first_day": "2026-11-15"}, "This day is over"),
        ({"last_day": "2026-11-15"}, "before the first"),
        ({"first_day": ""}, "Write the first day"),
        ({"first_day": "31/12/2026"}, "Not a valid date value"),
        ({"posting": "awa", "first_day": "2027-05-06"}, "ends before the role begins"),
        ({"posting": "bruno"}, "Not a valid choice"),
        ({"role": ["trainer", "administrator"]}, "sent twice"),
    ],
)
def test_bad_input(elif_, cast, given, changes, said):
    data = role("trainer") | changes
    if data["unit"]:
        data["unit"] = str(cast[data["unit"]])
    if data["posting"]:
        data["posting"] = str(cast[f"{data['posting']}_posting"])
    assert said in elif_.post(f"/people/{cast.awa}/roles/give", data=data, status=422).page.main
    assert given() == []


def test_not_the_same_role_twice(elif_, cast, given):
    ask = f"/people/{cast.awa}/roles/give"
    elif_.post(ask, data=role("supervisor", cast.u5, last_day="2026-12-01"), status=303)
    assert "already" in elif_.post(ask, data=role("supervisor", cast.u5), status=422).page.main
    elif_.post(ask, data=role("supervisor", cast.police), status=303)
    elif_.post(ask, data=role("supervisor", cast.u5, "2026-12-02"), status=303)
    elif_.post(ask, data=role("supervisor", cast.force, "2027-03-01"), status=303)
    elif_.post(ask, data=role("supervisor", cast.force, last_day="2027-03-01"), status=422)
    elif_.post(ask, data=role("supervisor", cast.force, last_day="2027-02-28"), status=303)
    assert len(given()) == 5


def test_ending(elif_, client, cast, rows):
    ask = f"/grants/{cast.chantal_grant}/end"
    assert "Trainer" in elif_.get(ask, status=200).page.main
    answer = elif_.post(ask, data={"last_day": "2026-11-15"}, status=303)
    assert answer.location == f"/people/{cast.chantal}"
    (grant,) = rows(Grant, Grant.id == cast.chantal_grant)
    assert str(grant.last_day) == "2026-11-15"
    assert "over" in elif_.get(answer.location).page.main


def test_what_had_not_begun_never_holds(elif_, cast, given, appoint, left):
    grant = appoint("trainer", cast.awa, first_day=left(-5))
    elif_.post(f"/grants/{grant}/end", data={"last_day": "2026-11-16"}, status=303)
    assert given() == []


@pytest.mark.parametrize("last_day", ["", "2026-11-14", "2026-12-02", "never"])
def test_an_end_that_makes_no_sense(elif_, cast, appoint, rows, left, last_day):
    grant = appoint("trainer", cast.awa, first_day=left(20), last_day=left(-15))
    elif_.post(f"/grants/{grant}/end", data={"last_day": last_day}, status=422)
    assert str(rows(Grant, Grant.id == grant)[0].last_day) == "2026-12-01"


@pytest.fixture
def stand_in(farid, client, recruit):
    """Gunnar, whom Farid named for five days; in his browser."""
    gunnar = recruit("Gunnar", sign_in_name="gunnar")
    page = farid.get(f"/people/{gunnar}/roles/give").page
    farid.submit(page, id="grant", last_day="2026-11-20", status=303)
    return client.as_("gunnar")


def test_a_stand_in_gives_no_day_beyond_their_own(stand_in, cast, given):
    ask = f"/people/{cast.awa}/roles/give"
    data = role("focal_point", cast.u5, last_day="2026-11-21")
    assert "ends on 20 November 2026" in stand_in.post(ask, data=data, status=422).page.main
    assert given() == []
    stand_in.post(ask, data=data | {"last_day": "2026-11-20"}, status=303)


def test_a_stand_in_does_not_end_the_role_of_who_named_them(stand_in, cast, rows):
    stand_in.post(f"/grants/{cast.farid_grant}/end", data={"last_day": "2026-11-15"}, status=403)
    assert rows(Grant, Grant.id == cast.farid_grant)[0].last_day is None


def test_a_focal_point_ends_a_stand_in(farid, stand_in, recruit, rows, cast):
    (grant,) = rows(Grant, Grant.given_by == cast.farid)
    assert f"/grants/{grant.id}/end" in farid.get(f"/people/{grant.person_id}").page.links.values()
    farid.post(f"/grants/{grant.id}/end", data={"last_day": "2026-11-16"}, status=303)
    assert str(rows(Grant, Grant.id == grant.id)[0].last_day) == "2026-11-16"


def test_and_one_whom_the_stand_in_named(farid, stand_in, cast, given):
    page = stand_in.get(f"/people/{cast.awa}/roles/give").page
    stand_in.submit(page, id="grant", last_day="2026-11-20", status=303)
    farid.post(f"/grants/{given()[0].id}/end", data={"last_day": "2026-11-16"}, status=303)
    assert str(given()[0].last_day) == "2026-11-16"


@pytest.mark.parametrize("by", [None, "elif_"])
def test_but_not_whom_an_administrator_appointed(farid, cast, inside, given, by):
    from lms.people.roles.grants import give_role

    with inside():
        day = date(2026, 11, 16)
        grant = give_role("focal_point", cast.awa, cast.u5, day, day, by=by and getattr(cast, by)).id
    assert f"/grants/{grant}/end" not in farid.get(f"/people/{cast.awa}").page.links.values()
    farid.post(f"/grants/{grant}/end", data={"last_day": "2026-11-15"}, status=403)
    assert len(given()) == 1


def test_a_stand_in_ends_with_the_role_of_who_named_them(elif_, stand_in, cast):
    stand_in.get("/people", status=200)
    elif_.post(f"/grants/{cast.farid_grant}/end", data={"last_day": "2026-11-15"}, status=303)
    stand_in.get("/people", status=403)


def test_nobody_grants_for_themselves(elif_, farid, cast, rows):
    before = len(rows(Grant))
    elif_.post(f"/people/{cast.elif_}/roles/give", data=role("trainer"), status=403)
    elif_.post(f"/grants/{cast.elif_grant}/end", data={"last_day": "2026-11-16"}, status=403)
    farid.post(f"/people/{cast.farid}/roles/give", data=role("focal_point", cast.u5), status=403)
    farid.post(f"/grants/{cast.farid_grant}/end", data={"last_day": "2026-11-16"}, status=403)
    assert len(rows(Grant)) == before


def test_not_mine(farid, cast, appoint, given):
    farid.get(f"/people/{cast.bruno}/roles/give", status=404)
    farid.get(f"/grants/{cast.chantal_grant}/end", status=404)
    over = appoint("supervisor", cast.awa, "u5")
    farid.post(f"/grants/{over}/end", data={"last_day": "2026-11-16"}, status=403)
    assert given()[0].last_day is None


def test_an_old_role_above_mine_is_not_mine_to_end(farid, cast, appoint, left):
    grant = appoint("trainer", cast.awa, first_day=left(30), last_day=left(5))
    farid.post(f"/grants/{grant}/end", data={"last_day": "2026-11-16"}, status=403)


@pytest.mark.parametrize("name", ["awa", "chantal", "dmitri"])
def test_other_roles_may_not(client, cast, name):
    client.as_(name).post(f"/people/{cast.bruno}/roles/give", data=role("trainer"), status=403)
    client.as_(name).get(f"/grants/{cast.chantal_grant}/end", status=403)


def test_unknown_and_methods(elif_, cast):
    elif_.get(f"/grants/{cast.awa}/end", status=404)
    elif_.put(f"/grants/{cast.chantal_grant}/end", status=405)
