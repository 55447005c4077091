"""The cookies of a site that people reach over https: a browser takes them, and our script knows their names.

Browsers trust this machine as they trust https, so there need be none.
"""

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.browser.conftest import Visit, serving
from tests.cast import PASSWORD


@pytest.fixture
def secure(app: Flask, world):
    with serving(app, "https://learning.example") as address:
        yield address


def cookies(visitor) -> dict[str, str]:
    return {one["name"]: one["value"] for one in visitor.context.cookies()}


def test_signing_out_empties_every_tab(visit: Visit, secure: str):
    visitor = visit(address=secure)
    visitor.sign_in("awa", PASSWORD)
    assert {"__Host-lms", "__Host-lms_reader"} <= cookies(visitor).keys()
    other = visitor.another_tab()
    other.go("/courses")
    visitor.go("/help")
    visitor.press("Sign out")
    visitor.is_at("Sign in")
    expect(other.page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    assert "__Host-lms_reader" not in cookies(visitor)


def test_signing_out_without_a_link_ends_it_with_the_next_request(visit: Visit, secure: str):
    visitor = visit(address=secure)
    visitor.expected.append("ERR_INTERNET_DISCONNECTED")
    visitor.sign_in("awa", PASSWORD)
    visitor.go("/help")
    visitor.context.set_offline(True)
    visitor.press("Sign out")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    assert cookies(visitor)["__Host-lms_reader"] == "left"
    visitor.context.set_offline(False)
    visitor.go("/")
    visitor.is_at("Sign in")
