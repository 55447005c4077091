"""Printed slips: the codes are shown once."""

import re

import pytest

from lms.people.sign_in.invitations import Invitation

SVG = "{http://www.w3.org/2000/svg}svg"
CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")


@pytest.fixture
def waiting(recruit):
    """Two who have no password yet."""
    return {
        "hamid": recruit("Hamid", sign_in_name="hamid"),
        "aissata": recruit("Aïssata", sign_in_name="aissata", language="fr", number="000777"),
    }


def boxes(page):
    return {
        box.get("value"): box.get("checked") is not None
        for box in page.all("input")
        if box.get("name") == "person"
    }


def test_those_without_a_password_are_ticked(farid, cast, waiting):
    page = farid.get(f"/slips?unit={cast.u5}", status=200).page
    assert boxes(page) == {str(person): True for person in waiting.values()}
    assert "0777" in page.main
    assert "Awa Diallo" not in page.main


def test_not_of_those_who_have_left(farid, cast, recruit, left):
    recruit("Gone Lately", "u5", left(200), left(1))
    here = recruit("Last Day", "u5", left(200), left(0))
    assert set(boxes(farid.get("/slips", status=200).page)) == {str(here)}


def test_of_those_who_are_still_to_come_the_day_is_told(farid, elif_, cast, inside, recruit, left):
    """A code works for thirty days: whoever arrives later needs another then."""
    from lms.postings.posting import open_posting

    soon, later = recruit("Soon", first_day=left(-30)), recruit("Later", first_day=left(-31))
    moving = recruit("Moving", "police")
    with inside():
        open_posting(moving, cast.u5, "military", "staff_officer", "Planner", left(-5))
    page = farid.get("/slips", status=200).page
    assert boxes(page) == {str(soon): True, str(later): False, str(moving): True}
    for day in ("16 December 2026", "17 December 2026", "21 November 2026"):
        assert f"arrives on {day}" in page.main
    assert "arrives" not in elif_.get(f"/slips?unit={cast.police}", status=200).page.main


def test_it_is_told_that_there_are_more(farid, cast, waiting, monkeypatch):
    from lms.postings.person import slip_pages

    assert "More than" not in farid.get(f"/slips?unit={cast.u5}").page.main
    monkeypatch.setattr(slip_pages, "MOST", 1)
    page = farid.get(f"/slips?unit={cast.u5}").page
    assert "More than 1 people here have no password yet" in page.main
    assert len(boxes(page)) == 1


def test_making_them(farid, client, cast, waiting, rows):
    page = farid.get(f"/slips?unit={cast.u5}").page
    answer = farid.submit(page, id="slips", status=200)
    assert answer.headers["Cache-Control"] == "no-store"
    printed = answer.page
    codes = CODE.findall(printed.main)
    assert len(codes) == 2
    for said in ("Hamid", "hamid", "https://learning.example/join"):
        assert said in printed.main
    squares = [one for one in printed.all(SVG) if one.get("class") == "slip-square"]
    assert len(squares) == 2
    for code in codes:
        assert client.another().get(f"/join/{code}", status=200).page.h1 == "Choose your password"
    assert {row.made_by for row in rows(Invitation)} == {cast.farid}


def test_each_slip_is_in_its_own_language(farid, cast, waiting):
    printed = farid.submit(farid.get(f"/slips?unit={cast.u5}").page, id="slips").page
    spoken = [slip.get("lang") for slip in printed.all("li") if slip.get("class") == "slip"]
    assert spoken == ["fr", "en"]


def test_only_those_who_are_ticked(farid, cast, waiting, rows):
    page = farid.get(f"/slips?unit={cast.u5}").page
    farid.submit(page, id="slips", person=str(waiting["hamid"]), status=200)
    assert [row.person_id for row in rows(Invitation)] == [waiting["hamid"]]
    again = farid.get(f"/slips?unit={cast.u5}").page
    assert boxes(again) == {str(waiting["aissata"]): True, str(waiting["hamid"]): False}
    assert "has a code since 16 November 2026" in again.main


