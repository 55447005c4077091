"""The database: engine settings, types that refuse mistakes, and the one place that commits.

Every request and command begins read-only. What changes something calls `begin_write()` first; the commit
comes at the end of a successful request or command, before the answer leaves, and nowhere else.

    read_rows(statement)      a select in the transaction that is open
    begin_write()             begins the write transaction, or goes on with the one that is open
    begin_write_alone(key)    the same, and nobody else is in theirs under that key
    end_read()                gives the connection back before slow work
    end_write(success)        commits or rolls back; requests and commands call it, nobody else
    write_transaction()       a command's work as a block
    own_transaction()         a short one beside the request's, as for tries that are counted
"""

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, Response, current_app
from flask_migrate import Migrate, upgrade
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from lms.config import is_here

MIGRATIONS = str(Path(__file__).parent / "migrations")
BUSY_MS = 10_000
IN_MEMORY = "sqlite://"

# What a session's info holds while a request or command runs.
WRITING = "writing"  # True once the write transaction has begun; until then it only reads
CONNECTION = "connection"  # that of the open transaction, for read_prepared
LEFT = "left"  # what is left for the last thing before the commit
AFTER_COMMIT = "after_commit"  # what is done once the changes are safe, in order

# The key in app.extensions of what is checked when a write transaction has begun.
ON_BEGIN_WRITE = "on_begin_write"
BEFORE_COMMIT = "before_commit"

# The option of a connection that says whether its next transaction writes; on SQLite the driver's connection
# notes what it was last set to.
WRITES_OPTION = "lms_writing"
WRITES = "writes"


class Instant(sa.types.TypeDecorator[datetime]):
    """A moment in UTC. Refuses naive values, because SQLite would drop an offset without a word."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an Instant needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def new_id() -> uuid.UUID:
    """An id that any machine can make without asking another."""
    return uuid.uuid4()


class Model(DeclarativeBase):
    """What all tables share: how their constraints are named, and which types their columns have."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: Instant,
        date: sa.Date,
        str: sa.Text,
        dict[str, Any]: sa.JSON,
        list[Any]: sa.JSON,
        uuid.UUID: sa.Uuid,
    }


# What a column that names a person says of the row, in its info: the row is theirs, and goes along when two
# records of a person are merged (lms.people.merging asks). A column without it only tells who did something.
BELONGS = "belongs"
BELONGS_TO = {BELONGS: True}
# What a column says in its info whose value stands in no act.
UNTOLD = {"untold": True}
# What a column says in its info that holds the id of a row of this table, without a foreign key.
HANGS_ON = "hangs_on"


class Event(Model):
    """What all event rows share: an id that any machine can make."""

    __abstract__ = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)


class Dated:
    """A mixin for what holds from a first day to a last day, both included; without a last day it is open."""

    first_day: Mapped[date]
    last_day: Mapped[date | None]

    @classmethod
    def from_day(cls, day: date | sa.BindParameter[date]) -> sa.ColumnElement[bool]:
        """Those that hold on a day or later: all that are not over."""
        return sa.or_(cls.last_day.is_(None), cls.last_day >= day)

    @classmethod
    def on(cls, day: date | sa.BindParameter[date]) -> sa.ColumnElement[bool]:
        """Those that hold on a day."""
        return sa.and_(cls.first_day <= day, cls.from_day(day))

    @classmethod
    def between(cls, first_day: date, last_day: date | None) -> sa.ColumnElement[bool]:
        """Those that hold on one of these days or more; without a last day, on the first or later."""
        if last_day is None:
            return cls.from_day(first_day)
        return sa.and_(cls.first_day <= last_day, cls.from_day(first_day))


# Both engines know how to insert what may be there already, each by its own statement.
INSERTS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}

db = SQLAlchemy(metadata=Model.metadata)
migrate = Migrate()


class WritingWhileReading(RuntimeError):
    """A change was attempted in a request that only reads."""


def read_rows(statement: Any, **values: Any) -> sa.Result[Any]:
    """Runs a select in the request's transaction; `values` fill its bind parameters."""
    return db.session.execute(statement, values)


def read_prepared(statement: Any, **values: Any) -> sa.CursorResult[Any]:
    """Runs a select of columns that was built once, at import; `values` fill its bind parameters.

    It runs past the ORM, for what every page asks: building such a statement costs more than running it, and
    there are no objects to keep.
    """
    session = db.session()
    connection = session.info.get(CONNECTION)
    if connection is None or connection.closed:
        connection = session.connection()
        session.info[CONNECTION] = connection
    return connection.execute(statement, values)


