"""The database: types that refuse mistakes, one place that commits, and reading that only reads."""

from datetime import UTC, datetime, timedelta, timezone

import psycopg
import pytest
import sqlalchemy as sa

from lms.database import (
    Instant,
    WritingWhileReading,
    _engine_options,
    begin_write,
    db,
    encryption_of,
    end_read,
    end_write,
    read_rows,
    write_transaction,
)
from lms.people.person import Person
from lms.web.throttle import Tries
from tests.conftest import test_settings as settings_for

EAST = timezone(timedelta(hours=3))


def test_an_instant_refuses_what_has_no_zone(app):
    with pytest.raises(ValueError, match="time zone"):
        Instant().process_bind_param(datetime(2026, 11, 16), sa.create_engine("sqlite://").dialect)


def test_an_instant_comes_back_the_same(app, inside, rows):
    moment = datetime(2026, 11, 16, 23, 30, tzinfo=EAST)
    with inside() as session:
        session.add(Tries(key="a", since=moment, tried=1))
    (row,) = rows(Tries)
    assert row.since == moment
    assert row.since.tzinfo is UTC


def change_and_fail(cast):
    with write_transaction() as session:
        session.get(Person, cast.awa).name = "Changed"
        session.flush()
        raise RuntimeError


def test_a_command_that_fails_changes_nothing(app, rows, cast):
    with app.app_context(), pytest.raises(RuntimeError):
        change_and_fail(cast)
    assert rows(Person, Person.id == cast.awa)[0].name == "Awa Diallo"


def test_a_change_without_writing_is_refused(app, cast):
    with app.app_context():
        db.session.get(Person, cast.awa).name = "Changed"
        with pytest.raises(WritingWhileReading):
            db.session.flush()


def test_writing_begins_once(app):
    with app.app_context():
        assert begin_write() is begin_write()


def test_what_was_read_before_is_read_anew_in_the_write(app, cast, inside):
    with app.app_context():
        person = db.session.get(Person, cast.awa)
        other = sa.create_engine(app.config["SQLALCHEMY_DATABASE_URI"])
        with other.begin() as connection:
            connection.execute(sa.update(Person).where(Person.id == cast.awa).values(name="Awa Traoré"))
        other.dispose()
        begin_write()
        assert person.name == "Awa Traoré"


@pytest.mark.parametrize("threads", [1, 32])
def test_each_thread_has_a_connection_and_one_beside_it(store, threads):
    from lms import create_app

    app = create_app(settings_for(store.url, threads=threads))
    with app.app_context():
        assert (db.engine.pool.size(), db.engine.pool._max_overflow) == (threads, threads)
        db.engine.dispose()


def test_letting_go_gives_the_connection_back_and_keeps_what_was_read(app, cast):
    with app.app_context():
        person = db.session.get(Person, cast.awa)
        assert db.engine.pool.checkedout() == 1
        end_read()
        assert db.engine.pool.checkedout() == 0
        assert person.name == "Awa Diallo"


def test_what_is_being_changed_is_not_let_go(app, cast):
    with app.app_context():
        begin_write().get(Person, cast.awa).name = "Changed"
        end_read()
        assert begin_write().get(Person, cast.awa).name == "Changed"
        end_write(success=False)


def test_foreign_keys_hold(app, inside, cast):
    with pytest.raises(sa.exc.IntegrityError), inside() as session:
        session.execute(sa.delete(Person).where(Person.id == cast.awa))


def test_sqlite_keeps_what_it_acknowledged(app, engine):
    if engine != "sqlite":
        pytest.skip("the settings of the other engine are its own")
    with app.app_context():
        pragmas = {
            name: read_rows(sa.text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.parametrize(
    ("place", "mode"),
    [
        ("lms:pass@db.example/lms", "require"),
        ("lms@10.0.0.5:5433/lms", "require"),
        ("lms@db.example/lms?sslmode=verify-full", None),
        ("lms@db.example/lms?sslmode=disable", None),
        ("lms@localhost/lms", None),
        ("lms@127.0.0.1/lms", None),
        ("lms@[::1]/lms", None),
        ("/lms", None),
        ("/lms?host=/var/run/postgresql", None),
        ("/lms?host=db.example", "require"),
    ],
)
def test_a_database_elsewhere_is_spoken_to_encrypted(monkeypatch, place, mode):
    url = sa.make_url(f"postgresql+psycopg://{place}")
    monkeypatch.delenv("PGSSLMODE", raising=False)
    assert encryption_of(url).get("sslmode") == mode
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    assert encryption_of(url) == {}


def test_an_engine_insists_on_it(monkeypatch):
    asked = {}

    def refuse(**given):
        asked.update(given)
        raise psycopg.OperationalError

    monkeypatch.delenv("PGSSLMODE", raising=False)
    monkeypatch.setattr(psycopg, "connect", refuse)
    url = "postgresql+psycopg://lms@db.example/lms"
    engine = sa.create_engine(url, **_engine_options(url, 4))
    with pytest.raises(sa.exc.OperationalError):
        engine.connect()
    assert (asked["host"], asked["sslmode"]) == ("db.example", "require")


def test_an_error_says_no_value_that_was_sent(app):
    with app.app_context(), pytest.raises(sa.exc.DBAPIError) as error:
        db.session.execute(sa.text("SELECT :name FROM no_such_table"), {"name": "Awa Diallo"})
    assert "Awa" not in str(error.value)
