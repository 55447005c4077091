"""The list of people: whom one sees there, and how one finds them."""

import pytest


def names(answer) -> list[str]:
    table = answer.page.all("tbody")
    links = [link for part in table for link in part.iter("a")]
    return ["".join(link.itertext()) for link in links]


def test_an_administrator_sees_everybody_by_name(elif_):
    answer = elif_.get("/people", status=200)
    assert names(answer) == [
        "Awa Diallo",
        "Bruno Keller",
        "Chantal Moreau",
        "Dmitri Orlov",
        "Elif Demir",
        "Farid Rahmani",
    ]
    assert "6 people" in answer.page.main


def test_a_focal_point_sees_who_serves_in_their_units(farid):
    assert names(farid.get("/people", status=200)) == ["Awa Diallo", "Farid Rahmani"]


def test_of_those_who_left_only_the_latest_are_seen(farid, recruit, left):
    recruit("Gone Lately", "u5", left(200), left(60))
    recruit("Gone Long", "u5", left(200), left(61))
    recruit("Still Coming", "u5", left(-40))
    found = names(farid.get("/people"))
    assert {"Gone Lately", "Still Coming"} <= set(found)
    assert "Gone Long" not in found


def test_who_left_and_who_is_still_to_come_is_told(farid, elif_, client, recruit, left):
    recruit("Gone Lately", "u5", left(200), left(60))
    recruit("Still Coming", "u5", left(-40))
    recruit("Here Today", "u5", left(0), left(0))
    for page in (farid.get("/people").page, elif_.get("/people").page):
        assert page.main.count("left on") == page.main.count("arrives on") == 1
        assert "U5 Plans left on 17 September 2026" in page.main
        assert "U5 Plans arrives on 26 December 2026" in page.main
    assert "départ le 17 septembre 2026" in client.as_("farid", "fr").get("/people").page.main


def test_coming_and_gone_is_told_as_seen_from_the_unit(farid, elif_, cast, inside, recruit, left):
    """Who serves elsewhere until they come is here for the administrator, and still to come for us."""
    from lms.postings.posting import open_posting

    coming = recruit("Two Postings", "police", left(9), left(-9))
    with inside():
        open_posting(coming, cast.u5, "military", "staff_officer", "Planner", left(-10))
    assert "arrives on 26 November 2026" in farid.get("/people").page.main
    assert "arrives" not in elif_.get("/people").page.main
    assert "arrives" in elif_.get(f"/people?unit={cast.u5}").page.main
    assert "arrives" not in elif_.get(f"/people?unit={cast.police}").page.main


def test_people_of_one_name_are_told_apart(elif_, recruit):
    recruit("Bikash Rana", "u5", number="0001091", latin_name="B. Rana")
    recruit("Bikash Rana", "police", number="0001097")
    words = elif_.get("/people").page.main
    for said in ("…1091", "…1097", "U5 Plans", "Police", "brana2", "B. Rana"):
        assert said in words


def test_one_unit_and_all_below_it(elif_, farid, cast):
    assert names(elif_.get(f"/people?unit={cast.force}")) == ["Awa Diallo", "Dmitri Orlov", "Farid Rahmani"]
    farid.get(f"/people?unit={cast.u5}", status=200)


def test_what_narrows_the_list_can_be_left_again(elif_, cast):
    assert "Show all" not in elif_.get("/people").page.links
    narrowed = elif_.get(f"/people?unit={cast.u5}").page.links
    assert narrowed["Show all"] == "/people"
    assert narrowed["Add a person"].endswith(f"?unit={cast.u5}")
    assert narrowed["Print sign-in slips"].endswith(f"?unit={cast.u5}")
    assert "Show all" in elif_.post("/people", data={"asked": "Awa"}).page.links


@pytest.mark.parametrize("unit", ["force", "police", "elsewhere"])
def test_a_unit_that_is_not_mine(farid, cast, unit):
    farid.get(f"/people?unit={cast[unit]}", status=404)


@pytest.mark.parametrize("unit", ["00000000-0000-4000-8000-000000000000", "nonsense"])
def test_an_unknown_unit(elif_, unit):
    elif_.get(f"/people?unit={unit}", status=404)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("diallo", ["Awa Diallo"]),
        ("DIALLO awa", ["Awa Diallo"]),
        ("Émir", ["Elif Demir"]),
        ("bruno", ["Bruno Keller"]),
        ("0014711", ["Awa Diallo"]),
        ("14", []),
        ("144", []),
        ("nobody", []),
        ("%", []),
        ("\x01", []),
    ],
)
def test_searching(elif_, asked, found):
    answer = elif_.post("/people", data={"asked": asked, "unit": ""})
    assert answer.status_code in (200, 303)
    if answer.status_code == 200:
        assert names(answer) == found


@pytest.mark.parametrize("asked", ["RÉG 0471", "rég0471", "REG 04"])
def test_searching_by_a_number_as_people_write_it(elif_, recruit, asked):
    recruit("Hamid", number="Rég 0471")
    assert "Hamid" in elif_.post("/people", data={"asked": asked, "unit": ""}, status=200).page.main


def test_a_search_is_never_in_an_address(elif_):
    page = elif_.get("/people").page
    assert page.form(id="search").method == "post"
    assert "Awa Diallo" not in names(elif_.get("/people?asked=keller&page=1"))[1:]


def test_a_search_stays_within_my_units(farid, cast):
    assert names(farid.post("/people", data={"asked": "bruno", "unit": ""}, status=200)) == []
    assert names(farid.post("/people", data={"asked": "awa", "unit": str(cast.u5)}, status=200)) == [
        "Awa Diallo"
    ]


def test_without_words_the_unit_alone_is_an_address(elif_, cast):
    assert (
        elif_.post("/people", data={"asked": " ", "unit": str(cast.u5)}).location == f"/people?unit={cast.u5}"
    )


@pytest.mark.parametrize(
    "data", [{"asked": "x" * 121, "unit": ""}, {"asked": ["a", "b"], "unit": ""}, {"asked": "a", "unit": "x"}]
)
def test_bad_input(elif_, data):
    elif_.post("/people", data=data, status=422)


def test_fifty_a_page(elif_, inside, cast):
    from lms.people.person import add_person

    with inside():
        for number in range(60):
            add_person(f"Zed {number:03}", language="en", sign_in_name=f"zed{number}")
    first = elif_.get("/people")
    assert len(names(first)) == 50
    assert "Page 1 of 2" in first.page.main
    assert len(names(elif_.get("/people?page=2"))) == 16
    for odd in ("0", "99999", "x", "-1", "²"):
        elif_.get(f"/people?page={odd}", status=200)
    searched = elif_.post("/people", data={"asked": "zed", "unit": ""}, status=200)
    assert len(names(searched)) == 50
    assert "first fifty" in searched.page.main


def test_the_language_button_keeps_the_search(elif_):
    page = elif_.post("/people", data={"asked": "keller", "unit": "", "language": "fr"}, status=200).page
    assert page.form(id="search").values["asked"] == ["keller"]


def test_as_many_questions_to_the_database_for_many_as_for_few(elif_, inside, cast, statements):
    from lms.people.person import add_person

    with statements() as few:
        elif_.get("/people")
    with inside():
        for number in range(40):
            add_person(f"Zed {number:03}", language="en", sign_in_name=f"zed{number}")
    with statements() as many:
        elif_.get("/people")
    assert len(many) == len(few)


@pytest.mark.parametrize("name", ["awa", "chantal", "dmitri"])
def test_other_roles_may_not(client, name):
    client.as_(name).get("/people", status=403)


def test_another_method(elif_):
    elif_.delete("/people", status=405)
