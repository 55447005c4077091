"""axe finds nothing on any page: whoever sees it, in both languages, light and dark, narrow and wide."""

import pytest
from flask import Flask

from tests.browser.accessibility import LOOKS, enter, look
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.cast import ROLES
from tests.client import Client
from tests.pages.crawl import address, rules

WHO = {role: name for name, role in ROLES.items()}


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
