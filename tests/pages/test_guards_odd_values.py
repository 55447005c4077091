"""No value that anybody can send makes the site fail: in no field of a form, no part of an address.

The forms are found by following every link as each of the cast, and the names that a page takes by what it
asks for. Nothing that is done lasts, so that one world serves all tries.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import quote

import pytest
from flask import Flask
from werkzeug.routing import Rule

from lms.web.access import PUBLIC, REFUSAL_ANSWERS, SIGNED_IN, declared_access
from tests import cast
from tests.client import Client
from tests.pages import crawl
from tests.pages.crawl import address, rules
from tests.pages.forms.filled import filled
from tests.pages.forms.found import IN_EVERY_FORM
from tests.pages.forms.judge import Judge
from tests.pages.forms.odd_values import Change, Ways, in_turn, not_in_turn, odd_files, odd_ways, together
from tests.pages.forms.ready import Found, ReadyForm, find_forms
from tests.pages.forms.sent import Pairs, as_bytes, url_encoded
from tests.pages.forms.unchanging import Noting, Unchanging, note_names, work_at_once

# Bruno, who has given his password and not yet the code of his app.
HALF = "bruno, half signed in"
EVERYBODY = [None, HALF, *cast.NAMES]
LANGUAGES = {"bruno": "fr", HALF: "fr"}
# Who tries all that is odd, where a route asks for a role; others try a few.
FIRST = {"focal_point": "farid", "trainer": "chantal", "supervisor": "dmitri", "administrator": "elif"}
# The same for forms that Awa is not shown, to whom all the rest has happened.
WHOSE = {
    **crawl.WHOSE,
    "second_step.ask": HALF,
    "account.confirm": "bruno",
    "assessment.start": "elif",
    "certificates.act": "dmitri",
    "learning.begin": "bruno",
}
# Forms that are never taken as they are filled, and why.
REFUSED = {
    "second_factor.confirm": "it asks for a code that only an app knows",
    "second_step.ask": "it asks for a code that only an app knows",
}
FEW = ("missing", "twice", "a file", "a text", "ten thousand letters", "many figures", "no choice", "no text")
# What one database may refuse and another take: nothing else need be tried on any but the first.
FOR_A_DATABASE = (
    *("a large number", "the last day", "half a letter", "nul", "control characters", "no letters"),
    *("pictures", "quotes", "nobody's id", "another's id", "ten thousand letters", "no choice"),
)
# A value that is none of what such a field asks for is never taken. Answers to questions may be wrong.
CHOSEN_OR_COUNTED = ("date", "number", "radio", "select")
NONE_OF_THEM = ("many figures", "markup", "no choice", "no text")
ANSWERS = ("q-", "was-")

Kinds = Mapping[str, str]
"""The kind of each field, by its name."""


@pytest.fixture
def unchanging(
    app: Flask, client: Client, world, monkeypatch
) -> Iterator[Callable[[str | None], Unchanging]]:
    """`unchanging("awa")` is a browser of hers in which nothing lasts; as None nobody is signed in."""
    note_names(app, monkeypatch)
    work_at_once(monkeypatch)
    opened = []

    def open_one(name: str | None) -> Unchanging:
        opened.append(Unchanging(app, signed_in(client, name)))
        return opened[-1]

    yield open_one
    for browser in opened:
        browser.close()


def signed_in(client: Client, name: str | None) -> Client:
    """The browser of one of them."""
    if name in cast.NAMES:
        return client.as_(name, LANGUAGES.get(name))
    browser = client.another()
    if name == HALF:
        browser.post("/sign-in", data={"name": "bruno", "password": cast.PASSWORD}, status=303)
    return browser


@pytest.fixture(scope="session")
def found_before() -> dict[str | None, Found]:
    """What was found already: it is the same in every test, since the world is."""
    return {}


@pytest.fixture
def found(client: Client, unchanging, world, found_before) -> Callable[[str | None], Found]:
    """`found("awa")` are the forms that she finds."""

    def find(name: str | None) -> Found:
        if name not in found_before:
            found_before[name] = find_forms(signed_in(client, name), unchanging(name), world)
        return found_before[name]

    return find


def tries_first(app: Flask, endpoint: str) -> str | None:
    """Who of the cast tries all that is odd."""
    access = declared_access(app, endpoint)
    if endpoint in WHOSE:
        return WHOSE[endpoint]
    if access == PUBLIC:
        return None
    if access == SIGNED_IN:
        return "awa"
    return next(name for role, name in FIRST.items() if role in access)


class Oddities:
    """What is tried: by whoever tries first, each field in turn and all together; by others, all together."""

    def __init__(self, app: Flask, engine: str, world: Mapping[str, object]) -> None:
        self._app = app
        self._texts = odd_ways(world["other_id"])  # type: ignore[arg-type]
        self._files = odd_files()
        self._all = engine == "sqlite"

    def of_a_form(self, name: str | None, ready: ReadyForm, kinds: Kinds) -> Iterator[tuple[str, Pairs]]:
        """What is odd, and what is sent with it."""
        endpoint = ready.form.endpoint
        ways = {field: self.ways(name, endpoint, kind) for field, kind in kinds.items()}
        if name != tries_first(self._app, endpoint):
            yield from together(ready.pairs, ways)
            return
        yield from self.in_turn(ready, kinds, ways)
        if self._all:
            rest = {field: not_in_turn(kind, ways[field]) for field, kind in kinds.items()}
            yield from together(ready.pairs, rest)

    def in_turn(
        self, ready: ReadyForm, kinds: Kinds, ways: Mapping[str, Ways]
    ) -> Iterator[tuple[str, Pairs]]:
        """The same with one field odd."""
        for field, kind in kinds.items():
            for odd, sent in in_turn(ready.pairs, field, kind, ways[field]):
                yield f"{field}: {odd}", sent

    def ways(self, name: str | None, endpoint: str, kind: str = "text") -> Ways:
        """The odd ways of one field."""
        ways = self._files if kind == "file" else self._texts
        if name != tries_first(self._app, endpoint):
            return {odd: way for odd, way in ways.items() if odd in FEW}
        if self._all:
            return ways
        return {odd: way for odd, way in ways.items() if odd in FOR_A_DATABASE}


@pytest.fixture
def oddities(app: Flask, engine: str, world) -> Oddities:
    return Oddities(app, engine, world)


def with_what_is_new(forms: Iterable[ReadyForm]) -> Iterator[tuple[ReadyForm, Kinds]]:
    """Each form with the kinds of its fields that no form before it sends to the same endpoint.

    Besides those that are shown, they are those that the view asks for.
    """
    tried = set()
    for ready in forms:
        endpoint = ready.form.endpoint
        kinds = {
            **dict.fromkeys(sorted(Noting.in_form[endpoint].difference(IN_EVERY_FORM)), "asked for"),
            **{name: "button" for name, _ in ready.form.buttons},
            **{field.name: field.kind for field in ready.form.fields},
        }
        yield ready, {name: kind for name, kind in kinds.items() if (endpoint, name) not in tried}
        tried |= {(endpoint, name) for name in kinds}


@pytest.fixture
def judge(unchanging) -> Callable[[str | None], Judge]:
    """`judge("awa")` judges the answers that she gets."""
    return lambda name: Judge(unchanging(name), LANGUAGES.get(name or "", "en"))


@pytest.mark.parametrize("name", EVERYBODY)
def test_no_value_in_a_form_makes_the_site_fail(found, judge, oddities, name):
    judged = judge(name)
    for ready, kinds in with_what_is_new(found(name).posted):
        for what, sent in oddities.of_a_form(name, ready, kinds):
            answer = judged.post(ready.form, sent, what)
            if answer.status_code < 400 and is_none_of_its_kind(kinds, what):
                judged.wrong.append(f"{ready.form.endpoint}, {what}: {answer.status}, it is taken")
    judged.end(40)


def is_none_of_its_kind(kinds: Kinds, what: str) -> bool:
    """Whether the one odd field cannot be what it is asked for."""
    field, _, odd = what.partition(": ")
    return kinds.get(field) in CHOSEN_OR_COUNTED and odd in NONE_OF_THEM and not field.startswith(ANSWERS)


@pytest.mark.parametrize(
    ("writer", "name"), [("awa", None), ("awa", "bruno"), ("chantal", None), ("chantal", "awa")]
)
def test_no_value_in_a_form_that_comes_late_makes_the_site_fail(app, found, judge, oddities, writer, name):
    """What was typed is kept or given back when its writer is signed out, or somebody else is signed in."""
    judged = judge(name)
    with app.app_context():
        kept = set(REFUSAL_ANSWERS.get())
    forms = [ready for ready in found(writer).posted if ready.form.endpoint in kept]
    for ready, kinds in with_what_is_new(forms):
        besides = {field: kind for field, kind in kinds.items() if not field.startswith(ANSWERS)}
        ways = {field: oddities.ways(writer, ready.form.endpoint) for field in besides}
        for what, sent in oddities.in_turn(ready, besides, ways):
            judged.post(ready.form, sent, what)
    judged.end(40)


def may(app: Flask, rule: Rule, name: str | None) -> bool:
    """Whether a route is for somebody of the cast."""
    access = declared_access(app, rule.endpoint)
    if access == PUBLIC:
        return True
    return name in cast.NAMES and (access == SIGNED_IN or cast.ROLES.get(name) in access)


@pytest.mark.parametrize("name", EVERYBODY)
def test_no_part_of_an_address_makes_the_site_fail(app, judge, oddities, world, name):
    judged = judge(name)
    for rule in rules(app):
        ways = oddities.ways(name, rule.endpoint) if may(app, rule, name) else {}
        for part in rule.arguments:
            for odd, way in ways.items():
                target = with_part(app, rule, world, part, way)
                for method in sorted(rule.methods & {"GET", "POST"}):
                    judged.ask(rule, target, f"{part}: {odd}", method)
    judged.end(20)


def with_part(app: Flask, rule: Rule, world: Mapping[str, object], part: str, way: Change) -> str:
    """The address of a route with something odd in one part of it."""
    stand_in = "a-part-to-be-replaced"
    odd = "".join(quote(as_bytes(value), safe="/") for _, value in way([(part, "x")], part))
    return address(app, rule, world, {part: stand_in}).replace(stand_in, odd)


@pytest.mark.parametrize("name", EVERYBODY)
def test_nothing_that_a_page_is_asked_with_makes_it_fail(app, found, judge, oddities, world, name):
    judged = judge(name)
    forms = found(name)
    posted = {ready.form.endpoint: ready for ready in forms.posted}
    for rule in rules(app):
        if not may(app, rule, name):
            continue
        form = forms.asking.get(rule.endpoint)
        pairs = filled(form) if form else []
        asked = dict.fromkeys([*sorted(Noting.in_query[rule.endpoint]), *(field for field, _ in pairs)])
        ways = oddities.ways(name, rule.endpoint)
        each = [
            (f"{field}: {odd}", sent)
            for field in asked
            for odd, sent in in_turn(pairs, field, "select", ways)
        ]
        for what, sent in [*each, *together(pairs, dict.fromkeys(asked, ways))]:
            query = url_encoded(sent)
            if "GET" in rule.methods:
                judged.ask(rule, f"{address(app, rule, world)}?{query}", what, "GET")
            if "POST" in rule.methods and rule.endpoint in posted:
                ready = posted[rule.endpoint]
                judged.post(ready.form, ready.pairs, what, query)
    judged.end(20)


def test_every_form_is_found_and_taken_as_it_is_filled(app, found):
    """Else less would be tried than these tests say."""
    finders: dict[str, set[str | None]] = {}
    taken = set()
    for name in EVERYBODY:
        for ready in found(name).posted:
            finders.setdefault(ready.form.endpoint, set()).add(name)
            if ready.taken:
                taken.add(ready.form.endpoint)
    wrong = []
    for endpoint in sorted({rule.endpoint for rule in rules(app, "POST")}):
        first = tries_first(app, endpoint)
        if endpoint not in finders:
            wrong.append(
                f"{endpoint}: nobody finds its form; tests/pages/unfinished.py leaves nothing to do there"
            )
        elif first not in finders[endpoint]:
            wrong.append(f"{endpoint}: {first} does not find its form, {finders[endpoint]} do; see WHOSE")
        elif endpoint not in taken and endpoint not in REFUSED:
            wrong.append(f"{endpoint}: it is refused as tests/pages/forms/filled.py fills it")
    assert not wrong, "\n".join(wrong)
    assert "next" in Noting.in_query["sign_in.sign_in"]
    assert {"page", "unit"} <= Noting.in_query["people.index"]
    assert "anyway" in Noting.in_form["person.add"]
