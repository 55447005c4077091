"""Languages: which one the reader has, and every word in it.

Babel alone: catalogues are read from the .po files at start, so there is no build step and no stale .mo.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError, dates
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Blueprint, Flask, current_app, g, has_request_context, redirect, request, session
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from lms.config import ROOT
from lms.web import access
from lms.web.addresses import local
from lms.web.plug import Plug

if TYPE_CHECKING:
    from lms.courses.problems import Problem

FOLDER = ROOT / "lms" / "translations"

KEEP_LANGUAGE: Plug[Callable[[str], None]] = Plug("keep_language")
"""Keeps a language that its reader chose for the next visit. `create_app` puts in that of people, which knows
who reads; the language button of every form asks it."""

bp = Blueprint("languages", __name__)

# What the session keeps: the language that the reader chose, and one that counts until somebody signs in.
CHOSEN = "language"
UNTIL_SIGN_IN = "door"


def N_(message: str) -> str:
    """Marks a message for the catalogues without translating it yet."""
    return message


@cache
def catalogue(tag: str) -> NullTranslations:
    """The interface's words in a language; English is what stands in the code."""
    path = FOLDER / tag / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as file:
        catalog = read_po(file, locale=tag)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


def language() -> str:
    """The reader's language: chosen, else the browser's, else the installation's first."""
    if not has_request_context():
        # A command sets `g.language` where it has an option for it.
        return getattr(g, "language", None) or current_app.config["SETTINGS"].languages[0]
    if "language" not in g:
        g.language = _language_of_request()
    return g.language


def _language_of_request() -> str:
    offered: tuple[str, ...] = current_app.config["SETTINGS"].languages
    chosen: str = session.get(CHOSEN) or session.get(UNTIL_SIGN_IN, "")
    if chosen in offered:
        return chosen
    for tag in request.accept_languages.values():
        # Who reads fr-CA reads fr, even where en is named after it.
        for accepted in (tag, tag.split("-")[0]):
            if accepted in offered:
                return accepted
    return offered[0]


def use_language(tag: str) -> None:
    """Speaks this language to the reader from now on; ignores one that is not offered."""
    if tag in current_app.config["SETTINGS"].languages:
        session[CHOSEN] = tag
        g.language = tag
        g.pop("words", None)  # those of the language before


def use_until_sign_in(tag: str) -> None:
    """Speaks this language until somebody signs in or chooses: whoever comes next may read another."""
    session[UNTIL_SIGN_IN] = tag
    g.pop("language", None)
    g.pop("words", None)


def _words() -> NullTranslations:
    """The reader's catalogue, looked up once a request."""
    if "words" not in g:
        g.words = catalogue(language())
    return g.words


def gettext(message: str, **values: object) -> str:
    """The message in the reader's language, its %(name)s filled in."""
    text = _words().gettext(message)
    return _filled(text, values) if values else text


def ngettext(singular: str, plural: str, number: int, **values: object) -> str:
    """As gettext, by number, which fills %(num)s."""
    text = _words().ngettext(singular, plural, number)
    return _filled(text, {"num": number, **values})


def _filled(text: str, values: dict[str, object]) -> str:
    """The text with its values; where one of them is HTML, the whole is, and the rest of it escaped."""
    has_html = any(type(value) is Markup for value in values.values())
    return escape(text) % values if has_html else text % values


def message_of(problem: "Problem") -> str:
    """A problem that pure code found, in the reader's language."""
    from lms.courses.problems import WORDS  # on first use: most pages word no problem

    return gettext(WORDS[problem.code]) % problem.values


def in_language(names: dict[str, str], tag: str | None = None) -> str:
    """The text in the reader's language from a mapping by language, else the first there is."""
    return names.get(tag or language()) or next(iter(names.values()), "")


def _formats() -> str:
    """The locale of dates: English as the UN writes it has the day first."""
    tag = language()
    return "en_GB" if tag == "en" else tag


def _with_ordinal(text: str) -> str:
    """A date in words, whose first of the month is an ordinal in French: 1er décembre."""
    return re.sub(r"^1 ", "1er ", text) if language() == "fr" else text


def format_day(day: date | None, form: str = "long") -> str:
    """A date as the reader writes it: 14 December 2026."""
    if day is None:
        return ""
    text = dates.format_date(day, form, locale=_formats())
    return _with_ordinal(text)


def format_instant(instant: datetime | None, zone: str | None = None) -> str:
    """Date and time as the reader writes them, in a time zone (default: the installation's)."""
    if instant is None:
        return ""
    text = dates.format_datetime(instant, "d MMMM y, HH:mm", tzinfo=_zone(zone), locale=_formats())
    return _with_ordinal(text)


def format_clock(instant: datetime, zone: str | None = None) -> str:
    """The time of day as the reader writes it: 14:32."""
    return dates.format_time(instant, "HH:mm", tzinfo=_zone(zone), locale=_formats())


def _zone(zone: str | None) -> ZoneInfo:
    """A time zone by its name, else the installation's."""
    return ZoneInfo(zone or current_app.config["SETTINGS"].time_zone)


def offered() -> list[tuple[str, str]]:
    """The interface's languages, each in its own name."""
    return [(tag, own_name(tag)) for tag in current_app.config["SETTINGS"].languages]


@cache
def own_name(tag: str) -> str:
    """A language by its own name; one that Babel does not know by its tag."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return tag
    name = locale.language_name if locale.territory is None else locale.display_name
    return (name or tag).capitalize()


def language_name(tag: str) -> str:
    """A language that a course has, in the reader's words; its tag where nobody has a word for it."""
    return Locale.parse(language()).languages.get(tag.split("-")[0], tag)


def _notice_choice() -> None:
    """A form's language button: the form comes back as typed, in the language, and does nothing else.

    Views ask `g.only_language` before they act, as `Form.sent` and `take_turn` do.
    """
    g.only_language = False
    tag = request.form.get("language") if request.method == "POST" else None
    if not tag:
        return
    before = language()
    use_language(tag)
    g.only_language = True
    if language() != before:  # else it is Enter in a field, which chooses nothing
        keep = KEEP_LANGUAGE.get()
        keep(language())


def keep_choice_with(app: Flask, keep: Callable[[str], None]) -> None:
    """Has a language that its reader chose kept for the next visit, by the room that knows who reads."""
    KEEP_LANGUAGE.put_in(app, keep)


@bp.post("/language")
@access.public
def switch() -> Response:
    """Changes the language where no form is open, and goes back."""
    return redirect(local(request.form.get("next")) or "/", 303)


def add_languages(app: Flask) -> None:
    """Gives templates their words, dates and the reader's language."""
    app.before_request(_notice_choice)
    app.register_blueprint(bp)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=False)  # type: ignore[attr-defined]
    app.jinja_env.filters.update(day=format_day, instant=format_instant, in_language=in_language)
    app.jinja_env.filters["language_name"] = language_name
    app.jinja_env.filters["own_name"] = own_name
    app.jinja_env.globals["_"] = gettext
    app.jinja_env.globals["ngettext"] = ngettext
    app.context_processor(_values_of_templates)


def _values_of_templates() -> dict[str, object]:
    tag = language()
    return {"language": tag, "languages": offered(), "text_direction": _direction(tag)}


@cache
def _direction(tag: str) -> str:
    return Locale.parse(tag).text_direction
