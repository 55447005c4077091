"""The oldest Python that is promised: it is the same wherever it is said, and nothing needs a newer one."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VERMIN = Path(sys.executable).with_name("vermin")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
OLDEST = PROJECT["project"]["requires-python"].removeprefix(">=")
MINOR = OLDEST.rpartition(".")[0]
FILES = [
    *(path for folder in ("lms", "tests", "bench") for path in sorted((ROOT / folder).rglob("*.py"))),
    ROOT / "wsgi.py",
]
OURS = [path for path in FILES if "node_modules" not in path.parts]

# What later releases of 3.11 added to the standard library of 3.11.2, by name alone, so that it is found on
# any object. vermin misses it: it counts minor versions, and seldom knows what a method is called on.
GAINED_NAMES = {
    "ALLOW_MISSING",
    "AbsoluteLinkError",
    "AbsolutePathError",
    "FilterError",
    "GetReparseDeferralEnabled",
    "HeaderWriteError",
    "LinkFallbackError",
    "LinkOutsideDestinationError",
    "OutsideDestinationError",
    "SetReparseDeferralEnabled",
    "SpecialFileError",
    "data_filter",
    "extraction_filter",
    "fully_trusted_filter",
    "pickle_by_enum_name",
    "pickle_by_global_name",
    "tar_filter",
    "verify_generated_headers",
}
# The same for arguments of functions that were there before.
GAINED_ARGUMENTS = {
    ("extract", "filter"),
    ("extractall", "filter"),
    ("unpack_archive", "filter"),
    ("getaddresses", "strict"),
    ("parseaddr", "strict"),
}


def gained(text: str) -> Iterator[str]:
    """What a text uses that came after the promised release, each with its line.

    To set an attribute that the promised release doesn't know is no use of it.
    """
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and node.attr in GAINED_NAMES:
            yield f"{node.lineno}: {node.attr}"
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name in GAINED_NAMES:
                    yield f"{node.lineno}: {alias.name}"
        elif isinstance(node, ast.Call):
            function = (
                node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            )
            for keyword in node.keywords:
                if (function, keyword.arg) in GAINED_ARGUMENTS:
                    yield f"{node.lineno}: {function}({keyword.arg}=)"


def newer_than_minor(*paths: Path) -> list[str]:
    """What files use that a later minor version brought, a line each, as vermin words it."""
    output = ("--violations", "--no-tips", "--format", "parsable")
    reading = ("--eval-annotations", "--no-parse-comments")
    command = [VERMIN, f"--target={MINOR}-", *output, *reading, *paths]
    done = subprocess.run(command, capture_output=True, text=True)
    assert not done.stderr, done.stderr
    assert done.returncode in (0, 1), done.stdout
    return done.stdout.splitlines() if done.returncode else []


def test_the_promise_is_the_same_everywhere():
    texts = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    said = {text.name: re.findall(r"Python (3[\d.]*\d) or newer", text.read_text("utf-8")) for text in texts}
    assert said["README.md"] == [OLDEST]
    assert said["administrators.md"] == [OLDEST]
    assert {version for versions in said.values() for version in versions} == {OLDEST}
    assert PROJECT["tool"]["ruff"]["target-version"] == "py" + MINOR.replace(".", "")
    assert PROJECT["tool"]["mypy"]["python_version"] == MINOR


def test_the_tables_are_of_the_promised_release():
    assert OLDEST == "3.11.2", (
        "GAINED_NAMES and GAINED_ARGUMENTS say what 3.11.2 lacks: bring them up to the promise"
    )


def test_nothing_of_a_later_patch_release():
    assert len(OURS) > 100
    found = [f"{path}:{line}" for path in OURS for line in gained(path.read_text("utf-8"))]
    assert found == []


def test_nothing_of_a_later_minor_version():
    assert newer_than_minor(*OURS) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("archive.extractall(folder, filter='data')", "1: extractall(filter=)"),
        ("from shutil import unpack_archive\nunpack_archive(it, filter='tar')", "2: unpack_archive(filter=)"),
        ("import tarfile\ntarfile.data_filter(member, folder)", "2: data_filter"),
        ("from email.errors import HeaderWriteError", "1: HeaderWriteError"),
    ],
)
def test_a_later_patch_release_is_found(text: str, found: str):
    assert list(gained(text)) == [found]


@pytest.mark.parametrize(
    "text", ["archive.extractall(folder)", "archive.extraction_filter = None", "list(filter(None, values))"]
)
def test_what_the_promised_release_has_is_left_alone(text: str):
    assert list(gained(text)) == []


def test_a_later_minor_version_is_found(tmp_path: Path):
    newer = tmp_path / "newer.py"
    newer.write_text("import itertools\n\nprint(itertools.batched('ab', 1))\n")
    found = newer_than_minor(newer)
    assert any("newer.py:3:" in line and "itertools.batched" in line for line in found), found
