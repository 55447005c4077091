"""Languages: which one the reader has, and its dates."""

from datetime import UTC, date, datetime

import pytest
from flask import session
from markupsafe import Markup

from lms.web.languages import (
    catalogue,
    format_clock,
    format_day,
    format_instant,
    gettext,
    in_language,
    language,
    ngettext,
    offered,
    use_language,
)

INSTANT = datetime(2026, 12, 14, 22, 32, tzinfo=UTC)


@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [
        ("fr", "fr"),
        ("fr-CA,en;q=0.5", "fr"),
        ("de,fr;q=0.1", "fr"),
        ("de", "en"),
        ("", "en"),
        ("*", "en"),
        (";;;", "en"),
    ],
)
def test_the_browser_s_language_is_the_first_guess(app, accepted, spoken):
    with app.test_request_context(headers={"Accept-Language": accepted}):
        assert language() == spoken


def test_a_choice_counts_more(app):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        use_language("fr")
        assert language() == "fr"
        use_language("xx")
        assert (language(), session["language"]) == ("fr", "fr")


def test_a_language_that_is_no_longer_offered_is_not_spoken(app, settings):
    settings(languages=("en",))
    with app.test_request_context():
        session["language"] = "fr"
        assert language() == "en"


def test_outside_a_request_it_is_the_installation_s_first(app, settings):
    settings(languages=("fr", "en"))
    with app.app_context():
        assert language() == "fr"


def test_a_language_without_catalogue_speaks_english():
    assert catalogue("xx").gettext("Sign in") == "Sign in"


def test_values_are_filled_in(app):
    with app.test_request_context():
        assert gettext("Hello %(name)s", name="50 %") == "Hello 50 %"
        assert gettext("80 %") == "80 %"
        assert ngettext("%(num)s day", "%(num)s days", 1) == "1 day"
        assert ngettext("%(num)s day of %(all)s", "%(num)s days of %(all)s", 2, all=3) == "2 days of 3"


def test_a_value_that_is_html_makes_html_of_the_rest(app):
    with app.test_request_context():
        text = gettext("%(one)s & %(other)s", one=Markup("<b>1</b>"), other="<2>")
        assert text == Markup("<b>1</b> &amp; &lt;2&gt;")
        assert isinstance(text, Markup)
        assert not isinstance(gettext("%(one)s & %(other)s", one="1", other="2"), Markup)


@pytest.mark.parametrize(
    ("tag", "day", "instant", "clock"),
    [
        ("en", "14 December 2026", "14 December 2026, 23:32", "23:32"),
        ("fr", "14 décembre 2026", "14 décembre 2026, 23:32", "23:32"),
    ],
)
def test_dates(app, tag, day, instant, clock):
    with app.test_request_context():
        use_language(tag)
        assert format_day(date(2026, 12, 14)) == day
        assert format_instant(INSTANT, "Africa/Bangui") == instant
        assert format_clock(INSTANT, "Africa/Bangui") == clock
        assert (format_day(None), format_instant(None)) == ("", "")


def test_a_text_in_several_languages(app):
    with app.test_request_context():
        assert in_language({"fr": "Plans", "en": "Plans U5"}) == "Plans U5"
        assert in_language({"fr": "Plans"}) == "Plans"
        assert in_language({"en": "a", "fr": "b"}, "fr") == "b"
        assert in_language({}) == ""


def test_each_language_has_its_own_name(app):
    with app.test_request_context():
        assert offered() == [("en", "English"), ("fr", "Français")]


def test_switching_leads_back_within_the_site(client):
    answer = client.post("/language", data={"language": "fr", "next": "/help?a=b"}, status=303)
    assert answer.location == "/help?a=b"
    assert client.get("/help", status=200).page.root.get("lang") == "fr"
    assert client.post("/language", data={"language": "en", "next": "//evil.example"}).location == "/"
    assert client.post("/language", data={"language": "xx"}, status=303).location == "/"
