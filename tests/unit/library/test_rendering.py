"""The few words in a compiled course that are the interface's."""

import pytest

from lms.courses.course import Module, ModuleText
from lms.library.rendering import ALERTS, course_html, duration, gaps, titled
from lms.web.languages import catalogue

FRENCH = {"Accept-Language": "fr"}


@pytest.mark.parametrize("alert", sorted(ALERTS))
@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_alert_s_title_is_in_the_reader_s_language(app, alert, language):
    title = catalogue(language).gettext(ALERTS[alert])
    with app.test_request_context(headers={"Accept-Language": language}):
        html = f'<aside><p class="callout-title" data-title="{alert}"></p><p>Text</p></aside>'
        assert course_html(html) == f'<aside><p class="callout-title">{title}</p><p>Text</p></aside>'
        assert course_html("<p>callout</p>") == "<p>callout</p>"


def test_what_a_stale_translation_says_is_in_the_reader_s_language(app):
    html = '<details class="stale"><summary></summary><div lang="en"><p>Text</p></div></details>'
    with app.test_request_context(headers=FRENCH):
        summary = "<summary>L’original a changé depuis cette traduction</summary>"
        assert course_html(html) == html.replace("<summary></summary>", summary)


def test_gaps_are_drawn_by_their_number():
    html = '<p>From <span data-gap="1"></span> to <span data-gap="12"></span>.</p>'
    filled = gaps(html, lambda number, closing: f" <i>{number}</i>{closing}\n")
    assert filled == "<p>From <i>1</i> to <i>12</i>.</p>"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (60, "1 minute"),
        (1800, "30 minutes"),
        (3600, "1 hour"),
        (5400, "90 minutes"),
        (7200, "2 hours"),
        (86400, "24 hours"),
        (129600, "36 hours"),
        (172800, "2 days"),
    ],
)
def test_durations(app, seconds, words):
    with app.test_request_context():
        assert duration(seconds) == words


def test_durations_in_french(app):
    with app.test_request_context(headers=FRENCH):
        assert [duration(hours * 3600) for hours in (1, 36, 72)] == [
            "1\u00a0heure",
            "36\u00a0heures",
            "3\u00a0jours",
        ]


def test_a_title_in_another_language_says_which():
    def module(*languages: str) -> Module:
        texts = {tag: ModuleText(f"<{tag}>") for tag in languages}
        return Module("log", 1, 5, (), (), texts)

    assert titled(module("en", "fr"), "fr") == "&lt;fr&gt;"
    assert titled(module("en"), "fr") == '<bdi lang="en">&lt;en&gt;</bdi>'


@pytest.mark.parametrize(
    ("after", "closing"),
    [
        (", then", ","),
        (".</p>", "."),
        (" and", ""),
        ("\u00a0; then", "\u00a0;"),
        (" : then", ""),
        ("\u00a0».", "\u00a0»."),
    ],
)
def test_punctuation_stays_with_what_fills_a_gap(after, closing):
    rest = after.removeprefix(closing)
    html = f'<span data-gap="2"></span>{after}'
    assert gaps(html, lambda number, mark: f"[{number}{mark}]") == f"[2{closing}]{rest}"
