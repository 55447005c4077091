"""My account: what is recorded of me, and what I may change."""

import pytest

from lms.people.person import NameConfirmation, Person
from tests.cast import COURSE, PASSWORD


def test_it_shows_what_is_recorded(farid):
    words = farid.get("/account", status=200).page.main
    for said in ("Farid Rahmani", "farid@sorandia.example", "0054711", "Training focal point"):
        assert said in words


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Training focal point: from "), ("fr", "Référent formation\xa0: à partir du ")],
)
def test_a_role_with_its_days(client, language, words):
    page = client.as_("farid", language).get("/account", status=200).page
    assert any(words in "".join(one.itertext()) for one in page.all("li"))


def test_language_and_gender_are_mine_to_change(awa, rows, cast):
    awa.post("/account", data={"speaks": "fr", "gender": "F"}, status=303)
    mine = rows(Person, Person.id == cast.awa)[0]
    assert (mine.language, mine.gender) == ("fr", "F")
    assert awa.get("/account").page.root.get("lang") == "fr"
    awa.post("/account", data={"speaks": "en", "gender": ""}, status=303)
    assert rows(Person, Person.id == cast.awa)[0].gender is None


@pytest.mark.parametrize(
    "data",
    [{"speaks": "xx", "gender": ""}, {"speaks": "en", "gender": "Q"}, {"speaks": ["en", "fr"], "gender": ""}],
)
def test_bad_values_change_nothing(awa, rows, cast, data):
    awa.post("/account", data=data, status=422)
    assert rows(Person, Person.id == cast.awa)[0].language == "en"


def test_nothing_else_can_be_changed(awa, rows, cast):
    awa.post(
        "/account", data={"speaks": "en", "gender": "", "name": "Boss", "sign_in_name": "boss"}, status=303
    )
    assert rows(Person, Person.id == cast.awa)[0].name == "Awa Diallo"


def test_the_language_button_keeps_what_is_chosen(awa, rows, cast):
    page = awa.post("/account", data={"speaks": "fr", "gender": "F", "language": "fr"}, status=200).page
    assert page.form("/account").values["gender"] == ["F"]
    assert rows(Person, Person.id == cast.awa)[0].gender is None


def test_the_name_is_confirmed_by_its_owner(awa, rows, cast):
    page = awa.get("/account").page
    answer = awa.submit(page, action="/account/name", status=303)
    assert answer.location == "/account"
    (confirmation,) = rows(NameConfirmation)
    assert (confirmation.person_id, confirmation.name) == (cast.awa, "Awa Diallo")
    assert "confirmed" in awa.get("/account").page.main


def test_a_name_that_changed_meanwhile_is_not_confirmed(awa, rows, inside, cast):
    page = awa.get("/account").page
    with inside() as session:
        session.get(Person, cast.awa).name = "Awa Diallo Traoré"
    awa.submit(page, action="/account/name", status=409)
    assert rows(NameConfirmation) == []


@pytest.mark.parametrize("name", ["", "Somebody else"])
def test_another_name_is_not_confirmed(awa, rows, name):
    awa.post("/account/name", data={"name": name}, status=409)
    assert rows(NameConfirmation) == []


def test_confirming_leads_on_within_the_site(awa):
    data = {"name": "Awa Diallo", "next": "//evil.example"}
    assert awa.post("/account/name", data=data, status=303).location == "/account"
    assert awa.post("/account/name", data={**data, "next": "/courses"}, status=303).location == "/courses"


def test_confirming_by_get_is_refused(awa):
    awa.get("/account/name", status=405)


@pytest.fixture
def spoken(rows, cast):
    """The language that is stored for Awa."""
    return lambda: rows(Person, Person.id == cast.awa)[0].language


LOG = f"/courses/{COURSE}/the-log"


@pytest.mark.parametrize("switch", ["/language", LOG, "/account", "/account/password"])
def test_a_language_chosen_in_the_bar_is_spoken_at_the_next_sign_in(client, spoken, switch):
    client.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    answer = client.post(switch, data={"language": "fr", "next": "/"})
    assert answer.status_code in (200, 303)
    assert spoken() == "fr"
    client.post("/sign-out", status=303)
    elsewhere = client.another()
    elsewhere.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    assert elsewhere.get("/account", status=200).page.root.get("lang") == "fr"
    elsewhere.post("/language", data={"language": "en"}, status=303)
    assert spoken() == "en"


def test_then_saving_my_account_does_not_take_it_back(awa, spoken):
    page = awa.submit(awa.get("/account").page, action="/account", language="fr", status=200).page
    assert page.form("/account").values["speaks"] == ["fr"]
    awa.submit(page, action="/account", gender="F", status=303)
    assert spoken() == "fr"


def test_what_is_no_choice_is_not_kept(client, spoken):
    """One that is not offered, from elsewhere, by GET, by nobody; and Enter, which sends the one spoken."""
    awa = client.as_("awa", "fr")
    awa.post("/language", data={"language": "xx"}, status=303)
    awa.post("/language", data={"language": "fr"}, site="cross-site", status=403)
    awa.get("/account?language=fr", status=200)
    awa.post(LOG, data={"language": "fr"}, status=200)
    client.post("/language", data={"language": "fr"}, status=303)
    assert spoken() == "en"
