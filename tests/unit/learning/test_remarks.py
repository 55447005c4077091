"""Remarks: sent once, so many a day; what became of one is told by its last decision."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from lms.learning.remarks.remarks import MOST, Decision, Remark, TooMany, send_remark, unseen
from lms.learning.remarks.thread import Thread, threads_of, where_made
from lms.library import shelf
from lms.people.merging import merge_persons, undo_merge
from lms.people.person import Person
from tests.cast import COURSE
from tests.clock import START

KEY = uuid.UUID(int=7)


def remark(person, text="The map is upside down.", key=KEY, **changes):
    there = {"course": COURSE, "module": "the-log", "section": None, "edition": 1}
    send_remark(person, text, key=key, **{**there, "language": "en", "reader_language": "fr", **changes})


@pytest.fixture
def sent(inside, cast):
    """The id of a remark that Awa sent."""
    with inside():
        remark(cast.awa)
    return KEY


@pytest.fixture
def decided(inside, sent, cast):
    """`decided("answered", "reopened")`: how the remark stands after these decisions."""

    def after(*kinds):
        with inside() as session:
            remark = session.get(Remark, sent)
            for kind in kinds:
                remark.decide(kind, "Turned.", by=cast.chantal, edition=1)
            thread = threads_of([remark])[0]
            return thread.state, thread.open, thread.new, [decision.number for decision in thread.decisions]

    return after


def test_one_is_kept_with_where_it_was_made(sent, rows, cast):
    (row,) = rows(Remark)
    assert (row.id, row.person_id, row.text) == (KEY, cast.awa, "The map is upside down.")
    assert (row.course, row.module, row.edition, row.taken_at) == (COURSE, "the-log", 1, START)
    assert (row.language, row.reader_language) == ("en", "fr")


def test_sent_twice_is_one(inside, sent, cast, rows):
    with inside():
        remark(cast.awa)
    assert len(rows(Remark)) == 1


def test_another_text_or_person_under_the_same_key_is_another(inside, sent, cast, rows):
    with inside():
        remark(cast.awa, "Another word")
        remark(cast.bruno)
    assert len(rows(Remark)) == 3


def test_so_many_a_day(inside, cast, rows, clock):
    with inside():
        for number in range(MOST):
            remark(cast.awa, key=uuid.UUID(int=number))
            clock.move(minutes=1)
        with pytest.raises(TooMany) as refused:
            remark(cast.awa, key=uuid.UUID(int=99))
        assert refused.value.until == START + timedelta(days=1)
        remark(cast.awa, key=uuid.UUID(int=0))  # which was sent already
        remark(cast.bruno, key=uuid.UUID(int=98))
    clock.instant = START + timedelta(days=1)
    with inside():
        remark(cast.awa, key=uuid.UUID(int=99))
    assert len(rows(Remark)) == MOST + 2


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ([], "open"),
        (["answered"], "answered"),
        (["answered", "unchanged"], "unchanged"),
        (["mended", "reopened"], "open"),
        (["mended", "reopened", "answered"], "answered"),
        (["answered", "removed"], "removed"),
    ],
)
def test_the_last_decision_tells_the_state(decided, kinds, state):
    after, still_open, _, numbers = decided(*kinds)
    assert (after, still_open) == (state, state == "open")
    assert numbers == list(range(1, len(kinds) + 1))


def test_removed_leaves_the_row_and_who_and_when(inside, sent, cast, rows, clock):
    with inside() as session:
        session.get(Remark, sent).remove_text(by=cast.chantal, edition=1)
    assert rows(Remark)[0].text is None
    (decision,) = rows(Decision)
    assert (decision.kind, decision.by, decision.taken_at) == ("removed", cast.chantal, START)


@pytest.mark.parametrize("kind", ["answered", "unchanged"])
def test_without_words_nothing_is_answered_or_left_unchanged(inside, sent, cast, kind):
    with pytest.raises(IntegrityError), inside() as session:
        session.get(Remark, sent).decide(kind, "", by=cast.chantal, edition=1)


def by_number(decision):
    return decision.number


def counted(inside, person):
    with inside() as session:
        return session.scalar(sa.select(unseen(person)))


def test_an_answer_is_new_until_its_reader_has_read_it(inside, sent, decided, cast, rows):
    assert counted(inside, cast.awa) == 0
    assert decided("answered", "mended")[2]
    assert (counted(inside, cast.awa), counted(inside, cast.bruno)) == (1, 0)
    with inside() as session:
        session.get(Remark, sent).see_decisions(1)
    assert [decision.seen_at for decision in sorted(rows(Decision), key=by_number)] == [START, None]
    with inside() as session:
        session.get(Remark, sent).see_decisions(2)
    assert counted(inside, cast.awa) == 0
    assert not decided("reopened")[2]
    assert counted(inside, cast.awa) == 0


def test_it_goes_along_when_two_persons_are_merged(inside, sent, decided, cast, rows):
    decided("answered")
    with inside() as session:
        event = merge_persons(session.get(Person, cast.bruno), session.get(Person, cast.awa), by=cast.elif_)
        session.flush()
    assert [remark.person_id for remark in rows(Remark)] == [cast.bruno]
    assert counted(inside, cast.bruno) == 1
    with inside() as session:
        undo_merge(session.merge(event), by=cast.elif_)
    assert [remark.person_id for remark in rows(Remark)] == [cast.awa]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ("TEST-1", "The log", None)),
        ({"section": "What belongs in a line"}, ("TEST-1", "The log", "s2")),
        ({"section": "Ce que contient une ligne", "language": "fr"}, ("TEST-1", "The log", "s2")),
        ({"section": "Gone"}, ("TEST-1", "The log", None)),
        ({"module": "gone", "section": "x"}, ("TEST-1", "gone", None)),
        ({"course": "gone"}, ("gone", "the-log", None)),
    ],
)
def test_where_it_was_made_is_told_even_when_it_is_there_no_more(inside, changes, words):
    made = Remark(**{"course": COURSE, "module": "the-log", "section": None, "language": "en", **changes})
    with inside():
        place = where_made(made, shelf.courses())
    assert (place.code, place.title("en"), place.anchor) == words
    assert place.in_force == (None if "course" in changes else 1)


def test_nothing_is_told_of_nothing():
    assert threads_of([]) == []
    assert Thread(Remark()).number == 0
