"""Two persons found to be one, and the way back."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.database import Model
from lms.learning.completing import complete_course
from lms.learning.enrolment import enrol
from lms.learning.records import Completion, Enrolment
from lms.people.merging import Merge, MergedRow, merge_persons, merged_into, proposed_keeper, undo_merge
from lms.people.person import Identifier, Person
from lms.postings.posting import Posting, open_posting, postings_of
from tests.cast import COURSE
from tests.clock import START


@pytest.fixture
def learned(inside, cast):
    """Bruno has passed; both are enrolled."""
    from lms.library import shelf

    with inside():
        enrol(cast.awa, COURSE)
        enrol(cast.bruno, COURSE)
        complete_course(cast.bruno, shelf.course(COURSE).course, 1, "fr", 90, START)


def merged(inside, cast) -> uuid.UUID:
    with inside() as session:
        event = merge_persons(session.get(Person, cast.awa), session.get(Person, cast.bruno), by=cast.elif_)
        session.flush()
        return event.id


def owners(rows, model):
    return {row.id: row.person_id for row in rows(model)}


def test_all_goes_to_the_one_who_is_kept(inside, cast, rows, learned):
    merged(inside, cast)
    assert [one.person_id for one in rows(Completion)] == [cast.awa]
    assert len(rows(Identifier, Identifier.person_id == cast.awa)) == 2
    assert len(rows(Posting, Posting.person_id == cast.awa)) == 2


def test_what_would_stand_twice_stays(inside, cast, rows, learned):
    merged(inside, cast)
    assert sorted(row.person_id for row in rows(Enrolment)) == sorted([cast.awa, cast.bruno])


def test_the_merged_account_is_signed_out(inside, cast, client):
    bruno = client.as_("bruno")
    merged(inside, cast)
    bruno.get("/", status=302)


def test_undoing_moves_exactly_these_rows_back(inside, cast, rows, learned):
    models = (Completion, Identifier, Posting, Enrolment)
    before = [owners(rows, model) for model in models]
    event = merged(inside, cast)
    with inside() as session:
        undo_merge(session.get(Merge, event), by=cast.elif_)
    assert [owners(rows, model) for model in models] == before
    with inside():
        assert merged_into(cast.bruno) is None
        assert len(postings_of(cast.bruno)) == 1


@pytest.fixture
def by_two_columns(monkeypatch, inside, cast):
    """A posting belongs to whose it is and to who recorded it; Bruno is the one, the other, and both."""
    monkeypatch.setattr(Posting.__table__.c.recorded_by, "info", {"belongs": True})
    with inside():
        for whose, by in ((cast.bruno, cast.elif_), (cast.dmitri, cast.bruno), (cast.bruno, cast.bruno)):
            unit = cast.training if by == whose else cast.police
            open_posting(whose, unit, "civilian", "international", "Guest", START.date(), by=by)


def test_undoing_moves_back_what_belonged_by_two_columns(inside, cast, rows, by_two_columns):
    def owners_and_recorders():
        return {row.id: (row.person_id, row.recorded_by) for row in rows(Posting)}

    before = owners_and_recorders()
    event = merged(inside, cast)
    assert cast.bruno not in {person for both in owners_and_recorders().values() for person in both}
    with inside() as session:
        undo_merge(session.get(Merge, event), by=cast.elif_)
    assert owners_and_recorders() == before


def test_undoing_leaves_what_was_earned_since(inside, cast, rows, learned):
    event = merged(inside, cast)
    with inside() as session:
        enrol(cast.awa, "another")
        undo_merge(session.get(Merge, event), by=cast.elif_)
    assert [row.person_id for row in rows(Enrolment, Enrolment.course == "another")] == [cast.awa]


def test_a_merge_is_remembered(inside, cast, rows, learned):
    merged(inside, cast)
    (event,) = rows(Merge)
    assert (event.kept_id, event.merged_id, event.by, event.undone_at) == (
        cast.awa,
        cast.bruno,
        cast.elif_,
        None,
    )
    assert {row.table for row in rows(MergedRow)} == {"completion", "identifier", "posting"}


def with_oneself(inside, cast):
    with inside() as session:
        session.add(Merge(kept_id=cast.awa, merged_id=cast.awa, taken_at=START, by=cast.elif_))


def test_nobody_is_merged_with_themselves(inside, cast):
    with pytest.raises(sa.exc.IntegrityError):
        with_oneself(inside, cast)


NOW, EARLIER = START, START - timedelta(days=1)


@pytest.mark.parametrize(
    ("passwords", "used", "which"),
    [
        (("x", None), (None, NOW), "kept"),
        ((None, "x"), (NOW, None), "other"),
        (("x", "x"), (None, None), "kept"),
        (("x", "x"), (EARLIER, NOW), "other"),
        (("x", "x"), (NOW, EARLIER), "kept"),
        (("x", "x"), (None, EARLIER), "other"),
        ((None, None), (None, NOW), "other"),
        ((None, None), (NOW, NOW), "kept"),
    ],
)
def test_which_should_stay(passwords, used, which):
    kept, other = (Person(id=uuid.uuid4(), password_hash=one) for one in passwords)
    known = {one.id: when for one, when in zip((kept, other), used, strict=True) if when}
    assert proposed_keeper(kept, other, known) is {"kept": kept, "other": other}[which]


STAYS = {
    "grant": "given_by",
    "sign_in": "opened the account that it was, which opens no more",
    "shut_answers": "an administrator who merges the two says why",
    "second_factor": "asked of the account that it was",
    "recovery_code": "opens the account that it was",
    "factor_removal": "of the account that it was",
    "private_address": "given by the account that it was",
    "certificate_link": "shows what the account had that it was sent to",
    "address_confirmation": "confirms the address of the account that it was",
    "letter": "went to the account that it was",
    "forgetting_request": "asked for of the record that it was",
    "closure": "closed the account that it was",
    "merge_code": "made in an account, for that account",
    "invitation": "made for an account, not a person's doing",
    "name_confirmation": "confirms the other's name",
    "export": "who took it out stays who it was",
}


def test_every_table_of_persons_says_whether_its_rows_belong():
    """A new table with a person_id says `info={"belongs": True}`, or stands above with its reason."""
    tables = [table for table in Model.metadata.sorted_tables if "person_id" in table.columns]
    assert tables
    for table in tables:
        if not table.columns["person_id"].info.get("belongs"):
            assert table.name in STAYS, table.name
