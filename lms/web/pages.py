"""Pages: every HTML answer is made here, with what all of them share."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import cache

from flask import Flask, Response, current_app, g, make_response, render_template, request, url_for

from lms.web.languages import N_, gettext


@dataclass(frozen=True, slots=True)
class Entry:
    """A link in the bar: where it goes, its English words, and the roles that see it (none: everybody).

    One that says what it is `about` belongs to administration: whoever sees several of those finds them
    together on a page of their own.
    """

    endpoint: str
    text: str
    roles: frozenset[str] = frozenset()
    about: str = ""

    def seen_by(self, roles: Set[str]) -> bool:
        return not self.roles or bool(self.roles & roles)


def page(template: str, status: int | None = None, **values: object) -> Response:
    """The page as a response; a sent form that comes back with errors is 422."""
    form = values.get("form")
    if status is None:
        status = 422 if request.method == "POST" and getattr(form, "errors", None) else 200
    return make_response(render_template(template, **values), status)


def administration(roles: Set[str]) -> list[Entry]:
    """The entries of administration that somebody with these roles sees."""
    entries: list[Entry] = current_app.extensions["navigation"]
    return [entry for entry in entries if entry.about and entry.seen_by(roles)]


def _navigation(me: object) -> list[tuple[str, str, bool]]:
    if me is None:
        return []
    roles: Set[str] = getattr(me, "roles", frozenset())
    seen = [entry for entry in current_app.extensions["navigation"] if entry.seen_by(roles)]
    inner = [entry for entry in seen if entry.about]
    links = [_link(entry) for entry in seen if not entry.about or len(inner) == 1]
    if len(inner) > 1:
        within = any(_link(entry)[2] for entry in inner)
        text, href, current = _link(Entry("administration.index", N_("Administration")))
        links.append((text, href, current or within))
    return links


def _link(entry: Entry) -> tuple[str, str, bool]:
    href = _href(entry.endpoint, request.script_root)
    current = request.path == href or (href != "/" and request.path.startswith(f"{href}/"))
    return gettext(entry.text), href, current


@cache
def _href(endpoint: str, _root: str) -> str:
    """Where an entry leads: the same in every request below the same root."""
    return url_for(endpoint)


def furnish(app: Flask, entries: list[Entry], who: Callable[[], object]) -> None:
    """Gives every template the bar, the site's name and who reads."""
    app.extensions["navigation"] = entries

    def frame() -> dict[str, object]:
        settings = current_app.config["SETTINGS"]
        me = None if "frameless" in g else who()
        return {
            "site_name": settings.site_name,
            "demo": settings.demo,
            "me": me,
            "navigation": _navigation(me),
        }

    app.context_processor(frame)
