"""What was recorded before a migration is understood after it, on both engines."""

import pytest
from flask_migrate import downgrade

from lms.database import MIGRATIONS, db, migrate_to_newest
from lms.people.merging import Merge, MergedRow, merge_persons, undo_merge
from lms.people.person import Identifier, Person
from lms.postings.posting import Posting

FIRST_SCHEMA = "2a1ec85f2996"


@pytest.fixture
def migrate_from(app):
    """`migrate_from(revision)`: what the database holds goes back to that schema, and to the newest again."""

    def there_and_back(revision):
        with app.app_context():
            downgrade(directory=MIGRATIONS, revision=revision)
            migrate_to_newest()
            db.session.remove()

    return there_and_back


def test_a_merge_from_before_its_rows_named_their_column_can_be_undone(inside, cast, rows, migrate_from):
    def owners():
        return {row.id: row.person_id for model in (Identifier, Posting) for row in rows(model)}

    before = owners()
    with inside() as session:
        event = merge_persons(
            session.get(Person, cast.awa), session.get(Person, cast.bruno), by=cast.elif_
        ).id
    assert cast.bruno not in owners().values()
    migrate_from(FIRST_SCHEMA)
    assert {row.column for row in rows(MergedRow)} == {"person_id"}
    with inside() as session:
        undo_merge(session.get(Merge, event), by=cast.elif_)
    assert owners() == before
