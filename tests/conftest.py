"""What all tests share: the application on a database of its own, the cast, the clock, the client."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from sqlalchemy import event

from tests.cast import Cast, call, publish_course
from tests.client import Client
from tests.clock import Clock
from tests.stores import STORES, Store

# Every run tries the same examples, so that a change is judged by what it changed; to search for new ones:
# pytest --hypothesis-profile=explore
# An example that takes a fifth of a second when the machine is idle takes a second when it is not.
settings.register_profile("steady", derandomize=True, deadline=2000)
settings.register_profile("explore", settings.get_profile("default"))
# A fault is found by one example, and is not to be found by the machine being busy.
settings.register_profile(
    "mutants",
    settings.get_profile("steady"),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile("steady")

FOLDER = Path(__file__).parent
SECRET = "only the tests know this secret key"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=sorted(STORES), default="sqlite", help="the database to test on")


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> str:
    """The database engine that these tests run on."""
    return str(request.config.getoption("--engine"))


def test_settings(url: str, **changes: Any) -> Any:
    """The settings of an installation in the tests."""
    from lms.config import Settings

    return Settings(
        **{"secret_key": SECRET, "database_url": url, "site_url": "https://learning.example", **changes}
    )


test_settings.__test__ = False  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def store(engine: str) -> Iterator[Store]:
    store = STORES[engine]()
    yield store
    store.close()


@pytest.fixture(scope="session")
def stage(store: Store) -> tuple[Flask, dict[str, Any]]:
    """The application, its database migrated, with the cast and the test course as the template."""
    from lms import create_app
    from lms.database import db, migrate_to_newest, write_transaction
    from lms.web.clock import CLOCK

    app = create_app(test_settings(store.url))
    app.testing, app.config["PROPAGATE_EXCEPTIONS"] = (
        True,
        False,
    )  # our failures are answered as in production
    app.test_client_class = Client
    CLOCK.put_in(app, Clock())
    with app.app_context():
        migrate_to_newest()
        with write_transaction():
            publish_course(FOLDER / "course")
            ids = call()
        db.engine.dispose()
    store.keep("stage")
    return app, ids


@pytest.fixture
def app(
    stage: tuple[Flask, dict[str, Any]], store: Store, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Flask]:
    """The application on a fresh copy of the template, the clock set back."""
    from lms.database import db
    from lms.web.clock import CLOCK

    app = stage[0]
    with app.app_context():
        db.engine.dispose()
    store.restore("stage")
    monkeypatch.setitem(app.extensions, CLOCK.name, Clock())
    settings = app.config["SETTINGS"]
    yield app
    app.config["SETTINGS"] = settings
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def cast(stage: tuple[Flask, dict[str, Any]]) -> Cast:
    """The ids of who plays, and of their units."""
    return Cast(stage[1])


@pytest.fixture
def clock(app: Flask) -> Clock:
    """The clock of the application, which a test may move."""
    from lms.web.clock import CLOCK

    return app.extensions[CLOCK.name]


@pytest.fixture
def client(app: Flask) -> Client:
    """A browser in which nobody is signed in; `client.as_("awa")` gives one in which Awa is."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def statements(app: Flask) -> Callable[[], AbstractContextManager[list[str]]]:
    """`with statements() as sent:` lists what is sent to the database meanwhile."""
    from lms.database import db

    @contextmanager
    def watch() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            sent.append(statement)

        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return watch


Inside = Callable[[], AbstractContextManager[Any]]


@pytest.fixture
def inside(app: Flask) -> Inside:
    """`with inside() as session:` reads or changes the database as a command does; commits at the end."""
    from lms.database import write_transaction

    @contextmanager
    def block() -> Iterator[Any]:
        with app.app_context(), write_transaction() as session:
            yield session

    return block


@pytest.fixture
def logged(app: Flask) -> Iterator[list[str]]:
    """The lines of the log, as they are written."""
    from lms.web.log import formatter

    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    handler = Kept()
    handler.setFormatter(formatter("text"))
    app.logger.addHandler(handler)
    yield lines
    app.logger.removeHandler(handler)


@pytest.fixture
def rows(app: Flask) -> Callable[..., list[Any]]:
    """`rows(Response, Response.person_id == cast.awa)`: what the database holds now."""
    from lms.database import db

    def read(model: Any, *conditions: Any) -> list[Any]:
        with app.app_context():
            found = list(db.session.scalars(sa.select(model).where(*conditions)))
            db.session.expunge_all()
            return found

    return read


@pytest.fixture
def settings(app: Flask) -> Callable[..., None]:
    """`settings(demo=True)` changes settings for one test."""
    from dataclasses import replace

    def change(**changes: Any) -> None:
        app.config["SETTINGS"] = replace(app.config["SETTINGS"], **changes)

    return change
