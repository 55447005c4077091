"""Naming: what a file of a course may be called, however it comes into the draft. Pure."""

import re
import unicodedata

LONGEST = 200
# What Windows refuses in a name, and what no screen shows.
ODD = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def composed(name: str) -> str:
    """A name with its accents in one form: some computers write a letter and its accent as two."""
    return unicodedata.normalize("NFC", name)


def may_be_named(path: str) -> bool:
    """Whether a file may have this path: one that leads nowhere else, and that every computer can keep."""
    return fault_of(path) is None and path == composed(path)


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