def test_a_new_slip_makes_the_earlier_useless(farid, client, cast, waiting):
    page, hamid = farid.get(f"/slips?unit={cast.u5}").page, str(waiting["hamid"])
    first, second = (
        CODE.search(farid.submit(page, id="slips", person=hamid).page.main).group() for _ in range(2)
    )
    client.get(f"/join/{first}", status=404)
    client.get(f"/join/{second}", status=200)


def test_nine_people_take_two_sheets(elif_, cast, recruit):
    for number in range(9):
        recruit(f"Recruit {number}", "police")
    printed = elif_.submit(elif_.get(f"/slips?unit={cast.police}").page, id="slips").page
    sheets = [one for one in printed.all("ul") if one.get("class") == "slip-sheet"]
    assert [len(list(sheet)) for sheet in sheets] == [8, 1]


def test_where_all_have_a_password(farid, elif_, cast):
    assert "Everybody here has a password" in farid.get(f"/slips?unit={cast.u5}", status=200).page.main
    assert "Everybody" not in elif_.get("/slips", status=200).page.main


def test_who_has_one_unit_need_not_choose_it(farid, elif_, waiting):
    assert set(boxes(farid.get("/slips", status=200).page)) == {str(person) for person in waiting.values()}
    assert boxes(elif_.get("/slips", status=200).page) == {}


def test_when_all_have_joined_meanwhile(farid, cast, rows):
    farid.post("/slips", data={"unit": str(cast.u5), "person": str(cast.awa)}, status=409)
    farid.post("/slips", data={"person": str(cast.awa)}, status=409)
    assert rows(Invitation) == []


@pytest.mark.parametrize("person", [None, "x", "00000000-0000-4000-8000-000000000000"])
def test_nobody_or_nobody_of_these(farid, cast, waiting, rows, person):
    page = farid.get(f"/slips?unit={cast.u5}").page
    farid.submit(page, id="slips", person=person, status=422)
    assert rows(Invitation) == []


def test_not_of_units_or_people_that_are_not_mine(farid, cast, waiting, recruit, rows):
    outside = recruit("Outside", "police")
    data = {"unit": str(cast.police), "person": str(outside)}
    farid.post("/slips", data=data, status=404)
    farid.post("/slips", data={"unit": str(cast.u5), "person": str(outside)}, status=422)
    farid.get(f"/slips?unit={cast.police}", status=404)
    farid.get("/slips?unit=x", status=404)
    assert rows(Invitation) == []


def test_not_of_somebody_with_a_higher_role(farid, elif_, cast, waiting, appoint):
    appoint("trainer", waiting["hamid"])
    assert set(boxes(farid.get(f"/slips?unit={cast.u5}").page)) == {str(waiting["aissata"])}
    assert len(boxes(elif_.get(f"/slips?unit={cast.u5}").page)) == 2


def test_the_language_button_makes_nothing(farid, cast, waiting, rows):
    farid.submit(farid.get(f"/slips?unit={cast.u5}").page, id="slips", language="fr", status=200)
    assert rows(Invitation) == []


def test_drawing_delays_no_other_writer(farid, cast, waiting, app, monkeypatch):
    """The codes are drawn before the write transaction begins."""
    from lms.database import db
    from lms.postings.person import slips

    seen, real = [], slips.square

    def drawn(link):
        seen.append(db.session().info.get("writing", False))
        return real(link)

    monkeypatch.setattr(slips, "square", drawn)
    farid.submit(farid.get(f"/slips?unit={cast.u5}").page, id="slips", status=200)
    assert seen == [False, False]


@pytest.mark.parametrize("name", ["awa", "chantal", "dmitri"])
def test_other_roles_may_not(client, cast, name):
    client.as_(name).get("/slips", status=403)
    client.as_(name).post("/slips", data={"unit": str(cast.u5)}, status=403)


def test_another_method(elif_):
    elif_.put("/slips", status=405)
