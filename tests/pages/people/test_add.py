"""Recording a new person."""

import pytest

from lms.people.person import Identifier, Person
from lms.postings.posting import Posting


@pytest.fixture
def new(rows, cast):
    """The people who are not of the cast."""
    from tests.cast import NAMES

    return lambda: [one for one in rows(Person) if one.sign_in_name not in NAMES]


@pytest.fixture
def posting(cast):
    return {
        "unit": str(cast.u5),
        "component": "military",
        "category": "staff_officer",
        "function": "Planner",
        "first_day": "2026-12-01",
        "last_day": "",
        "end_kind": "rotation",
    }


def test_name_alone_is_enough_for_an_administrator(elif_, new):
    page = elif_.get("/people/add", status=200).page
    answer = elif_.submit(page, id="person", name="Sukarno", status=303)
    (person,) = new()
    assert answer.location == f"/people/{person.id}"
    assert (person.name, person.sign_in_name, person.language) == ("Sukarno", "sukarno", "en")
    assert (person.email, person.latin_name, person.password_hash) == (None, None, None)


def test_with_all_there_is(farid, cast, new, rows, posting):
    data = {
        "name": "نور الهدى الزيتوني",
        "latin_name": "Nour Zitouni",
        "given_name": "نور الهدى",
        "family_name": "الزيتوني",
        "email": "Nour@Sorandia.example",
        "speaks": "fr",
        "scheme": "Mission card",
        "issuer": "SOR",
        "value": "000077",
        **posting,
        "post": "sor-u5-03",
        "last_day": "2027-11-30",
    }
    farid.post("/people/add", data=data, status=303)
    (person,) = new()
    assert (person.sign_in_name, person.language, person.recorded_by) == ("nzitouni", "fr", cast.farid)
    (held,) = rows(Posting, Posting.person_id == person.id)
    assert (held.unit_id, held.post_id, str(held.last_day)) == (cast.u5, cast.seat, "2027-11-30")
    assert (held.end_kind, held.recorded_by) == ("rotation", cast.farid)
    assert rows(Identifier, Identifier.person_id == person.id)[0].value == "000077"


def test_a_focal_point_records_only_who_serves_in_their_units(farid, cast, new, posting):
    page = farid.get("/people/add", status=200).page
    assert page.form(id="person").values["unit"] == [str(cast.u5)]
    said = farid.post("/people/add", data={"name": "Sukarno", "speaks": "en"}, status=422).page.main
    assert "Choose the component" in said
    farid.post(
        "/people/add", data={"name": "S", "speaks": "en", **posting, "unit": str(cast.police)}, status=422
    )
    farid.post("/people/add", data={"name": "S", "speaks": "en", **posting, "unit": ""}, status=422)
    assert new() == []


@pytest.mark.parametrize(
    ("changes", "sign_in_name"),
    [
        ({"latin_name": "Olga Petrova"}, "opetrova"),
        ({"scheme": "Mission card", "issuer": "SOR", "value": "SOR-000981"}, "000981"),
        ({}, "sor-u5"),
    ],
)
def test_a_name_without_latin_letters_makes_no_nameless_account(farid, new, posting, changes, sign_in_name):
    farid.post(
        "/people/add", data={"name": "Ольга Петрова", "speaks": "en", **posting, **changes}, status=303
    )
    assert [person.sign_in_name for person in new()] == [sign_in_name]


@pytest.mark.parametrize("name", ["Awa Diallo", "AWA  DIÀLLO", "Diallo Awa"])
def test_somebody_of_the_same_name_is_shown_first(farid, cast, new, posting, name):
    data = {"name": name, "speaks": "en", **posting}
    page = farid.post("/people/add", data=data, status=422).page
    assert "Is it one of these?" in page.main
    assert page.links["Awa Diallo"] == f"/people/{cast.awa}"
    assert "…4711" in page.main
    assert new() == []
    farid.post("/people/add", data={**page.form(id="person").values, "anyway": "yes"}, status=303)
    (person,) = new()
    assert person.sign_in_name.startswith(("adiallo", "dawa"))


def test_so_is_somebody_with_that_number(elif_, cast, new):
    data = {"name": "Sukarno", "speaks": "en", "scheme": "Mission card", "issuer": "SOR", "value": "0014711"}
    page = elif_.post(
        "/people/add", data={**elif_.get("/people/add").page.form(id="person").values, **data}, status=422
    ).page
    assert "Awa Diallo" in page.links
    assert new() == []


