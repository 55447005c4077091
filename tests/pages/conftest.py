"""The browsers of the cast: whoever plays is signed in."""

from typing import Any

import pytest
from flask import Flask

from tests.client import Client
from tests.pages.world import happen
from tests.stores import Store


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
    from lms.database import command, db

    if not store.has("world"):
        with app.app_context():
            with command():
                stage[1]["world"] = happen(stage[1])
            db.session.remove()
            db.engine.dispose()
        store.keep("world")
    else:
        store.restore("world")
    return stage[1]["world"]
