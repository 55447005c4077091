"""Every page there is, with everything in it: it works, in both languages, and reading it writes nothing."""

import pytest
from flask import Flask

from tests.cast import ROLES
from tests.client import Client
from tests.pages.crawl import WHOSE, address, rules

CHANGES = ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP")
WHO = {role: name for name, role in ROLES.items()}
WORDS = {"en": "Skip to the content", "fr": "Aller au contenu"}


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


def visitors(app: Flask, endpoint: str) -> list[str]:
    """Who may look at a page: whoever holds one of its roles, or Awa, whose things the world is full of."""
    if endpoint in WHOSE:
        return [WHOSE[endpoint]]
    access = app.view_functions[endpoint].access
    return [WHO[role] for role in sorted(access) if role in WHO] or ["awa"]


def test_every_page_works(app: Flask, client: Client, world, language, statements, monkeypatch):
    monkeypatch.setattr(app, "debug", True)  # /patterns is there for whoever works on the look
    wrong = []
    for rule in rules(app, "GET"):
        try:
            target = address(app, rule, world)
        except KeyError as missing:
            wrong.append(f"{rule}: tests/pages/world.py does not say what {missing} is")
            continue
        answers = []
        for name in visitors(app, rule.endpoint):
            browser = client.as_(name, language)
            with statements() as sent:
                try:
                    answers.append(browser.get(target).status_code)
                except AssertionError as error:
                    wrong.append(f"{rule} as {name}: {error}")
                    answers.append(200)
            changes = [one for one in sent if one.lstrip().upper().startswith(CHANGES)]
            wrong += [f"{rule} writes: {one[:60]}" for one in changes if " tries" not in one]
        if 200 not in answers:
            wrong.append(f"{rule} ({target}) answers {answers}")
    assert not wrong, "\n".join(wrong)
