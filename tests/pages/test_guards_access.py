"""Each route declares who may, once; and everybody tries every route."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from lms.web.access import PUBLIC, ROLES, SIGNED_IN, declared_access, public, roles, signed_in
from tests import cast
from tests.client import Client
from tests.pages.crawl import address, rules

EVERYBODY = [None, "awa", *cast.ROLES]


def expected(access: frozenset[str], role: str | None, name: str | None) -> str:
    """What becomes of a request: an answer, a refusal, or the way to the sign-in page."""
    if access == PUBLIC:
        return "answer"
    if name is None:
        return "sign in"
    return "answer" if access == SIGNED_IN or role in access else "refusal"


def became(answer: TestResponse, name: str | None) -> str:
    sent_away = answer.status_code in (302, 303) and (answer.location or "").startswith("/sign-in")
    if name is None and sent_away:
        return "sign in"
    return "refusal" if answer.status_code == 403 else "answer"


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_tries_every_route(app: Flask, client: Client, world, name: str | None):
    wrong = []
    for rule in rules(app):
        access = declared_access(app, rule.endpoint)
        for method in sorted(rule.methods & {"GET", "POST"}):
            browser = client.as_(name) if name else client.another()
            answer = browser.open(address(app, rule, world), method=method, check=False)
            wanted = expected(access, cast.ROLES.get(name or ""), name)
            if became(answer, name) != wanted:
                wrong.append(f"{method} {rule}: {wanted} expected, but {answer.status}, {answer.location}")
    assert not wrong, "\n".join(wrong)


def test_every_route_declares_one_access(app: Flask):
    for rule in rules(app):
        access = declared_access(app, rule.endpoint)
        assert access in (PUBLIC, SIGNED_IN) or access <= frozenset(ROLES), rule


def test_the_way_to_sign_in_leads_back(client: Client):
    assert client.get("/account?a=b").location == "/sign-in?next=/account?a%3Db"


def test_declaring_twice_or_unknown_is_refused():
    with pytest.raises(TypeError):
        public(signed_in(lambda: None))
    for needed in ((), ("captain",)):
        with pytest.raises(TypeError):
            roles(*needed)


def test_a_route_without_access_is_refused(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(app.view_functions, "learning.index", lambda: "")
    with pytest.raises(TypeError, match=r"learning\.index"):
        declared_access(app, "learning.index")
