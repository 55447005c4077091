"""axe finds nothing on pages that say no: a refusal, a form with errors, a question without an answer."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import LOOKS, enter, look
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.client import Client

BAD_REQUEST = "Failed to load resource: the server responded with a status of 4"


@pytest.fixture(params=sorted(LOOKS))
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def stranger(visit: Visit, world, served: str, language: str) -> Visitor:
    """Nobody is signed in."""
    visitor = visit(language, address=served)
    visitor.expected.append(BAD_REQUEST)
    return visitor


@pytest.fixture
def awa(stranger: Visitor, client: Client, language: str) -> Visitor:
    enter(stranger, client, "awa", language)
    return stranger


@pytest.mark.parametrize(("button", "path"), [("Sign in", "/sign-in"), ("Verify", "/verify")])
def test_a_form_with_errors(stranger: Visitor, language: str, button: str, path: str):
    stranger.go(path)
    stranger.press(button)
    expect(stranger.page.locator("[data-error-summary]")).to_be_focused()
    assert look(stranger.page, language) == []


@pytest.mark.parametrize("path", ["/verify/7K4M", "/join/x"])
def test_what_nobody_issued(stranger: Visitor, language: str, path: str):
    stranger.go(path)
    assert look(stranger.page, language) == []


@pytest.mark.parametrize(("path", "status"), [("/no-such", 404), ("/administration", 403)])
def test_a_refusal(awa: Visitor, language: str, path: str, status: int):
    assert awa.go(path) == status
    assert look(awa.page, language) == []


def test_a_question_without_an_answer(awa: Visitor, world, language: str):
    awa.go(f"/courses/{world['slug']}/{world['module']}")
    awa.page.get_by_role("button", name=awa.words("Check my answer")).first.click()
    awa.sees(awa.words("Answer first, then check it."))
    assert look(awa.page, language) == []
