"""Signing out ends the session, and the browser forgets."""

from dataclasses import replace

from tests.cast import PASSWORD


def test_it_works(awa):
    answer = awa.post("/sign-out", status=303)
    assert answer.location == "/sign-in"
    # Not the storage: what others could not send waits there, sealed for them alone.
    assert answer.headers["Clear-Site-Data"] == '"cache"'
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


def test_the_mark_goes_with_the_session(awa):
    """A browser takes no change of such a cookie that is not as strict as the cookie."""
    awa.get("/")
    answer = awa.post("/sign-out", status=303)
    gone = [one for one in answer.headers.getlist("Set-Cookie") if "Max-Age=0" in one]
    assert {one.partition("=")[0] for one in gone} == {"__Host-lms_reader"}
    for cookie in answer.headers.getlist("Set-Cookie"):
        assert "; Secure;" in cookie
        assert "; Path=/" in cookie


def test_over_plain_http_cookies_have_plain_names(client, app, monkeypatch):
    plain = replace(app.config["SETTINGS"], site_url="http://learning.example")
    monkeypatch.setitem(app.config, "SETTINGS", plain)
    answer = client.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    marks = [one for one in answer.headers.getlist("Set-Cookie") if "lms_reader" in one]
    assert marks[0].startswith("lms_reader=")
    assert "Secure" not in marks[0]
    assert client.get("/").page.root.get("data-reader-cookie") == "lms_reader"
    assert (plain.cookie_name("lms"), app.config["SESSION_COOKIE_NAME"]) == ("lms", "__Host-lms")


def mark(client):
    """What the browser's scripts may read of who is signed in."""
    cookie = client.get_cookie("__Host-lms_reader")
    return cookie and cookie.value


def test_a_page_says_whose_it_is_as_long_as_they_are_signed_in(client):
    for name in ("awa", "bruno", "awa"):
        client.post("/sign-in", data={"name": name, "password": PASSWORD}, status=303)
        assert client.get("/").page.root.get("data-reader") == mark(client) is not None
        client.post("/sign-out", status=303)
        assert mark(client) is None
        assert client.get("/sign-in").page.root.get("data-reader") is None


def test_each_has_a_mark_of_their_own(awa, bruno):
    pages = [browser.get("/").page.root.get("data-reader") for browser in (awa, bruno, awa)]
    assert pages[0] == pages[2] != pages[1]


def test_a_session_from_before_the_mark_gets_one(awa):
    assert mark(awa) is None
    awa.get("/", status=200)
    assert mark(awa)


def test_a_browser_that_was_left_without_a_link_is_signed_out(awa):
    """Its script could not reach us, and says so with the next request, whoever makes that."""
    awa.get("/", status=200)
    awa.set_cookie("__Host-lms_reader", "left")
    awa.get("/", status=302)
    assert mark(awa) is None
    awa.get("/", status=302)


def test_whoever_signs_in_after_that_is_signed_in(awa):
    awa.set_cookie("__Host-lms_reader", "left")
    awa.post("/sign-in", data={"name": "bruno", "password": PASSWORD}, status=303)
    assert awa.get("/", status=200).page.root.get("data-reader") == mark(awa)
