"""What a draft once had and nothing has any more is forgotten; what somebody stores meanwhile stays."""

import threading
import time

import pytest

from lms.authoring.draft import drafts
from lms.authoring.draft.drafts import digest
from lms.authoring.publication.forgetting import _forget, forget_files
from lms.database import write_transaction
from lms.library.edition import StoredFile, named, store
from tests.cast import COURSE

NOTE, OLD, NEW = "09-new.md", b"# Old\n", b"# New\n"


@pytest.fixture
def stored(rows):
    """What is stored, by its name."""
    return lambda: {row.sha256: row.content for row in rows(StoredFile)}


@pytest.fixture
def old(inside, cast):
    """A text that was saved and saved anew."""
    for content in (OLD, NEW):
        with inside():
            drafts.put(COURSE, named({NOTE: content}), [], cast.chantal)


def test_what_was_saved_anew(app, old, stored, inside):
    before = stored()
    with app.app_context():
        assert forget_files() == 1
        assert forget_files() == 0
    assert {**stored(), digest(OLD): OLD} == before
    with inside():
        assert drafts.source_of(COURSE).files[NOTE] == NEW


def test_what_was_thrown_away(app, old, stored, inside):
    with inside():
        drafts.throw_away(COURSE)
    with app.app_context():
        assert forget_files() == 2
    assert not {digest(OLD), digest(NEW)} & stored().keys()


def test_what_an_edition_has_stays(app, inside, cast, stored):
    before = stored()
    with inside():
        drafts.put(COURSE, {}, drafts.files_or_404(COURSE), cast.chantal)
    with app.app_context():
        assert forget_files() == 0
    assert stored() == before


def stores(session):
    store(session, named({NOTE: OLD}).values())


@pytest.mark.parametrize(("first", "second"), [(_forget, stores), (stores, _forget)])
def test_what_somebody_stores_meanwhile_stays(app, old, cast, inside, first, second):
    """Whoever of the two comes first, and however long they take."""
    begun, failed = threading.Event(), []

    def act(what):
        try:
            with app.app_context(), write_transaction() as session:
                what(session)
                if what is first:
                    begun.set()
                    time.sleep(0.5)
                if what is stores:
                    drafts.put(COURSE, named({NOTE: OLD}), [], cast.chantal)
        except Exception as why:
            failed.append(why)

    threads = [threading.Thread(target=act, args=(what,)) for what in (first, second)]
    threads[0].start()
    assert begun.wait(10)
    threads[1].start()
    for thread in threads:
        thread.join(30)
    assert not failed
    with inside():
        assert drafts.source_of(COURSE).files[NOTE] == OLD
