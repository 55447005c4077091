"""Finding a browser: one that is named, one that is installed, the one that npm brought; else a failure."""

from pathlib import Path

import pytest

from tests.browser import chromium


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without any browser."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "INSTALLED", tmp_path / "chromium")
    monkeypatch.setattr(chromium, "PACKED", tmp_path / "packed")
    monkeypatch.setattr(chromium, "UNPACKED", tmp_path / "unpacked")
    return tmp_path


def program(path: Path) -> Path:
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_none_is_a_failure_that_says_what_to_install(bare: Path):
    with pytest.raises(chromium.NoBrowser, match=r"tests/npm[^$]+apt-get install chromium"):
        chromium.find.__wrapped__()


def test_a_named_one_comes_first(bare: Path, monkeypatch: pytest.MonkeyPatch):
    program(bare / "chromium")
    monkeypatch.setenv("CHROMIUM", str(program(bare / "mine")))
    assert chromium.find.__wrapped__().program == bare / "mine"


def test_a_named_one_that_cannot_be_run_is_refused(bare: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CHROMIUM", str(bare / "nothing"))
    with pytest.raises(chromium.NoBrowser, match="CHROMIUM names"):
        chromium.find.__wrapped__()


def test_an_installed_one_comes_second(bare: Path):
    program(bare / "chromium")
    assert chromium.find.__wrapped__().program == bare / "chromium"
