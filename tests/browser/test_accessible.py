"""axe finds nothing on any page: whoever sees it, in both languages, light and dark, narrow and wide."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from lms import create_app
from lms.database import IN_MEMORY, db
from tests.browser.accessibility import LOOKS, enter, look
from tests.browser.conftest import open_browser, serving
from tests.browser.visitor import Visitor
from tests.cast import ROLES
from tests.client import Client
from tests.conftest import test_settings
from tests.pages.crawl import WHOSE, address, rules
from tests.pages.world import restore_world
from tests.stores import Store

WHO = {role: name for name, role in ROLES.items()}
# What is answered with a file, and so with nothing that axe could look at.
FILES = {
    "assets.file",
    "certificates.file",
    "draft.download",
    "health.healthz",
    "media.picture",
    "preview.media",
}
# The application that says which pages there are; it is asked for none.
ROUTES = rules(create_app(test_settings(IN_MEMORY)), "GET")
PAGES = [route for route in ROUTES if route.endpoint not in FILES]


class Crawl:
    """The world of the page tests, served, and a browser for each who looks at it in a language."""

    def __init__(self, app: Flask, world: Mapping[str, object], address: str, browser: Browser) -> None:
        self.app = app
        self.world = world
        self.address = address
        self.client: Client = app.test_client()  # type: ignore[assignment]
        self._browser = browser
        self._visitors: dict[tuple[str, str], Visitor] = {}

    def path(self, route: Rule) -> str:
        """Where a route leads."""
        try:
            return address(self.app, route, self.world)
        except KeyError as missing:
            pytest.fail(f"tests/pages/world.py does not say what {missing} is")

    def answers(self, path: str, name: str, language: str) -> TestResponse:
        """What somebody is answered, without a browser."""
        client = self.client if name == "nobody" else self.client.as_(name, language)
        return client.get(path, check=False)

    def visitor(self, name: str, language: str) -> Visitor:
        """Somebody's browser, the same for all pages."""
        if (name, language) not in self._visitors:
            visitor = open_browser(self._browser, self.address, language)
            enter(visitor, self.client, name, language)
            self._visitors[name, language] = visitor
        return self._visitors[name, language]

    def close(self) -> None:
        for visitor in self._visitors.values():
            visitor.context.close()


@pytest.fixture(scope="module")
def crawl(browser: Browser, store: Store, stage: tuple[Flask, dict[str, Any]]) -> Iterator[Crawl]:
    """For all pages the same, since to look at one changes nothing."""
    app = stage[0]
    world = restore_world(store, stage)
    with serving(app) as address:
        crawl = Crawl(app, world, address, browser)
        yield crawl
        crawl.close()
    with app.app_context():
        db.engine.dispose()


def visitors(app: Flask, endpoint: str) -> list[str]:
    """Who may see a page: nobody in particular; or Awa, whose things the world is full of; or each role."""
    access = app.view_functions[endpoint].access
    if "public" in access:
        return ["nobody"]
    if endpoint in WHOSE:
        return [WHOSE[endpoint]]
    if endpoint == "learning.index":  # looks different with each role's links in the bar
        return ["awa", *ROLES]
    return [WHO[role] for role in sorted(access) if role in WHO] or ["awa"]


@pytest.mark.parametrize("language", sorted(LOOKS))
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.endpoint)
def test_page(crawl: Crawl, page: Rule, language: str):
    path = crawl.path(page)
    answers = {name: crawl.answers(path, name, language) for name in visitors(crawl.app, page.endpoint)}
    seen = [name for name, answer in answers.items() if answer.status_code == 200]
    assert seen, f"{path}: {[answer.status for answer in answers.values()]}"
    wrong = []
    for name in seen:
        assert answers[name].mimetype == "text/html", "a file is named in FILES"
        visitor = crawl.visitor(name, language)
        answer = visitor.page.goto(f"{crawl.address}{path}")
        assert answer is not None
        assert answer.status == 200
        wrong += [f"{path} as {name}, {fault}" for fault in look(visitor.page, language)]
        wrong += visitor.take_complaints()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("file", sorted(FILES))
def test_a_file_is_no_page(crawl: Crawl, file: str):
    (route,) = [route for route in ROUTES if route.endpoint == file]
    path = crawl.path(route)
    answers = [crawl.answers(path, name, "en") for name in visitors(crawl.app, file)]
    assert [answer.mimetype for answer in answers if answer.status_code == 200]
    assert not [answer for answer in answers if answer.mimetype == "text/html"]


def test_no_page_escapes(crawl: Crawl):
    tried = {(page.endpoint, page.rule) for page in PAGES}
    served = {(route.endpoint, route.rule) for route in rules(crawl.app, "GET")}
    assert {(endpoint, rule) for endpoint, rule in served if endpoint not in FILES} == tried
