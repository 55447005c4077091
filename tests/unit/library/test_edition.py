"""Editions: published revisions that never change, and the shelf that hands them out."""

import threading
from dataclasses import replace

import pytest
import sqlalchemy as sa
from werkzeug.exceptions import NotFound

from lms.courses.compiling import compile_course
from lms.courses.compiling.stored import dump
from lms.courses.source import Source, read_folder
from lms.library import shelf
from lms.library.edition import Edition, EditionFile, StoredFile, newest, publish
from tests.cast import COURSE
from tests.conftest import FOLDER


@pytest.fixture(scope="module")
def source():
    return Source(COURSE, read_folder(FOLDER / "course").files)


@pytest.fixture(scope="module")
def course(source):
    return compile_course(source).course


def changed(source: Source, text: bytes = b"\nA line more.\n") -> Source:
    return replace(source, files={**source.files, "01-the-log.md": source.files["01-the-log.md"] + text})


def test_the_same_revision_is_the_same_edition(inside, source, course, rows):
    with inside():
        assert publish(source, course).number == 1
    assert len(rows(Edition)) == 1


def test_another_revision_is_the_next(inside, source, course, rows, cast, clock):
    with inside():
        edition = publish(changed(source), course, by=cast.chantal)
        assert (edition.number, edition.published_by, edition.published_at) == (2, cast.chantal, clock())
        assert newest(COURSE).number == 2
        assert newest("no-such") is None


def test_its_files_are_stored_once_and_come_back(inside, source, course, rows):
    before = len(rows(StoredFile))
    with inside():
        edition = publish(changed(source), course)
        assert edition.files() == changed(source).files
    assert len(rows(StoredFile)) == before + 1
    assert len(rows(EditionFile)) == 2 * len(source.files)


def test_two_who_store_the_same_bytes_at_once_both_succeed(inside, source, course, rows):
    text = b"\nThe same words in two courses.\n"
    done = []

    def publish_another():
        with inside():
            publish(Source("other", changed(source, text).files), replace(course, slug="other"))
        done.append("other")

    another = threading.Thread(target=publish_another)
    with inside():
        publish(changed(source, text), course)
        another.start()
        another.join(0.5)
        assert another.is_alive()
    another.join(10)
    assert done == ["other"]
    assert len(rows(StoredFile, StoredFile.content == changed(source, text).files["01-the-log.md"])) == 1
    assert len(rows(Edition)) == 3


def test_going_back_to_an_older_revision_is_a_new_edition(inside, source, course):
    with inside():
        publish(changed(source), course)
        assert publish(source, course).number == 3


def test_the_shelf_shows_the_edition_in_force(app, inside, source, course):
    with app.app_context():
        assert shelf.course(COURSE).edition == 1
    title = replace(course, code="TEST-2")
    with inside():
        publish(changed(source), title)
    with app.app_context():
        assert (shelf.course(COURSE).edition, shelf.course(COURSE).course.code) == (2, "TEST-2")
        assert shelf.courses()[COURSE].edition == 2
        assert shelf.edition(COURSE, 1).code == "TEST-1"


def test_what_was_never_published_is_not_there(app):
    with app.app_context():
        for ask in (lambda: shelf.course("no-such"), lambda: shelf.edition(COURSE, 99)):
            with pytest.raises(NotFound):
                ask()


def test_courses_stand_by_code(app, inside, source, course):
    for code in ("B-1", "A-1"):
        other = replace(course, slug=code.lower(), code=code)
        with inside():
            publish(Source(other.slug, source.files), other)
    with app.app_context():
        assert [shelved.course.code for shelved in shelf.courses().values()] == ["A-1", "B-1", "TEST-1"]


def test_an_edition_of_an_older_compiler_is_compiled_anew(app, inside, source, course):
    with inside() as session:
        edition = publish(changed(source, b"\nWritten for an older compiler.\n"), course)
        edition.compiled, edition.compiler_version = "{}", 0
        session.flush()
    with app.app_context():
        compiled = shelf.course(COURSE).course
    assert "Written for an older compiler." in dump(compiled)
    assert "Written for an older compiler." not in dump(course)


def test_one_that_no_longer_compiles_is_told_plainly(app, inside, source, course):
    with inside() as session:
        edition = publish(changed(source, b"\n::: question\n"), course)
        edition.compiled, edition.compiler_version = "{}", 0
        session.flush()
    with app.app_context(), pytest.raises(RuntimeError, match="edition 2 of test-course no longer compiles"):
        shelf.course(COURSE)


def test_a_worker_keeps_so_many_older_ones_and_no_more(app, inside, source, course, monkeypatch):
    monkeypatch.setattr(shelf, "_OLDER", 1)
    monkeypatch.setattr(shelf, "_loaded", {})
    for number in range(4):
        with inside():
            publish(changed(source, b"\n" * (number + 1)), course)
        with app.app_context():
            shelf.course(COURSE)
    assert sorted(shelved.edition for shelved in shelf._loaded.values()) == [4, 5]


@pytest.fixture
def others(inside, source, course):
    """Two courses more, each in two editions."""
    for slug in ("other-a", "other-b"):
        for files in (source.files, changed(source).files):
            with inside():
                publish(Source(slug, files), replace(course, slug=slug))
    return ("other-a", "other-b")


def test_a_worker_keeps_all_that_are_in_force(app, others, statements, monkeypatch):
    monkeypatch.setattr(shelf, "_OLDER", 1)
    monkeypatch.setattr(shelf, "_loaded", {})
    with app.app_context():
        shelf.courses()
        for slug in others:
            shelf.edition(slug, 1)
    with app.app_context(), statements() as sent:
        assert len(shelf.courses()) == 3
        shelf.edition(others[1], 1)
        shelf.edition(others[1], 1)  # the same request asks once
    assert len(sent) == 2
    assert len(shelf._loaded) == 4


def test_nobody_waits_for_another_course_to_be_compiled_anew(app, inside, others, monkeypatch):
    monkeypatch.setattr(shelf, "_loaded", {})
    compile_course, beside = shelf.compile_course, []

    def read_another():
        with app.app_context():
            beside.append(shelf.course(others[1]).edition)

    def compile_beside_a_reader(source):
        reader = threading.Thread(target=read_another)
        reader.start()
        reader.join(5)
        assert beside == [2]
        return compile_course(source)

    monkeypatch.setattr(shelf, "compile_course", compile_beside_a_reader)
    with inside() as session:
        session.execute(
            sa.update(Edition).where(Edition.course == others[0]).values(compiled="{}", compiler_version=0)
        )
    with app.app_context():
        assert shelf.course(others[0]).edition == 2
