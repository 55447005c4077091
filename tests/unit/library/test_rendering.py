"""The few words in a compiled course that are the interface's."""

import pytest

from lms.courses.course import Module, ModuleText
from lms.library.rendering import ALERTS, course_html, duration, gaps, titled


@pytest.mark.parametrize("alert", sorted(ALERTS))
def test_an_alert_s_title_is_in_the_reader_s_language(app, alert):
    with app.test_request_context():
        html = f'<aside><p class="callout-title" data-title="{alert}"></p><p>Text</p></aside>'
        assert course_html(html) == f'<aside><p class="callout-title">{ALERTS[alert]}</p><p>Text</p></aside>'
        assert course_html("<p>callout</p>") == "<p>callout</p>"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (60, "1 minute"),
        (1800, "30 minutes"),
        (3600, "1 hour"),
        (5400, "90 minutes"),
        (7200, "2 hours"),
        (86400, "24 hours"),
    ],
)
def test_durations(app, seconds, words):
    with app.test_request_context():
        assert duration(seconds) == words


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
