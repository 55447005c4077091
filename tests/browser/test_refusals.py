"""axe finds nothing on pages that say no."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import LOOKS, enter, look
from tests.browser.conftest import Visit
from tests.client import Client


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
