"""What was recorded before a migration is understood after it, on both engines."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask_migrate import downgrade

from lms.database import MIGRATIONS, Instant, db, migrate_to_newest, new_id, own_transaction
from lms.learning.assessment.attempt import Attempt
from lms.learning.records import Response, UnclaimedAnswers
from lms.people.addresses import AddressConfirmation
from lms.people.merging import Merge, MergedRow, merge_persons, undo_merge
from lms.people.person import Identifier, Person
from lms.people.sign_in.invitations import Invitation, make_code, open_invitation
from lms.postings.posting import Posting
from lms.web.mail import Letter
from tests.clock import START

FIRST_SCHEMA = "2a1ec85f2996"
BEFORE_ARRIVALS = "c3a94e07d182"
BEFORE_KINDS = "a90d3c5e7b12"


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


def test_answers_from_before_they_were_numbered_keep_their_order(world, cast, inside, rows, migrate_from):
    """By the clock that told it then; unclaimed answers come after what was taken before them."""
    with inside() as session:
        attempt = session.scalars(sa.select(Attempt).order_by(Attempt.started_at.desc())).first()
        (one, two), attempt_id = [question.id for question in attempt.questions()[:2]], attempt.id
        address = f"/attempts/{attempt_id}"
        for minute, (question, answer) in enumerate([(one, [1]), (two, [1]), (one, [2])]):
            taken_at = attempt.started_at + timedelta(minutes=minute)
            session.add(
                Response(
                    person_id=attempt.person_id,
                    course=attempt.course,
                    attempt_id=attempt_id,
                    arrival=3 - minute,
                    question=question,
                    answer=answer,
                    grade=0,
                    edition=1,
                    language="en",
                    taken_at=taken_at,
                    recorded_at=taken_at,
                )
            )
        for path, minute in ((address, 1), (f"{address}/submit", 5), ("/courses/test-course/the-log", 0)):
            taken_at = attempt.started_at + timedelta(minutes=minute, seconds=30)
            unclaimed = UnclaimedAnswers(person_id=cast.awa, path=path, values={}, taken_at=taken_at)
            session.add(unclaimed)
    migrate_from(BEFORE_ARRIVALS)
    numbered = {
        row.arrival: (row.question, row.answer) for row in rows(Response, Response.attempt_id == attempt_id)
    }
    assert numbered == {1: (one, [1]), 2: (two, [1]), 3: (one, [2])}
    unclaimed = {row.path: (row.attempt_id, row.arrival) for row in rows(UnclaimedAnswers)}
    assert unclaimed[address] == (attempt_id, 3)
    assert unclaimed[f"{address}/submit"] == (attempt_id, 4)
    assert unclaimed["/courses/test-course/the-log"] == (None, None)
    with inside() as session:
        assert session.get(Attempt, attempt_id).answers() == {one: [2], two: [1]}


def test_letters_from_before_lose_their_codes_and_keep_their_people(cast, inside, rows, app):
    """The link that somebody has works on; the copy of it is gone."""
    code = "ABCD-EFGH-JKLM"
    with inside():
        make_code(cast.awa, "reset", by=None, code=code)
    with app.app_context():
        downgrade(directory=MIGRATIONS, revision=BEFORE_KINDS)
        before = {"taken_at": START, "address": "awa@sorandia.example", "subject": "Choose"}
        letters = sa.table(
            "letter",
            sa.column("id", sa.Uuid()),
            sa.column("address"),
            sa.column("subject"),
            sa.column("body"),
            sa.column("taken_at", Instant()),
        )
        with own_transaction() as connection:
            for body in (f"Here: https://learning.example/join/{code}", "Nothing in it"):
                connection.execute(sa.insert(letters).values(id=new_id(), body=body, **before))
        migrate_to_newest()
        db.session.remove()
    with_link, without = sorted(rows(Letter), key=lambda letter: letter.kind, reverse=True)
    assert (with_link.kind, with_link.person_id, without.kind) == ("reset", cast.awa, "earlier")
    assert rows(Invitation)[0].letter_id == with_link.id
    with inside():
        assert open_invitation(code).person.id == cast.awa
    confirmed = {one.person_id: one.address for one in rows(AddressConfirmation)}
    assert confirmed[cast.awa] == "awa@sorandia.example"