def test_exactly_that_number_belongs_to_one_person(elif_, farid, cast, new, posting):
    """Whoever looks after its holder is led there; who does not is told whom to ask, and no more."""
    number = {"scheme": "UN index number", "issuer": "UN", "value": "0024711"}
    data = {"name": "Sukarno", "speaks": "en", **posting, **number}
    page = elif_.post("/people/add", data=data, status=422).page
    assert "use that record" in page.main
    assert page.links["Bruno Keller"] == f"/people/{cast.bruno}"
    page = farid.post("/people/add", data={**data, "anyway": "yes"}, status=422).page
    assert "Ask an administrator whether it is the same person." in page.main
    for word in ("that record", "Bruno", "Civil Affairs"):
        assert word not in page.main
    assert new() == []


def test_of_those_beyond_my_units_nothing_is_shown_but_that_they_are(farid, new, posting):
    page = farid.post(
        "/people/add", data={"name": "Bruno Keller", "speaks": "en", **posting}, status=422
    ).page
    assert "1 person of this name or number serves outside your units" in page.main
    assert "Civil Affairs" not in page.main
    assert "…4711" not in page.main
    assert new() == []


def test_a_shared_address_is_told(elif_, new):
    page = elif_.get("/people/add").page
    answer = elif_.submit(page, id="person", name="Sukarno", email="awa@sorandia.example", status=303)
    assert "It signs in who had it first" in elif_.get(answer.location).page.main
    assert len(new()) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "as on the ID card"),
        ({"sign_in_name": "awa"}, "Somebody else"),
        ({"component": "navy"}, "Not a valid choice"),
        ({"category": "friend"}, "Not a valid choice"),
        ({"category": "volunteer"}, "These do: Contingent, Staff officer, Military observer."),
        ({"function": ""}, "Write the function"),
        ({"first_day": ""}, "Write the first day"),
        ({"first_day": "tomorrow"}, "Not a valid date value"),
        ({"first_day": "9999-12-31"}, "between 1990 and 2100"),
        ({"last_day": "2026-11-30"}, "before the first"),
        ({"last_day": "2027-11-30", "end_kind": "open"}, "has no last day"),
        ({"end_kind": ""}, "how it ends"),
        ({"post": "SOR-U5-99"}, "no post of that code"),
        ({"unit": ""}, "leave the whole posting empty"),
        ({"unit": "x"}, "Not a valid choice"),
        ({"value": "77"}, "Choose the kind of number"),
        ({"value": "77", "scheme": "Mission card"}, "who issued it"),
        ({"value": "0014711", "scheme": "UN index number", "issuer": "UN"}, "Somebody has this number"),
        ({"name": ["A", "B"]}, "sent twice"),
    ],
)
def test_bad_input_is_told_and_kept(elif_, new, posting, changes, said):
    blank = {"scheme": "", "issuer": "", "value": "", "post": ""}
    data = {"name": "Sukarno", "speaks": "en", **blank, **posting, **changes}
    page = elif_.post("/people/add", data=data, status=422).page
    assert said in page.main
    assert new() == []
    if isinstance(data["name"], str):
        assert page.form(id="person").values["name"] == [data["name"]]


@pytest.mark.parametrize(("language", "colon"), [("en", ": "), ("fr", "\xa0: ")])
def test_what_is_wrong_is_summed_up_in_the_order_of_the_fields(client, posting, language, colon):
    """The number stands above the posting."""
    data = {"name": "", "speaks": "en", "value": "77", **posting, "function": "", "end_kind": ""}
    page = client.as_("elif", language).post("/people/add", data=data, status=422).page
    (summary,) = (part for part in page.all("div") if part.get("data-error-summary") is not None)
    links = list(summary.iter("a"))
    assert [link.get("href") for link in links] == [
        "#name",
        "#scheme",
        "#issuer",
        "#function",
        "#end_kind",
    ]
    assert all(colon in link.text for link in links)


def test_the_language_button_keeps_what_was_typed(elif_, new):
    page = elif_.submit(
        elif_.get("/people/add").page, id="person", name="Sukarno", language="fr", status=200
    ).page
    assert page.form(id="person").values["name"] == ["Sukarno"]
    assert new() == []


@pytest.mark.parametrize("name", ["awa", "chantal", "dmitri"])
def test_other_roles_may_not(client, new, name):
    client.as_(name).get("/people/add", status=403)
    client.as_(name).post("/people/add", data={"name": "S"}, status=403)
    assert new() == []


def test_another_method(elif_):
    elif_.delete("/people/add", status=405)