def begin_write() -> Session:
    """The session, in this request's write transaction, begun by the first call.

    What was read before is read anew inside it. On SQLite it begins IMMEDIATE: a reading transaction that
    turns to writing after another's commit would fail at once, whatever the time-out.
    """
    session = db.session()
    if not session.info.get(WRITING):
        # First, since a transaction cannot turn from reading to writing: what was read is stale from here on.
        session.rollback()
        session.info[WRITING] = True
        session.connection(execution_options={WRITES_OPTION: True})
        _check_begun()
    return session


def begin_write_alone(key: str) -> Session:
    """As begin_write, and whoever begins under the same key waits until this transaction ends.

    SQLite has one writer at a time; PostgreSQL queues at a lock named by the key.
    """
    session = begin_write()
    if wait_for_turn(session, key):
        # What held before the wait may hold no more.
        _check_begun()
    return session


def wait_for_turn(session: Session, key: str) -> bool:
    """Waits until nobody else's transaction holds the key, and holds it to the end; whether it had to ask.

    On SQLite a transaction that writes is the only one.
    """
    if session.get_bind().dialect.name != "postgresql":
        return False
    session.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(key, 0))))
    return True


def before_commit(app: Flask, act: Callable[[Session, list[Any]], None]) -> None:
    """Has `act` called as the last thing of a write transaction that succeeds, with what was left for it."""
    app.extensions[BEFORE_COMMIT] = act


def leave_for_commit(thing: object) -> None:
    """Leaves something for what is done before the commit; what fails leaves nothing."""
    begin_write().info.setdefault(LEFT, []).append(thing)


def on_begin_write(app: Flask, check: Callable[[], None]) -> None:
    """Has `check` called whenever somebody's turn to write has come; it raises where they may no more."""
    app.extensions[ON_BEGIN_WRITE] = check


def _check_begun() -> None:
    check = current_app.extensions.get(ON_BEGIN_WRITE)
    if check is not None:
        check()


def end_read() -> None:
    """Ends the read transaction and gives its connection back, before slow work or a transaction beside it.

    What was read stays readable; to be changed it is looked up anew.
    """
    session = db.session()
    if not session.info.get(WRITING):
        session.close()


def after_commit(act: Callable[[], object]) -> None:
    """Has act done once this request's changes are safe (mail goes out only then)."""
    db.session().info.setdefault(AFTER_COMMIT, []).append(act)


def end_write(success: bool) -> list[Callable[[], object]]:
    """Ends the write transaction, if there is one: the one place that commits.

    Returns what waited for the commit, for the caller to do; nothing waits for what was rolled back.
    """
    session = db.session()
    if not session.info.get(WRITING):
        return []
    try:
        if success:
            _finish(session)
            session.commit()
        else:
            session.rollback()
    finally:
        session.info.pop(WRITING)
        session.info.pop(LEFT, None)
        acts = session.info.pop(AFTER_COMMIT, [])
    return acts if success else []


def _finish(session: Session) -> None:
    left = session.info.pop(LEFT, [])
    if left:
        current_app.extensions[BEFORE_COMMIT](session, left)


@contextmanager
def write_transaction() -> Iterator[Session]:
    """A command's work: committed when the block ends, undone when it raises."""
    try:
        yield begin_write()
    except BaseException:
        end_write(success=False)
        raise
    for act in end_write(success=True):
        act()


@contextmanager
def own_transaction() -> Iterator[Connection]:
    """A short write transaction beside that of the request, which may be rolled back.

    Never inside the request's own: SQLite has one writer at a time, and they would wait for each other.
    """
    writer = db.engine.execution_options(**{WRITES_OPTION: True})
    with writer.begin() as connection:
        yield connection


def _after_request(response: Response) -> Response:
    """Commits, or rolls back what an answer of failure has begun.

    What waits for the commit is done when the answer has left, so that it keeps no reader waiting.
    """
    succeeded = response.status_code < 400
    try:
        acts = end_write(succeeded)
    except DBAPIError as error:
        # The answer says what a failure before the commit would: that nothing was changed, and why.
        return current_app.make_response(current_app.handle_user_exception(error))
    if acts:
        # When the answer has left, its context is gone: the acts get one of their own.
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        response.call_on_close(lambda: _run_all(app, acts))
    return response


