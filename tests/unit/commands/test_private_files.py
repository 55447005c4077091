"""What the site writes can be read by its own user alone: hashes, codes and the key stand in it."""

import os
import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import lms as house
from lms.config import Settings
from tests.unit.commands.conftest import Lms


@pytest.fixture(autouse=True)
def easy() -> Iterator[None]:
    """A shell whose files everybody may read, as most are."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    """The mode of each file and folder in a folder, and its own."""
    return {
        str(path.relative_to(folder)): oct(stat.S_IMODE(path.stat().st_mode))
        for path in (folder, *folder.rglob("*"))
    }


def test_a_new_installation_s_files_are_its_own(lms: Lms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    url = f"sqlite:///{tmp_path / 'var' / 'lms' / 'lms.sqlite'}"
    folder = tmp_path / "var"
    monkeypatch.setattr("lms.commands.serving.run", lambda _app, _address: None)
    words = ("--name", "Élodie Rakotobe", "--sign-in-name", "erako")
    assert lms("init", *words, LMS_DATABASE_URL=url).exit_code == 0
    with closing(sqlite3.connect(folder / "lms" / "lms.sqlite")) as reader:
        # As long as it is read, the files beside it stay.
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        for verb in (["invite", "erako"], ["tend"], ["serve"]):
            assert lms(*verb, LMS_DATABASE_URL=url).exit_code == 0
        found = modes(folder)
        assert len(found) == 5
        assert found == {
            ".": "0o700",
            "lms": "0o700",
            "lms/lms.sqlite": "0o600",
            "lms/lms.sqlite-wal": "0o600",
            "lms/lms.sqlite-shm": "0o600",
        }


def test_a_demonstration_s_key_is_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = tmp_path / "house"
    root.mkdir()
    (root / "lms").symlink_to(house.ROOT / "lms")
    monkeypatch.setattr(house, "ROOT", root)
    app = house.create_app(Settings(demo=True, database_url=f"sqlite:///{tmp_path / 'lms.sqlite'}"))
    assert len(app.config["SECRET_KEY"]) == 64
    assert modes(root / "instance") == {".": "0o700", "demo.key": "0o600"}


def test_the_manual_s_backup_is_its_own():
    """Its shell writes that file, with the mode of its own files."""
    manual = (house.ROOT / "docs" / "administrators.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^.*\.backup .*$", manual, re.MULTILINE)
    assert command.startswith("(umask 077; sqlite3 ")


@pytest.mark.parametrize(("before", "after"), [(0o644, "0o600"), (0o664, "0o600"), (0o640, "0o640")])
def test_an_older_installation_s_database_is_shut(lms: Lms, tmp_path: Path, before: int, after: str):
    """Who lets a group read it has their reasons, as for backups."""
    database = tmp_path / "lms.sqlite"
    assert lms("init", "--name", "Élodie Rakotobe", "--sign-in-name", "erako").exit_code == 0
    for file in (database, Path(f"{database}-wal")):
        file.touch()
        file.chmod(before)
    assert lms("invite", "erako").exit_code == 0
    assert modes(tmp_path)["lms.sqlite"] == after
