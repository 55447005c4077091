"""axe finds nothing on any page: whoever sees it, in both languages, light and dark, narrow and wide."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from tests.browser.conftest import SIZES, Visit
from tests.browser.visitor import Visitor
from tests.cast import ROLES
from tests.client import Client
from tests.pages.crawl import address, rules

AXE = (Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async (tags) => {
  const found = await axe.run(document, {runOnly: tags, resultTypes: ["violations"]});
  const places = (one) => one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ");
  return found.violations.map((one) => `${one.id} (${one.help}): ${places(one)}`);
}"""
# Together they hold every pair of language, colours and width.
LOOKS = {"en": (("light", 360), ("dark", 1280)), "fr": (("dark", 360), ("light", 1280))}
WHO = {role: name for name, role in ROLES.items()}


@pytest.fixture
def served(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The world of the page tests, served where a browser can go."""
    monkeypatch.setattr(app, "debug", True)  # /patterns is there for whoever works on the look
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def visitors(app: Flask, endpoint: str) -> list[str]:
    """Who may see a page: nobody in particular; or Awa, whose things the world is full of; or each role."""
    access = app.view_functions[endpoint].access
    if "public" in access:
        return ["nobody"]
    return [WHO[role] for role in sorted(access) if role in WHO] or ["awa"]


def pages(app: Flask, client: Client, world: dict, language: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Every page with who looks at it, and what keeps the crawl from being whole."""
    found, wrong = [], []
    for rule in rules(app, "GET"):
        try:
            target = address(app, rule, world)
        except KeyError as missing:
            wrong.append(f"{rule}: tests/pages/world.py does not say what {missing} is")
            continue
        answers = {}
        for name in visitors(app, rule.endpoint):
            browser = client if name == "nobody" else client.as_(name, language)
            answers[name] = browser.get(target, check=False)
        good = [name for name, answer in answers.items() if answer.status_code == 200]
        if not good:
            wrong.append(f"{rule}: {[answer.status for answer in answers.values()]}")
        found += [(name, target) for name in good if answers[name].mimetype == "text/html"]
    for role in sorted(WHO):  # my learning looks different with each role's links in the bar
        found.append((WHO[role], "/"))
    return found, wrong


def enter(visitor: Visitor, client: Client, name: str, language: str) -> None:
    """Puts a signed-in session's cookie into the browser."""
    if name != "nobody":
        key = client.application.config["SESSION_COOKIE_NAME"]
        cookie = client.as_(name, language).get_cookie(key)
        assert cookie is not None
        visitor.context.add_cookies([{"name": key, "value": cookie.value, "url": visitor.address}])


def look(page: Page, language: str) -> list[str]:
    """What is wrong with an open page, in both its looks."""
    wrong = []
    page.evaluate(AXE)
    for scheme, width in LOOKS[language]:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour half way to another
        page.set_viewport_size({"width": width, "height": SIZES[width]})
        wrong += [f"{scheme}, {width} px: {one}" for one in page.evaluate(RUN, TAGS)]
        beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if beyond > 0:
            wrong.append(f"{width} px: the page is {beyond} px wider than its window")
    return wrong


@pytest.mark.parametrize("language", sorted(LOOKS))
def test_every_page(visit: Visit, app: Flask, client: Client, world, served: str, language: str):
    targets, wrong = pages(app, client, world, language)
    browsers: dict[str, Visitor] = {}
    for name, target in targets:
        if name not in browsers:
            browsers[name] = visit(language, address=served)
            enter(browsers[name], client, name, language)
        visitor = browsers[name]
        answer = visitor.page.goto(f"{served}{target}")
        if answer is None or answer.status != 200:
            wrong.append(f"{target} as {name}: {answer and answer.status}")
            continue
        wrong += [f"{target} as {name}, {one}" for one in look(visitor.page, language)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", sorted(LOOKS))
def test_pages_that_say_no(visit: Visit, client: Client, world, served: str, language: str):
    """A refusal, a form with errors, a question without an answer: no form of theirs is left out."""
    visitor = visit(language, address=served)
    visitor.expected.append("Failed to load resource: the server responded with a status of 4")
    wrong = []
    for press, target in (
        ("Sign in", "/sign-in"),
        ("Verify", "/verify"),
        ("", "/verify/7K4M"),
        ("", "/join/x"),
    ):
        visitor.go(target)
        if press:
            visitor.press(press)
            expect(visitor.page.locator("[data-error-summary]")).to_be_focused()
        wrong += look(visitor.page, language)
    enter(visitor, client, "awa", language)
    assert (visitor.go("/no-such"), visitor.go("/administration")) == (404, 403)
    wrong += look(visitor.page, language)
    visitor.go(f"/courses/{world['slug']}/{world['module']}")
    visitor.page.get_by_role("button", name=visitor.words("Check my answer")).first.click()
    visitor.sees(visitor.words("Answer first, then check it."))
    wrong += look(visitor.page, language)
    assert not wrong, "\n".join(wrong)
