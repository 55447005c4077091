"""The demonstration, loaded once into a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.clock import TODAY, Clock


def _site(folder: Path) -> Flask:
    from lms import create_app
    from lms.config import Settings
    from lms.database import WRITES_OPTION, Model, db
    from lms.web.clock import CLOCK

    app = create_app(Settings(demo=True, database_url=f"sqlite:///{folder / 'demo.sqlite'}"))
    app.testing = True
    CLOCK.put_in(app, Clock())
    with app.app_context():
        writer = db.engine.execution_options(**{WRITES_OPTION: True})
        with writer.begin() as connection:
            Model.metadata.create_all(connection)
    return app


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """An application in demo mode with nothing in its database."""
    from lms.database import db

    app = _site(tmp_path)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application with the demonstration in it."""
    from lms.config import ROOT
    from lms.courses.compiling import compile_course
    from lms.courses.source import read_folder
    from lms.database import db, write_transaction
    from lms.demo import COURSE, load
    from lms.library.edition import publish

    app = _site(tmp_path_factory.mktemp("demo"))
    with app.app_context():
        source = read_folder(ROOT / "courses" / COURSE)
        course = compile_course(source).course
        assert course is not None
        with write_transaction():
            publish(source, course)
        with write_transaction():
            load(TODAY)
        db.session.remove()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def loaded(site: Flask) -> Iterator[Flask]:
    """The demonstration, to be read."""
    from lms.database import db

    with site.app_context():
        yield site
        db.session.remove()
