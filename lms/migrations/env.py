"""Runs migrations on the application's own engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import context
from flask import current_app

from lms.database import WRITES_OPTION

target_metadata = current_app.extensions["migrate"].db.metadata


def run() -> None:
    """Migrates in one transaction, with batches, since SQLite cannot alter a table in place."""
    engine = current_app.extensions["migrate"].db.engine
    with (
        engine.connect().execution_options(**{WRITES_OPTION: True}) as connection,
        foreign_keys_checked_at_the_end(connection),
    ):
        context.configure(
            connection=connection,
            target_metadata=target_metadata,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                # Servers that start together migrate one after the other.
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(20261122)"))
            context.run_migrations()
            if connection.dialect.name == "sqlite":
                broken = connection.execute(sa.text("PRAGMA foreign_key_check")).all()
                if broken:
                    raise RuntimeError(f"rows without what they hang on: {broken[:5]}")


@contextmanager
def foreign_keys_checked_at_the_end(connection: sa.Connection) -> Iterator[None]:
    """On SQLite a batch makes a table anew, and drops the old one although rows of others hang on it."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    # It says nothing inside a transaction, so it is said before the first begins.
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")


run()
