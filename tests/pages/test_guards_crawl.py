"""Every page there is, with everything in it: it works, in both languages, and reading it writes nothing."""

import pytest
from flask import Flask

from lms.web.access import PUBLIC, declared_access
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


def faults_of_type(answer) -> list[str]:
    """What is a text says by which letters it is written, or a browser would guess."""
    told = answer.content_type or ""
    is_text = told.startswith("text/") or "+xml" in told
    return [f"{told} without a charset"] if is_text and "charset=utf-8" not in told.lower() else []


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
                    answer = browser.get(target)
                    answers.append(answer.status_code)
                    wrong += [f"{rule}: {fault}" for fault in faults_of_type(answer)]
                except AssertionError as error:
                    wrong.append(f"{rule} as {name}: {error}")
                    answers.append(200)
            changes = [one for one in sent if one.lstrip().upper().startswith(CHANGES)]
            wrong += [f"{rule} writes: {one[:60]}" for one in changes if " tries" not in one]
        if 200 not in answers:
            wrong.append(f"{rule} ({target}) answers {answers}")
    assert not wrong, "\n".join(wrong)


def test_signing_out_is_on_every_page(app: Flask, client: Client, world):
    without = set()
    for rule in rules(app, "GET"):
        if declared_access(app, rule.endpoint) == PUBLIC:
            continue
        for name in visitors(app, rule.endpoint):
            answer = client.as_(name).get(address(app, rule, world))
            if answer.status_code == 200 and answer.mimetype == "text/html":
                actions = [form.get("action") for form in answer.page.all("form")]
                without |= set() if "/sign-out" in actions else {rule.endpoint}
    assert without == {"project.show"}  # a screen for a room; one step back there is the bar
