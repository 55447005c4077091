"""Rendering: the few words in a compiled course that belong to the interface and not to the course."""

import re
from collections.abc import Callable

from flask import Flask
from markupsafe import Markup, escape

from lms.courses.course import Course, Module, Section, language_of
from lms.web.languages import N_, gettext, ngettext

ALERTS = {
    "note": N_("Note"),
    "tip": N_("Tip"),
    "important": N_("Important"),
    "warning": N_("Warning"),
    "caution": N_("Caution"),
}
MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
STALE = N_("The original has changed since this was translated")
_NO_WORDS = "<summary></summary>"
# A gap with the punctuation that closes on it, French spaces included.
_GAP = re.compile(r'<span data-gap="(\d+)"></span>((?:\u00a0?[:;!?»]|[.,…)”،؛؟])*)')
_TITLE = re.compile(r'<p class="callout-title" data-title="(\w+)"></p>')


def course_html(html: str) -> Markup:
    """Compiled HTML with the words of the interface in it, in the reader's language."""
    if "callout-title" in html:
        html = _TITLE.sub(_with_title, html)
    if _NO_WORDS in html:
        html = html.replace(_NO_WORDS, f"<summary>{escape(gettext(STALE))}</summary>")
    return Markup(html)  # noqa: S704 - the compiler escaped it


def _with_title(place: re.Match[str]) -> str:
    title = gettext(ALERTS[place[1]])
    return f'<p class="callout-title">{title}</p>'


def titled(what: Course | Module | Section, reader: str) -> Markup:
    """Its title, in the reader's language where it has one."""
    title = what.text(reader).title
    return spoken(title, language_of(what.texts, reader), reader)


def spoken(text: str, tag: str, reader: str) -> Markup:
    """A text of a course on one line, marked with its language where the reader's is another."""
    if tag == reader:
        return escape(text)
    return Markup('<bdi lang="{}">{}</bdi>').format(tag, text)


def gaps(html: str, draw: Callable[[int, str], str]) -> Markup:
    """Compiled HTML in which `draw` puts something into the place of each gap, by its number.

    It is given the punctuation after the gap too, which belongs to what fills it, not to what is said of it.
    """

    def fill(gap: re.Match[str]) -> str:
        number = int(gap[1])
        punctuation = gap[2]
        return str(draw(number, punctuation)).strip()

    return Markup(_GAP.sub(fill, html))  # noqa: S704 - both are escaped


def duration(seconds: int) -> str:
    """A wait or a limit in words, in the largest unit that is whole; one day is 24 hours."""
    if seconds % DAY == 0 and seconds > DAY:
        return ngettext("%(num)s day", "%(num)s days", seconds // DAY)
    if seconds % HOUR == 0:
        return ngettext("%(num)s hour", "%(num)s hours", seconds // HOUR)
    return ngettext("%(num)s minute", "%(num)s minutes", seconds // MINUTE)


def add_to_templates(app: Flask) -> None:
    """Gives templates the filters for what courses hold."""
    app.jinja_env.filters.update(course_html=course_html, duration=duration, gaps=gaps)
    app.jinja_env.filters.update(titled=titled, spoken=spoken)
