"""The tree of units."""

import pytest

from lms.people.units import Unit


@pytest.fixture
def unit(rows):
    return lambda code: rows(Unit, Unit.code == code)[0]


def form(**changes):
    return {"code": "SOR-U9", "name_en": "U9", "name_fr": "U9 (FR)", "parent": "", "time_zone": "", **changes}


def test_the_tree(elif_, cast):
    page = elif_.get("/units", status=200).page
    assert page.links["U5 Plans"] == f"/units/{cast.u5}/edit"
    assert page.links["Posts SOR-U5"] == f"/units/{cast.u5}/posts"
    assert page.links["Add a part SOR-U5"] == f"/units/add?parent={cast.u5}"
    assert page.main.index("Mission in Sorandia") < page.main.index("Force Headquarters")


def test_its_names_are_in_the_readers_language(client):
    assert "Quartier général de la Force" in client.as_("elif", "fr").get("/units").page.main


def test_before_there_is_any(elif_, app, monkeypatch):
    from lms.people.directory import unit_pages

    monkeypatch.setattr(unit_pages, "all_units", list)
    assert "No units yet" in elif_.get("/units", status=200).page.main


def test_adding(elif_, cast, unit):
    page = elif_.get(f"/units/add?parent={cast.force}", status=200).page
    assert page.form(id="unit").values["parent"] == [str(cast.force)]
    elif_.post("/units/add", data=form(parent=str(cast.force), time_zone="Asia/Beirut"), status=303)
    added = unit("SOR-U9")
    assert (added.parent_id, added.names, added.time_zone) == (
        cast.force,
        {"en": "U9", "fr": "U9 (FR)"},
        "Asia/Beirut",
    )


def test_the_second_language_may_wait(elif_, unit):
    elif_.post("/units/add", data=form(name_fr=""), status=303)
    assert unit("SOR-U9").names == {"en": "U9"}
    assert unit("SOR-U9").parent_id is None


def test_correcting_and_moving(elif_, cast, unit):
    ask = f"/units/{cast.u5}/edit"
    page = elif_.get(ask, status=200).page
    data = {**page.form(id="unit").values, "name_en": "Plans", "parent": str(cast.police), "time_zone": "UTC"}
    elif_.post(ask, data=data, status=303)
    assert (unit("SOR-U5").names["en"], unit("SOR-U5").parent_id) == ("Plans", cast.police)


def test_a_name_in_a_language_that_is_not_offered_stays(elif_, cast, inside, unit):
    from lms.database import db

    with inside():
        db.session.get(Unit, cast.u5).names = {"en": "U5", "fr": "U5", "ar": "التخطيط"}
    elif_.submit(elif_.get(f"/units/{cast.u5}/edit").page, id="unit", name_fr="", status=303)
    assert unit("SOR-U5").names == {"en": "U5", "ar": "التخطيط"}


@pytest.mark.parametrize("parent", ["force", "u5"])
def test_a_parent_in_its_own_branch_is_refused(elif_, cast, unit, parent):
    ask = f"/units/{cast.force}/edit"
    page = elif_.submit(elif_.get(ask).page, id="unit", parent=str(cast[parent]), status=422).page
    assert "part of itself" in page.main
    assert unit("SOR-FHQ").parent_id == cast.sorandia


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": ""}, "short code"),
        ({"code": "SOR-U5"}, "Another unit has this code"),
        ({"name_en": " "}, "Write the name of the unit"),
        ({"time_zone": "Mars/Base"}, "no such time zone"),
        ({"parent": "x"}, "Not a valid choice"),
        ({"code": ["A", "B"]}, "sent twice"),
    ],
)
def test_bad_input(elif_, rows, changes, said):
    before = len(rows(Unit))
    assert said in elif_.post("/units/add", data=form(**changes), status=422).page.main
    assert len(rows(Unit)) == before


@pytest.mark.parametrize("name", ["awa", "chantal", "dmitri", "farid"])
def test_administrators_only(client, cast, name):
    browser = client.as_(name)
    for ask in ("/units", "/units/add", f"/units/{cast.u5}/edit"):
        browser.get(ask, status=403)
    browser.post("/units/add", data=form(), status=403)


def test_unknown_ids_and_methods(elif_, cast):
    elif_.get(f"/units/{cast.awa}/edit", status=404)
    elif_.post("/units", status=405)
