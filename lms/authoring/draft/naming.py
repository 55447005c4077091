"""Naming: what a file of a course may be called, however it comes into the draft. Pure."""

import re
import unicodedata
from collections.abc import Iterable

from lms.authoring.draft.starter import slug_of
from lms.courses.names import read_name
from lms.courses.reading.settings import LANGUAGE

LONGEST = 200
# Addresses of authoring, which a course's address would hide.
RESERVED_SLUGS = frozenset({"how-to-write", "new", "upload", "remarks", "import", "translations"})
# What Windows refuses in a name, and what no screen shows.
ODD = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def composed(name: str) -> str:
    """A name with its accents in one form: some computers write a letter and its accent as two."""
    return unicodedata.normalize("NFC", name)


def may_be_named(path: str) -> bool:
    """Whether a file may have this path: one that leads nowhere else, and that every computer can keep."""
    return fault_of(path) is None and path == composed(path)


def nearest_name(paths: Iterable[str], old: str, new: str) -> str:
    """The name of a module that comes nearest to what was written: a number, and what can be an address.

    Without a number it has that of its old name, else the next.
    """
    whole = new.removesuffix(".md")
    stem, _, tag = whole.rpartition(".")
    if not stem or not LANGUAGE.fullmatch(tag):
        stem = whole
        tag = ""
    words = re.sub(r"^\s*[0-9]{1,4}", "", stem)
    written = re.sub(r"\D", "", stem.removesuffix(words))
    following = max(map(_number, paths), default=0) + 1
    order = int(written) if written else _number(old) or following
    suffix = f".{tag}.md" if tag else ".md"
    return f"{order:02}-{slug_of(words) or 'module'}{suffix}"


def _number(path: str) -> int:
    """The number of a module by its path; 0 for any other file."""
    name = read_name(path)
    return name.number if name else 0


def fault_of(path: str) -> str | None:
    """The code of what stands against a path; None when nothing does."""
    parts = path.split("/")
    if path.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", path):
        return "upload-outside"
    if any(part.startswith(".") for part in parts) or parts[0] == "__MACOSX":
        return "upload-hidden"
    if ODD.search(path) or len(path) > LONGEST or not path.isprintable() or not all(map(_kept, parts)):
        return "upload-name"
    return None


def _kept(part: str) -> bool:
    """Whether Windows keeps a part of a path as it is: none is empty, a device, or ends in a dot or space."""
    return bool(part) and not part.endswith((".", " ")) and not DEVICE.fullmatch(part)
