"""Libraries: each is listed with version and hash, and comes from nowhere else."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def name_of(requirement: str) -> str:
    match = re.match(r"[\w.-]+", requirement)
    assert match, requirement
    return match[0].lower().replace(".", "-").replace("_", "-")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_library_is_listed_with_its_hash(lock: str):
    text = (ROOT / lock).read_text("utf-8")
    entries = [entry for entry in re.split(r"^(?=[a-z])", text, flags=re.MULTILINE) if entry[:1].isalpha()]
    assert entries
    for entry in entries:
        assert re.match(r"[\w.-]+(\[\w+\])?==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry
    assert not re.search(r"https?://|--(?:extra-)?index-url|--find-links", text)
    assert {name_of(one) for one in PROJECT["dependencies"]} <= {name_of(entry) for entry in entries}


def test_nothing_without_its_hash_is_installed():
    assert "--require-hashes" in (ROOT / "Makefile").read_text("utf-8")