def _run_all(app: Flask, acts: list[Callable[[], object]]) -> None:
    with app.app_context():
        for act in acts:
            act()


def _engine_options(url: str, threads: int) -> dict[str, Any]:
    """A connection for each thread, and as many for the short transactions of throttling beside them."""
    options: dict[str, Any] = {"pool_size": threads, "max_overflow": threads}
    if url == IN_MEMORY:
        options = {}  # one connection, or each would have a database of its own
    options["hide_parameters"] = True  # an error that is logged tells no value: names, addresses
    if url.startswith("sqlite"):
        # Without an isolation level the driver begins nothing by itself; _on_begin does.
        return {**options, "connect_args": {"timeout": BUSY_MS / 1000, "isolation_level": None}}
    return {**options, "pool_pre_ping": True, "connect_args": encryption_of(make_url(url))}


def encryption_of(url: URL) -> dict[str, str]:
    """What a connection to PostgreSQL insists on: encryption, where the database is on another machine.

    The driver would ask for it and go on without. Where the URL or the driver's own variable says something,
    as that the server's certificate is checked too, that holds.
    """
    host = str(url.host or url.query.get("host", ""))
    is_socket = host == "" or host.startswith("/")
    is_elsewhere = not is_socket and not is_here(host)
    is_said = "sslmode" in url.query or "PGSSLMODE" in os.environ
    return {"sslmode": "require"} if is_elsewhere and not is_said else {}


def _on_connect_sqlite(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
        connection.execute(f"PRAGMA {pragma}")


def _on_connect_postgresql(connection: Any, _record: Any) -> None:
    """Whoever waits for another's lock gives up after as long as on SQLite."""
    connection.execute(f"SET lock_timeout = {BUSY_MS}")
    connection.commit()


def _on_begin(connection: Connection) -> None:
    """Begins read-only or, where the option says so, to write: on SQLite IMMEDIATE.

    It goes to the driver, below the cursor, so that it counts as no query; and so its errors, such as that
    the database is locked, are given the class that SQLAlchemy gives all others.
    """
    writes = connection.get_execution_options().get(WRITES_OPTION, False)
    driver_error = connection.dialect.loaded_dbapi.Error
    try:
        _begin(connection, writes)
    except driver_error as error:
        raise DBAPIError.instance("BEGIN", None, error, driver_error, dialect=connection.dialect) from error


def _begin(connection: Connection, writes: bool) -> None:
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite":
        driver.read_only = not writes
        return
    state = connection.connection.info
    if state.get(WRITES) is not writes:
        query_only = "OFF" if writes else "ON"
        driver.execute(f"PRAGMA query_only={query_only}")
        state[WRITES] = writes
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def _before_flush(session: Session, *_: object) -> None:
    if session.info.get(WRITING):
        return
    if session.new or session.dirty or session.deleted:
        raise WritingWhileReading("call begin_write() before changing anything")


event.listen(db.session, "before_flush", _before_flush)


def connect(app: Flask, url: str, threads: int) -> None:
    """Binds the database at url to the application, whose workers have so many threads."""
    file = make_url(url).database if url.startswith("sqlite:///") else None
    if file:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        _hide(Path(file))
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(url, threads)
    db.init_app(app)
    migrate.init_app(app, db, directory=MIGRATIONS, render_as_batch=True)
    app.after_request(_after_request)
    with app.app_context():
        _listen(db.engine)


def _hide(file: Path) -> None:
    """Takes a database that every user of the machine may read from all but its own user.

    Versions before made it so. SQLite makes the files beside it as the database is.
    """
    for one in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        # Another user, who only reads it, cannot change that; and -wal may go at any moment.
        with suppress(FileNotFoundError, PermissionError):
            mode = one.stat().st_mode
            if mode & 0o007:
                one.chmod(mode & ~0o077)


def _listen(engine: Engine) -> None:
    on_connect = _on_connect_sqlite if engine.dialect.name == "sqlite" else _on_connect_postgresql
    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", _on_begin)


def migrate_to_newest() -> None:
    """Brings the schema to this version's (used by `lms init`, `lms demo` and `lms serve`).

    Where it is there already, nothing begins to write.
    """
    with db.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current != ScriptDirectory(MIGRATIONS).get_current_head():
        upgrade(directory=MIGRATIONS)
