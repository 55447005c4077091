"""Zips: the files in one, read with every care that a stranger's zip asks for. Pure."""

import io
import stat
import zipfile
import zlib
from dataclasses import dataclass, field

from lms.authoring.draft.limits import MOST_BYTES, MOST_FILES
from lms.courses.problems import Place, Problem
from lms.courses.source import LARGEST

# Each entry in a zip's list begins so: counting them is cheap, reading a list of millions is not.
ENTRY = b"PK\x01\x02"
# Flags of an entry.
ENCRYPTED = 0x1
NAMED_IN_UTF8 = 0x800
# What every system's own "compress" makes. Python unpacks only these bit by bit: other methods give all of
# an entry at once, and a few hundred bytes may be gigabytes.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, IndexError, OverflowError)


class Refused(Exception):
    """Nothing of what was sent can be used; the problem says why, and how to mend it."""

    def __init__(self, code: str, name: str, **values: object) -> None:
        super().__init__(code)
        self.problem = Problem(code, Place(name), values)


@dataclass(slots=True)
class Entries:
    """The files in a zip by name, in its order; and the names that are links or devices and no files."""

    files: list[tuple[str, bytes]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def entries_of(name: str, content: bytes) -> Entries:
    """What is in a zip. Raises Refused for one that is broken, locked or too large."""
    if not content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise Refused("upload-no-zip", name)
    if content.count(ENTRY) > MOST_FILES:
        raise Refused("upload-too-many", name, most=MOST_FILES)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive, name)
    except NotImplementedError as why:
        raise Refused("upload-zip-method", name) from why
    except BROKEN as why:
        raise Refused("upload-zip-broken", name) from why


def _read(archive: zipfile.ZipFile, name: str) -> Entries:
    listed = [info for info in archive.infolist() if not info.is_dir()]
    if any(info.flag_bits & ENCRYPTED for info in listed):
        raise Refused("upload-encrypted", name)
    if any(info.compress_type not in METHODS for info in listed):
        raise Refused("upload-zip-method", name)
    # No more comes out of an entry than the list says, and no more of it is read than a file may have.
    if sum(min(info.file_size, LARGEST + 1) for info in listed) > MOST_BYTES:
        raise Refused("upload-too-much", name, most=MOST_BYTES // 1_000_000)
    entries = Entries()
    for info in listed:
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            entries.links.append(_name(info))
            continue
        with archive.open(info) as stream:
            entries.files.append((_name(info), stream.read(LARGEST + 1)))
    return entries


def _name(info: zipfile.ZipInfo) -> str:
    """The name in a zip. Some programs write UTF-8 without saying so, which then reads as line drawings."""
    if info.flag_bits & NAMED_IN_UTF8:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.orig_filename
