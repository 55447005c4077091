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
STALE = N_("The original has changed since this was translated")
_NO_WORDS = "<summary></summary>"
# A gap with the punctuation that closes on it, French spaces included.
_GAP = re.compile(r'<span data-gap="(\d+)"></span>((?:\u00a0?[:;!?»]|[.,…)”،؛؟])*)')
_TITLE = re.compile(r'<p class="callout-title" data-title="(\w+)"></p>')


def course_html(html: str) -> Markup:
    """Compiled HTML with the words of the interface in it, in the reader's language."""
    if "callout-title" in html:
        html = _TITLE.sub(lambda m: f'<p class="callout-title">{gettext(ALERTS[m[1]])}</p>', html)
    if _NO_WORDS in html:
        html = html.replace(_NO_WORDS, f"<summary>{escape(gettext(STALE))}</summary>")
    return Markup(html)  # noqa: S704 - the compiler escaped it


def titled(what: Course | Module | Section, reader: str) -> Markup:
    """Its title, in the reader's language where it has one."""
    return spoken(what.text(reader).title, language_of(what.texts, reader), reader)


def spoken(text: str, tag: str, reader: str) -> Markup:
    """A text of a course on one line, marked with its language where the reader's is another."""
    return escape(text) if tag == reader else Markup('<bdi lang="{}">{}</bdi>').format(tag, text)


def gaps(html: str, draw: Callable[[int, str], str]) -> Markup:
    """Compiled HTML in which `draw` puts something into the place of each gap, by its number.

    It is given the punctuation after the gap too, which belongs to what fills it, not to what is said of it.
    """
    return Markup(_GAP.sub(lambda m: str(draw(int(m[1]), m[2])).strip(), html))  # noqa: S704 - both are escaped


def duration(seconds: int) -> str:
    """A wait or a limit in words, in the largest unit that is whole; one day is 24 hours."""
    if seconds % 86400 == 0 and seconds > 86400:
        return ngettext("%(num)s day", "%(num)s days", seconds // 86400)
    if seconds % 3600 == 0:
        return ngettext("%(num)s hour", "%(num)s hours", seconds // 3600)
    return ngettext("%(num)s minute", "%(num)s minutes", seconds // 60)


def add_to_templates(app: Flask) -> None:
    """Gives templates the filters for what courses hold."""
    app.jinja_env.filters.update(course_html=course_html, duration=duration, gaps=gaps)
    app.jinja_env.filters.update(titled=titled, spoken=spoken)
