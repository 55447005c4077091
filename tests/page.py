"""A page as a browser has it: easy to ask, and checked for what every page must be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import RequestRedirect

from lms.web.guards.whole import LAST_FIELD, LAST_VALUE

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SAMPLES = "/patterns"  # its forms show how forms look, and are sent nowhere
INLINE = ("a", "abbr", "b", "bdi", "code", "em", "i", "q", "s", "small", "strong", "sub", "sup", "time")
UNTYPED = ("hidden", "submit", "button", "reset", "image")


@dataclass(frozen=True)
class SentForm:
    """A form as it would be sent if nothing were changed, up to its last field, which the client adds."""

    action: str
    method: str
    values: dict[str, list[str]]

    def fill(self, **changes: object) -> dict[str, object]:
        """The values to post, some of them changed; None leaves one out."""
        filled = {**self.values, **{name.replace("__", "-"): value for name, value in changes.items()}}
        return {name: value for name, value in filled.items() if value is not None}


def text_of(element: Element) -> str:
    """All the words in an element, white space folded; blocks stand apart as they do on the screen."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    apart = "" if element.tag in INLINE else " "
    yield apart + (element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or ""
    yield apart


class Page:
    """An HTML answer, parsed."""

    def __init__(self, html: str, path: str) -> None:
        self.html, self.path = html, path
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.root: Element = parser.parse(html)
        self.parse_errors = [f"line {place[0]}: {code} {values}" for place, code, values in parser.errors]

    def all(self, *tags: str) -> list[Element]:
        """The elements of these tags, as the page reads."""
        return [element for element in self.root.iter() if element.tag in tags]

    def by_id(self, id: str) -> Element:
        return next(element for element in self.root.iter() if element.get("id") == id)

    @cached_property
    def h1(self) -> str:
        return text_of(self.all("h1")[0])

    @cached_property
    def words(self) -> str:
        """All that the page says."""
        return text_of(self.all("body")[0])

    @cached_property
    def main(self) -> str:
        """What the page says between the bar and the foot."""
        return text_of(self.all("main")[0])

    @cached_property
    def links(self) -> dict[str, str]:
        """The links of the content, by their words."""
        return {text_of(link): link.get("href", "") for part in self.all("main") for link in part.iter("a")}

    @property
    def above(self) -> dict[str, str]:
        """The links of the way back up, by their words."""
        ways = (nav for nav in self.all("nav") if nav.get("class") == "breadcrumbs")
        return {text_of(link): link.get("href", "") for way in ways for link in way.iter("a")}

    def form(self, action: str | None = None, id: str | None = None) -> SentForm:
        """The first form of the content (with this action or id), as its reader would send it unchanged."""
        for form in (form for part in self.all("main") for form in part.iter("form")):
            target = urljoin(self.path, form.get("action") or self.path)
            if (action is None or target == action) and (id is None or form.get("id") == id):
                values = _values(form)
                values.pop(LAST_FIELD, None)
                return SentForm(target, form.get("method", "get"), values)
        raise AssertionError(f"{self.path} has no form {action or id or ''}")

    def check(self, app: Flask) -> None:
        """Fails, naming all that is wrong with the page."""
        wrong = [
            *self.parse_errors,
            *self._heads(),
            *self._ids(),
            *self._labels(),
            *self._inline(),
            *self._ways(app),
            *self._ends(),
        ]
        assert not wrong, f"{self.path}:\n" + "\n".join(wrong)

    def _heads(self) -> list[str]:
        wrong, root = [], self.root
        if not root.get("lang"):
            wrong.append("no lang")
        h1 = self.all("h1")
        if len(h1) != 1:
            return [*wrong, f"{len(h1)} h1"]
        title = text_of(self.all("title")[0]) if self.all("title") else ""
        if not self.h1 or not title.startswith(self.h1):
            wrong.append(f"the title “{title}” does not begin with the h1 “{self.h1}”")
        before = 1
        for heading in self.all(*HEADINGS):
            level = int(heading.tag[1])
            if level > before + 1:
                wrong.append(f"h{level} “{text_of(heading)}” follows h{before}")
            if not text_of(heading):
                wrong.append(f"an empty h{level}")
            before = level
        if "%(" in self.words:
            wrong.append("a value is not filled in: %(")
        return wrong

    def _ids(self) -> list[str]:
        ids = [element.get("id") for element in self.root.iter() if element.get("id")]
        wrong = [f"id {id} stands {ids.count(id)} times" for id in dict.fromkeys(ids) if ids.count(id) > 1]
        for element in self.root.iter():
            for attribute in ("for", "form", "aria-labelledby", "aria-describedby", "aria-controls"):
                missing = [id for id in (element.get(attribute) or "").split() if id not in ids]
                wrong += [f"{element.tag} {attribute}={id}: there is no such id" for id in missing]
            href = element.get("href") or ""
            if element.tag == "a" and href.startswith("#") and href[1:] not in ids:
                wrong.append(f"the link {href} leads nowhere")
        return wrong

    def _labels(self) -> list[str]:
        named = {label.get("for") for label in self.all("label")}
        inside = {id(child) for label in self.all("label") for child in label.iter()}
        wrong = []
        for element in self.all("input", "select", "textarea"):
            if element.tag == "input" and element.get("type") in UNTYPED:
                continue
            spoken = element.get("aria-label") or element.get("aria-labelledby")
            if element.get("id") not in named - {None} and id(element) not in inside and not spoken:
                wrong.append(f"{element.tag} {element.get('name')} has no label")
            if element.get("name") in ("language", "csrf"):
                wrong.append(f"a field may not be named {element.get('name')}")
        for element in self.all("button", "a", "summary", "legend", "label"):
            if not text_of(element) and not element.get("aria-label"):
                wrong.append(f"{element.tag} {dict(element.attrib)} says nothing")
        wrong += [
            f"img {image.get('src')} has no alt" for image in self.all("img") if image.get("alt") is None
        ]
        return wrong

    def _inline(self) -> list[str]:
        wrong = [
            f"inline {element.tag}" for element in self.all("script", "style") if (element.text or "").strip()
        ]
        for element in self.root.iter():
            named = [name for name in element.attrib if name == "style" or name.startswith("on")]
            wrong += [f"{element.tag} has {name}" for name in named]
        return wrong

    def _ways(self, app: Flask) -> list[str]:
        ways = [("GET", link.get("href")) for link in self.all("a")]
        forms = self.all("form") if self.path != SAMPLES else []
        ways += [(form.get("method", "get").upper(), form.get("action") or self.path) for form in forms]
        ways += [
            (None, button.get("formaction")) for button in self.all("button") if button.get("formaction")
        ]
        return [wrong for method, target in ways if (wrong := self._way(app, method, target))]

    def _ends(self) -> list[str]:
        """The forms that would be taken as whole when their end is missing."""
        controls = [
            control for control in self.all("input", "select", "textarea", "button") if control.get("name")
        ]
        wrong = []
        for form in (form for form in self.all("form") if form.get("method") == "post"):
            inside = {id(control) for control in form.iter()}
            own = form.get("id")
            sent = [one for one in controls if id(one) in inside or (own and one.get("form") == own)]
            last = (sent[-1].get("name"), sent[-1].get("value")) if sent else None
            if last != (LAST_FIELD, LAST_VALUE):
                wrong.append(f"the form {form.get('action') or own or ''} ends with {last}")
        return wrong

    def _way(self, app: Flask, method: str | None, target: str | None) -> str | None:
        if target is None or not target.strip():
            return "a link without href"
        if method == "GET" and target.startswith("#"):
            return None
        parts = urlsplit(urljoin(self.path, target))
        if parts.scheme in ("http", "https", "mailto", "otpauth"):  # the last opens an authenticator app
            return None
        if parts.scheme or parts.netloc:
            return f"{target}: may not be followed"
        try:
            app.url_map.bind("").match(parts.path, method=method or "POST")
        except (RequestRedirect, MethodNotAllowed, HTTPException) as error:
            return f"{method} {target}: {type(error).__name__}"
        return None


def _values(form: Element) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for element in form.iter():
        name = element.get("name")
        if not name or element.get("disabled") is not None:
            continue
        if element.tag == "textarea":
            values.setdefault(name, []).append(re.sub(r"^\n", "", element.text or ""))
        elif element.tag == "select":
            options = list(element.iter("option"))
            chosen = [option for option in options if option.get("selected") is not None] or options[:1]
            values.setdefault(name, []).extend(option.get("value", text_of(option)) for option in chosen)
        elif element.tag == "input" and element.get("type") not in ("submit", "button", "file"):
            ticked = element.get("type") not in ("checkbox", "radio") or element.get("checked") is not None
            if ticked:
                values.setdefault(name, []).append(
                    element.get("value", "on" if element.get("type") == "checkbox" else "")
                )
    return values
