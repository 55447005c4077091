"""Numbers that an issuer gave a person."""

import pytest

from lms.people.person import Identifier

NUMBER = {
    "scheme": "Mission card",
    "issuer": "MINUSOR",
    "value": "000198",
    "first_day": "2026-01-01",
    "last_day": "",
}


@pytest.fixture
def mine(rows, cast):
    return lambda: {one.value: one for one in rows(Identifier, Identifier.person_id == cast.awa)}


def test_adding_keeps_leading_zeros(farid, cast, mine):
    farid.post(f"/people/{cast.awa}/identifiers/add", data=NUMBER, status=303)
    added = mine()["000198"]
    assert (added.scheme, added.issuer, str(added.first_day), added.last_day) == (
        "Mission card",
        "MINUSOR",
        "2026-01-01",
        None,
    )
    assert "000198" in farid.get(f"/people/{cast.awa}").page.main


def test_correcting(farid, cast, mine):
    identifier = mine()["0014711"].id
    page = farid.get(f"/identifiers/{identifier}", status=200).page
    data = {**page.form(id="identifier").values, "value": "0014712", "last_day": "2027-01-01"}
    farid.post(f"/identifiers/{identifier}", data=data, status=303)
    assert str(mine()["0014712"].last_day) == "2027-01-01"


def test_saving_it_unchanged_is_no_clash_with_itself(farid, mine):
    identifier = mine()["0014711"].id
    page = farid.get(f"/identifiers/{identifier}").page
    farid.submit(page, id="identifier", status=303)


def test_removing_what_was_a_mistake(farid, mine):
    identifier = mine()["0014711"].id
    farid.post(f"/identifiers/{identifier}/remove", status=303)
    assert mine() == {}
    farid.post(f"/identifiers/{identifier}/remove", status=404)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"scheme": "UN index number", "issuer": "UN", "value": "0024711"}, "Ask an administrator"),
        ({"scheme": "UN index number", "issuer": "UN", "value": "0014711"}, "has this number already"),
        ({"scheme": "Driving licence"}, "Not a valid choice"),
        ({"scheme": ""}, "Choose the kind"),
        ({"issuer": ""}, "who issued it"),
        ({"value": " "}, "Write the number"),
        ({"value": "x" * 61}, "too long"),
        ({"last_day": "2025-12-31"}, "before the first"),
        ({"last_day": "soon"}, "Not a valid date"),
        ({"first_day": "0203-01-01"}, "between 1990 and 2100"),
    ],
)
def test_bad_input(farid, cast, mine, changes, said):
    page = farid.post(f"/people/{cast.awa}/identifiers/add", data=NUMBER | changes, status=422).page
    assert said in page.main
    assert set(mine()) == {"0014711"}


BRUNOS = NUMBER | {"scheme": "UN index number", "issuer": "UN", "value": "0024711"}


def test_whose_number_it_is_is_told_within_reach_only(farid, elif_, cast, mine):
    page = elif_.post(f"/people/{cast.awa}/identifiers/add", data=BRUNOS, status=422).page
    assert "merge the two" in page.main
    assert page.links["Bruno Keller"] == f"/people/{cast.bruno}"
    page = farid.post(f"/people/{cast.awa}/identifiers/add", data=BRUNOS, status=422).page
    assert "merge" not in page.main
    assert "Bruno" not in page.main
    assert "Civil Affairs" not in page.main


def test_a_number_is_not_recorded_twice_for_one_person(farid, cast, mine):
    data = BRUNOS | {"value": "0014711"}
    page = farid.post(f"/people/{cast.awa}/identifiers/add", data=data, status=422).page
    assert "This person has this number already." in page.main
    assert "Who has this number" not in page.main


def test_correcting_it_into_anothers(farid, elif_, cast, mine):
    ask = f"/identifiers/{mine()['0014711'].id}"
    assert "Ask an administrator" in farid.post(ask, data=BRUNOS, status=422).page.main
    assert "Bruno Keller" in elif_.post(ask, data=BRUNOS, status=422).page.links


def test_the_same_value_of_another_issuer_is_another_number(farid, cast, mine):
    data = NUMBER | {"scheme": "UN index number", "value": "0024711"}
    farid.post(f"/people/{cast.awa}/identifiers/add", data=data, status=303)
    assert len(mine()) == 2


def test_a_kind_from_elsewhere_can_be_kept(elif_, cast, inside, mine):
    from lms.database import db
    from lms.people.person import Person, add_identifier

    with inside():
        identifier = add_identifier(db.session.get(Person, cast.awa), "Police badge", "Sorandia", "77").id
    page = elif_.get(f"/identifiers/{identifier}").page
    elif_.submit(page, id="identifier", status=303)
    assert mine()["77"].scheme == "Police badge"


def test_not_mine(farid, elif_, rows, cast):
    (bruno,) = rows(Identifier, Identifier.person_id == cast.bruno)
    (own,) = rows(Identifier, Identifier.person_id == cast.elif_)
    farid.get(f"/identifiers/{bruno.id}", status=404)
    farid.post(f"/identifiers/{bruno.id}/remove", status=404)
    farid.post(f"/people/{cast.bruno}/identifiers/add", data=NUMBER, status=404)
    elif_.post(f"/identifiers/{own.id}/remove", status=403)


def test_roles_and_methods(awa, dmitri, farid, cast):
    awa.get(f"/people/{cast.awa}/identifiers/add", status=403)
    dmitri.get(f"/people/{cast.awa}/identifiers/add", status=403)
    farid.get(f"/identifiers/{cast.awa}/remove", status=405)
    farid.get(f"/identifiers/{cast.awa}", status=404)
