"""Where a POST comes from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.web.guards.origin import is_ours

HOST = "learning.example:8000"


@pytest.mark.parametrize(
    ("site", "origin", "over_http", "over_https"),
    [
        ("same-origin", None, True, True),
        ("none", None, True, True),
        ("same-site", None, False, False),
        ("cross-site", None, False, False),
        ("", None, False, False),
        ("cross-site", f"http://{HOST}", False, False),
        ("same-origin", "http://evil.example", True, True),
        (None, f"http://{HOST}", True, False),
        (None, f"https://{HOST}", True, True),
        (None, f"ftp://{HOST}", False, False),
        (None, f"//{HOST}", False, False),
        (None, "http://learning.example", False, False),
        (None, f"http://{HOST}.evil.example", False, False),
        (None, f"http://evil.example/{HOST}", False, False),
        (None, f"http://{HOST}@evil.example", False, False),
        (None, "null", False, False),
        (None, "", False, False),
        (None, None, False, False),
    ],
)
def test_the_rule(site, origin, over_http, over_https):
    assert is_ours(site, origin, HOST, secure=False) is over_http
    assert is_ours(site, origin, HOST, secure=True) is over_https


@given(st.text(), st.none() | st.text(), st.booleans())
def test_no_other_word_is_ours(site, origin, secure):
    assert is_ours(site, origin, HOST, secure) == (site in ("same-origin", "none"))
