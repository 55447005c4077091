"""The migrations reach the same schema as the models, on both engines, from nothing and step by step."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade

from lms import create_app
from lms.database import MIGRATIONS, Model, db, migrate_to_newest
from tests.conftest import test_settings as settings_for
from tests.stores import STORES


@pytest.fixture
def empty(engine: str):
    """An application on an empty database."""
    store = STORES[engine]()
    app = create_app(settings_for(store.url))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    store.close()


def differences() -> list[object]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return compare_metadata(context, Model.metadata)


def checks() -> set[str]:
    """The names of the check constraints in the database, which the comparison leaves out."""
    inspector = sa.inspect(db.engine)
    tables = Model.metadata.tables
    return {
        f"{table}.{check['name']}" for table in tables for check in inspector.get_check_constraints(table)
    }


def test_migrations_reach_the_models_schema(empty):
    migrate_to_newest()
    assert differences() == []
    wanted = {
        f"{table.name}.{constraint.name}"
        for table in Model.metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, sa.CheckConstraint)
    }
    assert checks() == wanted


def test_migrations_lead_back_to_nothing(empty):
    migrate_to_newest()
    downgrade(directory=MIGRATIONS, revision="base")
    assert set(sa.inspect(db.engine).get_table_names()) <= {"alembic_version"}
    migrate_to_newest()
    assert differences() == []


def test_migrating_twice_changes_nothing(empty):
    migrate_to_newest()
    migrate_to_newest()
    assert differences() == []
