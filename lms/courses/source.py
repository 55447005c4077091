"""The only room that opens course files: from a folder, or files handed over, to a compiled course."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lms.courses.advice.pictures import LARGEST, TYPES, suffix_of
from lms.courses.course import Course
from lms.courses.problems import Problem

# What translators accepted, written by the platform.
ACCEPTED = "translations.json"
TEXTS = (".md", ".markdown", ".txt")
# Files that explain a folder to people and are no part of the course.
ASIDE = ("readme", "license", "licence", "changelog", "notice")


@dataclass(frozen=True, slots=True)
class Source:
    """The files of a course as they are, by their path in its folder, with / on every system."""

    slug: str
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Compiled:
    """The course, unless there is an error, and every problem found."""

    course: Course | None
    problems: tuple[Problem, ...]


def read_folder(path: Path) -> Source:
    """The texts and pictures of a folder. Hidden files, links elsewhere and all other files are left out."""
    files: dict[str, bytes] = {}
    for file in sorted(path.rglob("*")):
        parts = file.relative_to(path).parts
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
    if suffix_of(name) in TYPES or name == ACCEPTED:
        return True
    return "/" not in name and suffix_of(name) in TEXTS and name.split(".")[0].lower() not in ASIDE


def compile_course(source: Source) -> Compiled:
    """The course in these files and all problems, errors and warnings, ordered by file and line."""
    # Only here: a worker that shows courses never needs what reads them.
    from lms.courses.compiling.compiler import compile_source

    return compile_source(source)


def find_problems(source: Source) -> tuple[Problem, ...]:
    """The problems that compiling these files would tell, without the course."""
    from lms.courses.compiling.compiler import problems_of

    return problems_of(source)


def revision(source: Source) -> str:
    """The name of this state of the files: the same for the same files, on every machine."""
    return revision_of({name: hashlib.sha256(it).hexdigest() for name, it in source.files.items()})


def revision_of(names: Mapping[str, str]) -> str:
    """As `revision`, of files by the SHA-256 of their bytes."""
    total = hashlib.sha256()
    for path, sha256 in sorted(names.items()):
        total.update(f"{sha256}  {path}\n".encode())
    return total.hexdigest()


def read_text(content: bytes) -> str | None:
    """The text of a file with plain line ends and without a byte order mark; None when it is not UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    # UTF-16 without a mark decodes too, with a zero after each letter.
    return None if "\0" in text else text.replace("\r\n", "\n").replace("\r", "\n")


def unreadable(content: bytes) -> tuple[str, int, int]:
    """What keeps a file from being read as a text: a code, and line and column of the first such letter."""
    code = "not-utf8"
    try:
        before = content.decode("utf-8-sig").split("\0")[0]
        # In UTF-16 every other byte is zero; a few among letters are a slip of whatever wrote the file.
        if content.count(b"\0") * 3 < len(content):
            code = "zero-character"
    except UnicodeDecodeError as wrong:
        before = wrong.object[: wrong.start].decode("utf-8-sig", "replace")
    plain = before.replace("\r\n", "\n").replace("\r", "\n").split("\0")[0]
    return code, plain.count("\n") + 1, len(plain) - (plain.rfind("\n") + 1) + 1
