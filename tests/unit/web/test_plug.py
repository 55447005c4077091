"""Plugs: what is put in is what is got, and no two go under one name."""

import re
from collections import Counter
from pathlib import Path

import pytest
from flask import Flask

from lms.web.plug import Plug

LMS = Path(__file__).resolve().parents[3] / "lms"
NUMBER: Plug[int] = Plug("number")


@pytest.fixture
def bare() -> Flask:
    return Flask("bare")


def test_what_was_put_in_last_is_got(bare: Flask):
    NUMBER.put_in(bare, 1)
    NUMBER.put_in(bare, 2)
    assert NUMBER.get(bare) == 2
    with bare.app_context():
        assert NUMBER.get() == NUMBER.get_or(3) == 2


def test_where_nothing_was_put_in(bare: Flask):
    with bare.app_context():
        assert NUMBER.get_or(3) == 3
        with pytest.raises(KeyError):
            NUMBER.get()


def test_no_two_go_under_one_name():
    files = (path.read_text("utf-8") for path in LMS.rglob("*.py"))
    names = Counter(name for text in files for name in re.findall(r' = Plug\("(\w+)"\)', text))
    assert "clock" in names
    assert [name for name, times in names.items() if times > 1] == []
