"""What browsers and password keepers fill in, and leave as it is typed (WCAG 1.3.5)."""

import pytest

PLAIN = {"autocapitalize": "none", "spellcheck": "false"}


def fields(page) -> dict[str, dict[str, str]]:
    """What each field of the page tells the browser."""
    told = ("autocomplete", "autocapitalize", "spellcheck")
    return {
        field.get("name"): {name: field.get(name) for name in told if field.get(name)}
        for field in page.all("input", "select")
    }


def test_signing_in(client):
    told = fields(client.get("/sign-in").page)
    assert told["name"] == PLAIN | {"autocomplete": "username"}
    assert told["password"] == PLAIN | {"autocomplete": "current-password"}
    assert fields(client.get("/forgotten").page)["name"] == PLAIN | {"autocomplete": "username"}


def test_joining(client, inside, cast):
    from lms.people.sign_in.invitations import make_code

    told = fields(client.get("/join").page)["code"]
    assert told == {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
    with inside():
        code = make_code(cast.awa, "invite", by=None)
    told = fields(client.get(f"/join/{code}").page)
    assert told["password"] == told["again"] == PLAIN | {"autocomplete": "new-password"}


def test_what_is_secret_is_hidden(client, awa, inside, cast):
    from lms.people.sign_in.invitations import make_code

    with inside():
        code = make_code(cast.awa, "invite", by=None)
    for browser, place in ((client, "/sign-in"), (client, f"/join/{code}"), (awa, "/account/password")):
        inputs = browser.get(place).page.all("input")
        secret = [one for one in inputs if "password" in (one.get("autocomplete") or "")]
        assert secret
        assert {one.get("type") for one in secret} == {"password"}


def test_nothing_is_asked_but_names_passwords_and_codes(client, inside, cast):
    from lms.people.sign_in.invitations import make_code

    with inside():
        code = make_code(cast.awa, "reset", by=None)
    asked = {
        "/sign-in": {"name", "password"},
        "/forgotten": {"name"},
        "/join": {"code"},
        f"/join/{code}": {"password", "again"},
    }
    for place, names in asked.items():
        fields_shown = client.get(place).page.all("input", "select", "textarea")
        shown = [one for one in fields_shown if one.get("type") != "hidden"]
        assert {one.get("name") for one in shown} == names


def test_what_i_tell_of_myself(awa):
    told = fields(awa.get("/account/password").page)
    assert told["current"] == PLAIN | {"autocomplete": "current-password"}
    assert told["password"] == told["again"] == PLAIN | {"autocomplete": "new-password"}
    told = fields(awa.get("/account").page)
    assert (told["speaks"], told["gender"]) == ({"autocomplete": "language"}, {"autocomplete": "sex"})


@pytest.mark.parametrize("name", ["name", "latin_name", "given_name", "family_name", "sign_in_name", "email"])
def test_nothing_of_mine_is_filled_in_for_somebody_else(farid, cast, name):
    for page in (farid.get("/people/add").page, farid.get(f"/people/{cast.awa}/edit").page):
        assert fields(page)[name]["autocomplete"] == "off"
