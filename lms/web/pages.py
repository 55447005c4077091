"""Pages: every HTML answer is made here, with what all of them share."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from urllib.parse import quote

from flask import Flask, Response, current_app, g, make_response, render_template, request, url_for
from markupsafe import Markup

from lms.web.languages import N_, gettext, language, offered
from lms.web.marking import marking
from lms.web.plug import Plug
from lms.web.recent import Recent


@dataclass(frozen=True, slots=True)
class Entry:
    """A link in the bar: where it goes, its English words, and the roles that see it (none: everybody).

    One that says what it is `about` belongs to administration: whoever sees several of those finds them
    together on a page of their own. `also` are the addresses, besides its own, where it is the current one.
    """

    endpoint: str
    text: str
    roles: frozenset[str] = frozenset()
    about: str = ""
    also: tuple[str, ...] = ()

    def seen_by(self, roles: Set[str]) -> bool:
        """Whether somebody with these roles finds it in the bar."""
        return not self.roles or bool(self.roles & roles)


NAVIGATION: Plug[list[Entry]] = Plug("navigation")
"""The entries of the bar, in order. `create_app` puts in those of all rooms; every page asks for them."""


def page(template: str, status: int | None = None, **values: object) -> Response:
    """The page as a response; unless a status is given, a sent form that comes back with errors is 422."""
    if status is None:
        errors = getattr(values.get("form"), "errors", None)
        status = 422 if request.method == "POST" and errors else 200
    return make_response(render_template(template, **values), status)


def administration(roles: Set[str]) -> list[Entry]:
    """The entries of administration that somebody with these roles sees."""
    return [entry for entry in NAVIGATION.get() if entry.about and entry.seen_by(roles)]


class Link(NamedTuple):
    """A link in the bar as its reader sees it, and whether it leads to where they are."""

    text: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """All that the bar at the head of a page is drawn from.

    `page_form` is the form that its language button belongs to, so that what is typed survives the switch;
    without one, the switch leads back to `back`. `enter_stays`: Enter in a field of that form sends nothing.
    """

    site_name: str
    demo: bool
    language: str
    languages: tuple[tuple[str, str], ...]
    name: str | None
    links: tuple[Link, ...]
    page_form: str | None
    enter_stays: bool
    back: str


# The same bar is drawn once a worker: it costs as much as all the rest around a lesson.
_bars: Recent[Bar, Markup] = Recent(1000)


def add_frame(app: Flask, entries: list[Entry], who: Callable[[], object]) -> None:
    """Gives every template the bar, the site's name and who reads."""
    NAVIGATION.put_in(app, entries)

    def frame() -> dict[str, object]:
        # The page of our own failure sets `frameless`: it asks the database for nothing, not even who reads.
        me = None if "frameless" in g else who()
        return {"site_name": current_app.config["SETTINGS"].site_name, "me": me}

    app.context_processor(frame)
    app.jinja_env.globals["bar"] = _bar_html
    app.jinja_env.globals["marking"] = marking


def _bar_html(me: object, page_form: str | None, enter_stays: bool) -> Markup:
    """The bar for who reads; in debug mode drawn anew, as its template changes then."""
    settings = current_app.config["SETTINGS"]
    bar = Bar(
        site_name=settings.site_name,
        demo=settings.demo,
        language=language(),
        languages=tuple(offered()),
        name=getattr(me, "name", None),
        links=tuple(_links(me)),
        page_form=page_form,
        enter_stays=enter_stays,
        back="" if page_form else _back(),
    )
    return _draw(bar) if current_app.debug else _bars.get(bar, lambda: _draw(bar))


def _draw(bar: Bar) -> Markup:
    html = current_app.jinja_env.get_template("components/_bar.html").render(bar=bar)
    return Markup(html)  # noqa: S704 - a template of ours escaped it


def _links(me: object) -> list[Link]:
    """What the bar offers who reads: administration's entries under one link where there are several."""
    if me is None:
        return []
    roles: Set[str] = getattr(me, "roles", frozenset())
    entries = [entry for entry in NAVIGATION.get() if entry.seen_by(roles)]
    of_administration = [entry for entry in entries if entry.about]
    if len(of_administration) < 2:
        return [_link(entry) for entry in entries]
    links = [_link(entry) for entry in entries if not entry.about]
    own = _link(Entry("administration.index", N_("Administration")))
    within = any(_link(entry).current for entry in of_administration)
    return [*links, own._replace(current=own.current or within)]


def _link(entry: Entry) -> Link:
    href = _href(entry.endpoint, request.script_root)
    current = request.path == href or _is_below((href, *entry.also))
    return Link(gettext(entry.text), href, current)


def _is_below(addresses: tuple[str, ...]) -> bool:
    """Whether the page asked for is one of these or lies below it; below "/" would be all, so none is."""
    above = tuple(f"{address}/" for address in addresses if address != "/")
    return f"{request.path}/".startswith(above)


@cache
def _href(endpoint: str, _root: str) -> str:
    """Where an entry leads: the same in every request below the same root."""
    return url_for(endpoint)


def _back() -> str:
    """Where a switch of the language leads: here again, or to the first page where something was posted."""
    if request.method != "GET":
        return "/"
    query = request.query_string.decode("ascii", "ignore")
    address = quote(request.path)
    return f"{address}?{query}" if query else address
