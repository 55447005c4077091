"""People of the same name are told apart by one line below it."""

from types import SimpleNamespace
from typing import Any, cast

from lms.people.directory.presence import Presence
from lms.people.directory.telling_apart import Distinguished


def line(latin_name: str | None, units: str, ending: str) -> str:
    person = cast(Any, SimpleNamespace(latin_name=latin_name, sign_in_name="orlov"))
    return Distinguished(person, units, ending, Presence()).line()


def test_all_that_is_known_stands_in_the_line():
    assert (
        line("Dmitri Orlov", "U5 Plans, Police", "…4711") == "Dmitri Orlov · U5 Plans, Police · …4711 · orlov"
    )


def test_what_is_not_known_leaves_no_gap():
    assert line(None, "", "") == "orlov"
    assert line(None, "U5 Plans", "") == "U5 Plans · orlov"
