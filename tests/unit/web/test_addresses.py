"""Addresses that may be followed."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lms.web.addresses import local, outside

HERE = "https://learning.example/sign-in"


@pytest.mark.parametrize(
    "target", ["/", "/account", "/courses/a?b=c#d", "/held", "/people?name=Zoé", "/a//b"]
)
def test_a_path_of_this_site_may_be_followed(target):
    assert local(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "account",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "https://evil.example",
        "/a\\b",
    ],
)
def test_what_leads_elsewhere_may_not(target):
    assert local(target) is None


@given(st.text(alphabet="/\\:@?#.\t\n ab") | st.text())
@example("/%5cevil.example")
@example("/ /evil.example")
def test_no_text_leads_elsewhere(target):
    if local(target) is not None:
        assert urlsplit(urljoin(HERE, target)).netloc == "learning.example"


def test_others_find_us_at_the_site_s_address(app):
    with app.app_context():
        assert outside("/join/a") == "https://learning.example/join/a"
