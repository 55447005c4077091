"""What the README and the page for whoever works here name is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# A path from the root, as far as it can be looked up: what stands for any name, as <room>, ends it.
PATH = re.compile(
    r"(?<![\w./-])(?:lms|tests|docs|courses|certificates|bench)/(?:[\w./-]*/(?=[\w.]*<)|[\w./-]*)"
)
PAGES = ("README.md", "docs/working-here.md")
# Written by whoever follows the README.
TO_BE_MADE = "courses/first-day"


def named(page: str) -> set[str]:
    text = (ROOT / page).read_text("utf-8")
    paths = {path.rstrip("./-") for path in PATH.findall(text)}
    return {path for path in paths if not path.startswith(TO_BE_MADE)}


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_is_named_is_there(page: str):
    paths = named(page)
    assert paths
    assert sorted(path for path in paths if not (ROOT / path).exists()) == []


def test_every_guard_is_explained():
    page = (ROOT / "docs/working-here.md").read_text("utf-8")
    guards = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests/pages").glob("test_guards_*.py")]
    assert guards
    assert sorted(guard for guard in guards if f"`{guard}`" not in page) == []
