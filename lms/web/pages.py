"""Pages: every HTML answer is made here, with what all of them share."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import quote

from flask import Flask, Response, current_app, g, make_response, render_template, request, url_for
from markupsafe import Markup

from lms.web.languages import N_, gettext, language, offered
from lms.web.plug import Plug


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
        return not self.roles or bool(self.roles & roles)


NAVIGATION: Plug[list[Entry]] = Plug("navigation")
"""The entries of the bar, in order. `create_app` puts in those of all rooms; every page asks for them."""


def page(template: str, status: int | None = None, **values: object) -> Response:
    """The page as a response; a sent form that comes back with errors is 422."""
    form = values.get("form")
    if status is None:
        status = 422 if request.method == "POST" and getattr(form, "errors", None) else 200
    return make_response(render_template(template, **values), status)


def administration(roles: Set[str]) -> list[Entry]:
    """The entries of administration that somebody with these roles sees."""
    return [entry for entry in NAVIGATION.get() if entry.about and entry.seen_by(roles)]


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
    links: tuple[tuple[str, str, bool], ...]
    page_form: str | None
    enter_stays: bool
    back: str


@lru_cache(maxsize=1000)
def _drawn(bar: Bar) -> Markup:
    """The same bar is drawn once a worker: it costs as much as all the rest around a lesson."""
    html = current_app.jinja_env.get_template("components/_bar.html").render(bar=bar)
    return Markup(html)  # noqa: S704 - a template of ours escaped it


def _navigation(me: object) -> list[tuple[str, str, bool]]:
    if me is None:
        return []
    roles: Set[str] = getattr(me, "roles", frozenset())
    seen = [entry for entry in NAVIGATION.get() if entry.seen_by(roles)]
    inner = [entry for entry in seen if entry.about]
    links = [_link(entry) for entry in seen if not entry.about or len(inner) == 1]
    if len(inner) > 1:
        within = any(_link(entry)[2] for entry in inner)
        text, href, current = _link(Entry("administration.index", N_("Administration")))
        links.append((text, href, current or within))
    return links


def _link(entry: Entry) -> tuple[str, str, bool]:
    href = _href(entry.endpoint, request.script_root)
    below = tuple(f"{address}/" for address in ("" if href == "/" else href, *entry.also) if address)
    return gettext(entry.text), href, request.path == href or f"{request.path}/".startswith(below)


@cache
def _href(endpoint: str, _root: str) -> str:
    """Where an entry leads: the same in every request below the same root."""
    return url_for(endpoint)


def add_frame(app: Flask, entries: list[Entry], who: Callable[[], object]) -> None:
    """Gives every template the bar, the site's name and who reads."""
    NAVIGATION.put_in(app, entries)

    def frame() -> dict[str, object]:
        me = None if "frameless" in g else who()
        return {"site_name": current_app.config["SETTINGS"].site_name, "me": me}

    def bar(me: object, page_form: str | None, enter_stays: bool) -> Markup:
        settings = current_app.config["SETTINGS"]
        draw = _drawn.__wrapped__ if app.debug else _drawn
        return draw(
            Bar(
                settings.site_name,
                settings.demo,
                language(),
                tuple(offered()),
                getattr(me, "name", None),
                tuple(_navigation(me)),
                page_form,
                enter_stays,
                "" if page_form else _back(),
            )
        )

    app.context_processor(frame)
    app.jinja_env.globals["bar"] = bar


def _back() -> str:
    """Where a switch of the language leads: here again, or to the first page where something was posted."""
    if request.method != "GET":
        return "/"
    query = request.query_string.decode("ascii", "ignore")
    return quote(request.path) + (f"?{query}" if query else "")
