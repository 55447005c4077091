"""The files of a course: the only place that opens them, from a folder, and what each may be.

A leaf: everything else in the room reads what this hands over.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# What translators accepted, written by the platform.
ACCEPTED = "translations.json"
TEXTS = (".md", ".markdown", ".txt")
PICTURES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
}
LARGEST = 1_000_000  # bytes of one file
# Files that explain a folder to people and are no part of the course.
ASIDE = ("readme", "license", "licence", "changelog", "notice")


@dataclass(frozen=True, slots=True)
class Source:
    """The files of a course as they are, by their path in its folder, with / on every system."""

    slug: str
    files: Mapping[str, bytes]


def read_folder(path: Path) -> Source:
    """The texts and pictures of a folder. Hidden files, links elsewhere and all other files are left out."""
    files: dict[str, bytes] = {}
    for file in sorted(path.rglob("*")):
        parts = file.relative_to(path).parts
        # Some systems take accents apart in the names of files.
        name = unicodedata.normalize("NFC", "/".join(parts))
        if any(part.startswith(".") for part in parts) or not belongs(name):
            continue
        if file.is_file() and file.resolve().is_relative_to(path.resolve()):
            with file.open("rb") as stream:
                # One byte more than is allowed tells that a file is too large, however large it is.
                files[name] = stream.read(LARGEST + 1)
    return Source(path.resolve().name, files)


def belongs(name: str) -> bool:
    """May a file of this name be part of a course: a text in the folder itself, a picture anywhere?"""
    if suffix_of(name) in PICTURES or name == ACCEPTED:
        return True
    return "/" not in name and suffix_of(name) in TEXTS and name.split(".")[0].lower() not in ASIDE


def suffix_of(path: str) -> str:
    """The ending of a file's name with its dot, in small letters; empty without one."""
    name = path.rsplit("/", 1)[-1]
    if "." not in name:
        return ""
    return "." + name.rsplit(".", 1)[1].lower()


def revision(source: Source) -> str:
    """The name of this state of the files: the same for the same files, on every machine."""
    return revision_of({path: hashlib.sha256(content).hexdigest() for path, content in source.files.items()})


def revision_of(digests: Mapping[str, str]) -> str:
    """As `revision`, of files by the SHA-256 of their bytes."""
    total = hashlib.sha256()
    for path, sha256 in sorted(digests.items()):
        total.update(f"{sha256}  {path}\n".encode())
    return total.hexdigest()


def read_text(content: bytes) -> str | None:
    """The text of a file with plain line ends and without a byte order mark; None when it is not UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    # UTF-16 without a mark decodes too, with a zero after each letter.
    return None if "\0" in text else _with_plain_line_ends(text)


def unreadable(content: bytes) -> tuple[str, int, int]:
    """What keeps a file from being read as a text: a code, and line and column of the first such letter."""
    code = "not-utf8"
    try:
        before = content.decode("utf-8-sig").split("\0")[0]
        # In UTF-16 every other byte is zero; a few among letters are a slip of whatever wrote the file.
        if content.count(b"\0") * 3 < len(content):
            code = "zero-character"
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8-sig", "replace")
    plain = _with_plain_line_ends(before).split("\0")[0]
    start_of_line = plain.rfind("\n") + 1
    return code, plain.count("\n") + 1, len(plain) - start_of_line + 1


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
