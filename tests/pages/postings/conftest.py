"""People besides the cast, recorded as each test needs them."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.clock import TODAY


@pytest.fixture
def recruit(inside, cast) -> Callable[..., uuid.UUID]:
    """`recruit("Awa Diallo", "u5")` records a person with a posting there, and returns their id."""
    from lms.people.person import add_identifier, add_person
    from lms.postings.posting import open_posting

    def record(
        name: str,
        unit: str | None = "u5",
        first_day: date = TODAY,
        last_day: date | None = None,
        number: str | None = None,
        **changes: Any,
    ) -> uuid.UUID:
        with inside():
            person = add_person(name, **{"language": "en", **changes})
            identity = person.id
            if unit:
                open_posting(
                    identity, cast[unit], "military", "staff_officer", "Planner", first_day, last_day
                )
            if number:
                add_identifier(person, "Mission card", "SOR", number)
        return identity

    return record


@pytest.fixture
def appoint(inside, cast) -> Callable[..., uuid.UUID]:
    """`appoint("trainer", person)` gives a role from today on, and returns the grant's id."""
    from lms.people.grants import give

    def act(role: str, person: uuid.UUID, unit: str | None = None, **changes: Any) -> uuid.UUID:
        with inside():
            first_day = changes.pop("first_day", TODAY)
            return give(role, person, cast[unit] if unit else None, first_day, by=None, **changes).id

    return act


@pytest.fixture
def left() -> Callable[[int], date]:
    """`left(60)`: the day so many days ago."""
    return lambda days: TODAY - timedelta(days=days)
