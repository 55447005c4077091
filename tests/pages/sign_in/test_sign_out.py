"""Signing out ends the session, and the browser forgets."""

from tests.cast import PASSWORD


def test_it_works(awa):
    answer = awa.post("/sign-out", status=303)
    assert answer.location == "/sign-in"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "You are signed out." in awa.get("/sign-in").page.main
    awa.get("/", status=302)


def test_the_language_stays(bruno):
    bruno.post("/sign-out", status=303)
    assert bruno.get("/sign-in").page.root.get("lang") == "fr"


def test_but_whoever_comes_next_has_their_own(client):
    """On a shared computer."""
    for name, language in (("awa", "en"), ("bruno", "fr"), ("awa", "en")):
        client.post("/sign-in", data={"name": name, "password": PASSWORD}, status=303)
        assert client.get("/", status=200).page.root.get("lang") == language
        client.post("/sign-out", status=303)
        assert client.get("/sign-in").page.root.get("lang") == language


def test_get_is_refused(awa):
    assert awa.get("/sign-out", status=405).headers["Allow"]
    awa.get("/", status=200)


def test_it_takes_our_own_page(awa):
    awa.post("/sign-out", site="cross-site", status=403)
    awa.get("/", status=200)
