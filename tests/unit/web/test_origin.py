"""Where a POST comes from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.web.guards.origin import is_ours

HOST = "learning.example:8000"


@pytest.mark.parametrize(
    ("site", "origin", "ours"),
    [
        ("same-origin", None, True),
        ("none", None, True),
        ("same-site", None, False),
        ("cross-site", None, False),
        ("", None, False),
        ("cross-site", f"http://{HOST}", False),
        ("same-origin", "http://evil.example", True),
        (None, f"http://{HOST}", True),
        (None, f"https://{HOST}", True),
        (None, "http://learning.example", False),
        (None, f"http://{HOST}.evil.example", False),
        (None, f"http://evil.example/{HOST}", False),
        (None, f"http://{HOST}@evil.example", False),
        (None, "null", False),
        (None, "", False),
        (None, None, False),
    ],
)
def test_the_rule(site, origin, ours):
    assert is_ours(site, origin, HOST) is ours


@given(st.text(), st.none() | st.text())
def test_no_other_word_is_ours(site, origin):
    assert is_ours(site, origin, HOST) == (site in ("same-origin", "none"))
