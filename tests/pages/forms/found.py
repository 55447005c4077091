"""The forms that somebody finds who follows every link of the site, with every field that can be sent."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urljoin, urlsplit
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from lms.web.guards.whole import LAST_FIELD
from tests.client import Client
from tests.page import Page, text_of

# What every form has, and what all of them do alike.
IN_EVERY_FORM = (LAST_FIELD, "language")
# Of one kind of page so many are looked at: the next ones have the same forms.
ALIKE = 4
UNSENT = ("submit", "reset", "button", "image")


@dataclass(frozen=True)
class Field:
    """A field with what it sends when nobody changes it: nothing where that is None."""

    name: str
    kind: str
    value: str | None
    offers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A form: the page it stands on, where it is sent, and its fields, those by which it is sent apart."""

    place: str
    endpoint: str
    method: str
    action: str
    fields: tuple[Field, ...]
    buttons: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields, each once."""
        return tuple(dict.fromkeys(field.name for field in self.fields))

    @property
    def kind(self) -> tuple[object, ...]:
        """What forms have in common that differ only in what they are about."""
        buttons = {name for name, _ in self.buttons}
        return self.method, self.endpoint, self.names, frozenset(buttons)


def endpoint_of(app: Flask, target: str, method: str) -> str | None:
    """The endpoint that a request goes to; None where there is none."""
    try:
        endpoint, _ = app.url_map.bind("").match(urlsplit(target).path, method=method)
    except (RequestRedirect, HTTPException):
        return None
    return str(endpoint)


def forms_on(app: Flask, page: Page) -> Iterator[Form]:
    """The forms of a page, those of its bar and its foot too."""
    for element in page.all("form"):
        action = urljoin(page.path, element.get("action") or page.path)
        method = element.get("method", "get").upper()
        endpoint = endpoint_of(app, action, method)
        assert endpoint, f"{page.path}: the form {action} is sent nowhere"
        controls = _controls(page, element)
        fields = tuple(_fields(control for control in controls if not _is_button(control)))
        buttons = {
            (control.get("name", ""), control.get("value", "")): None
            for control in controls
            if _is_button(control) and control.get("name") not in IN_EVERY_FORM
        }
        yield Form(page.path, endpoint, method, action, fields, tuple(buttons))


def _controls(page: Page, form: Element) -> list[Element]:
    """What a form sends, in the order of the page: what stands in it, and what names it."""
    inside = {id(control) for control in form.iter()}
    own = form.get("id")
    found = []
    for control in page.all("input", "select", "textarea", "button"):
        whose = control.get("form")
        belongs = whose == own if whose else id(control) in inside
        if belongs and control.get("name"):
            found.append(control)
    return found


def _is_button(control: Element) -> bool:
    return control.tag == "button" or control.get("type") in UNSENT


def _fields(controls: Iterable[Element]) -> Iterator[Field]:
    """The fields; radio buttons of one name are one."""
    radios: dict[str, list[Element]] = {}
    for control in controls:
        name = control.get("name", "")
        if name in IN_EVERY_FORM:
            continue
        kind = control.get("type", "text") if control.tag == "input" else control.tag
        if kind == "radio":
            radios.setdefault(name, []).append(control)
        elif kind == "textarea":
            yield Field(name, kind, re.sub(r"^\n", "", control.text or ""))
        elif kind == "select":
            yield _select(name, control)
        elif kind == "checkbox":
            value = control.get("value", "on")
            yield Field(name, kind, value if control.get("checked") is not None else None, (value,))
        elif kind == "file":
            yield Field(name, kind, None)
        else:
            yield Field(name, kind, control.get("value", ""))
    for name, group in radios.items():
        ticked = [one.get("value", "on") for one in group if one.get("checked") is not None]
        offers = tuple(one.get("value", "on") for one in group)
        yield Field(name, "radio", ticked[0] if ticked else None, offers)


def _select(name: str, control: Element) -> Field:
    options = list(control.iter("option"))
    offers = tuple(option.get("value", text_of(option)) for option in options)
    chosen = [
        value for option, value in zip(options, offers, strict=True) if option.get("selected") is not None
    ]
    return Field(name, "select", (*chosen, *offers, "")[0], offers)


class Walk:
    """A walk of one browser through the site: every link of the pages it comes to, some of each kind of page.

    `forms` are those it found, one of a kind; `asked` are the parameters that links and forms ask pages with.
    """

    def __init__(self, browser: Client) -> None:
        self.browser = browser
        self.app = browser.application
        self.forms: dict[tuple[object, ...], Form] = {}
        self._pages: Counter[tuple[object, ...]] = Counter()
        self._seen: set[str] = set()

    def visit(self, targets: Iterable[str]) -> None:
        """Looks at these pages, and at all that they lead to."""
        waiting = list(targets)
        while waiting:
            target = waiting.pop(0)
            if not self._is_new(target):
                continue
            answer = self.browser.get(target, check=False)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                waiting += self.look_at(answer.page)

    def look_at(self, page: Page) -> list[str]:
        """Notes the forms of a page; returns where its links lead."""
        for form in forms_on(self.app, page):
            self.forms.setdefault(form.kind, form)
        links = (link.get("href") or "" for link in page.all("a"))
        return [urljoin(page.path, link) for link in links if not link.startswith("#")]

    def _is_new(self, target: str) -> bool:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc or target in self._seen:
            return False
        self._seen.add(target)
        endpoint = endpoint_of(self.app, target, "GET")
        names = tuple(sorted(name for name, _ in parse_qsl(parts.query, keep_blank_values=True)))
        self._pages[endpoint, names] += 1
        return endpoint is not None and self._pages[endpoint, names] <= ALIKE
