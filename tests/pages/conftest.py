"""The browsers of the cast: whoever plays is signed in; and people besides the cast, as a test needs them."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from tests.cast import QUICK
from tests.client import Client
from tests.clock import TODAY
from tests.pages.world import restore_world
from tests.stores import Store


@pytest.fixture(autouse=True)
def world_first(request: pytest.FixtureRequest) -> None:
    """Puts the world there before anybody signs in: it takes the place of all that was."""
    if "world" in request.fixturenames:
        request.getfixturevalue("world")


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed as those of the cast are, so that hundreds of tests need not wait for it."""
    from lms.people.sign_in import passwords

    monkeypatch.setattr(passwords, "METHOD", QUICK)


@pytest.fixture
def awa(client: Client) -> Client:
    """Learns in U5 Plans, Sorandia."""
    return client.as_("awa")


@pytest.fixture
def bruno(client: Client) -> Client:
    """Learns in another mission; speaks French."""
    return client.as_("bruno", "fr")


@pytest.fixture
def chantal(client: Client) -> Client:
    """Trains."""
    return client.as_("chantal")


@pytest.fixture
def dmitri(client: Client) -> Client:
    """Supervises U5 Plans, and serves above it."""
    return client.as_("dmitri")


@pytest.fixture
def farid(client: Client) -> Client:
    """Focal point of U5 Plans."""
    return client.as_("farid")


@pytest.fixture
def elif_(client: Client) -> Client:
    """Administers."""
    return client.as_("elif")


@pytest.fixture
def world(app: Flask, store: Store, stage: tuple[Flask, dict[str, Any]]) -> dict[str, Any]:
    """A database in which everything has happened once, and what the addresses of its pages need."""
    return restore_world(store, stage)


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
    from lms.people.roles.grants import give_role

    def act(role: str, person: uuid.UUID, unit: str | None = None, **changes: Any) -> uuid.UUID:
        with inside():
            first_day = changes.pop("first_day", TODAY)
            return give_role(role, person, cast[unit] if unit else None, first_day, by=None, **changes).id

    return act


@pytest.fixture
def left() -> Callable[[int], date]:
    """`left(60)`: the day so many days ago."""
    return lambda days: TODAY - timedelta(days=days)
