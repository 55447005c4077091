"""Runs migrations on the application's own engine."""

import sqlalchemy as sa
from alembic import context
from flask import current_app

from lms.database import WRITES_OPTION

target_metadata = current_app.extensions["migrate"].db.metadata


def run() -> None:
    """Migrates in one transaction, with batches, since SQLite cannot alter a table in place."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect().execution_options(**{WRITES_OPTION: True}) as connection:
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


run()
