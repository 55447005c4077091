"""Pictures: what type they are, how large, and whether an SVG is only a picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

from lms.courses.source import LARGEST, PICTURES, suffix_of

OTHER_TYPES = (".bmp", ".tif", ".tiff", ".heic", ".heif", ".avif", ".ico", ".emf", ".wmf", ".psd", ".pdf")

# No screen has a million pixels; longer figures would take long to read, or be no number at all.
LENGTH = re.compile(r"\s*([0-9]{1,6}(?:\.[0-9]{1,20})?|\.[0-9]{1,20})\s*(?:px\s*)?")
# Everything but a place in the same file, or a picture written into it.
OUTSIDE = re.compile(
    r"url\(\s*+[\"']?+(?!\s*#|\s*data:image/(?:png|jpeg|gif|webp))|@import|image-set\(|\bsrc\(|\\[0-9a-f]",
    re.IGNORECASE,
)
INSIDE = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp)[;,])", re.IGNORECASE)
ADDRESSES = {"href", "src"}
STEPS = {"to", "from", "by", "values"}
ACTIVE = {"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a picture; line and column only in an SVG, which is text."""

    code: str
    line: int | None = None
    column: int | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """The size in pixels of a sound picture; None for an SVG that does not say."""

    width: int | None
    height: int | None


def examine(path: str, content: bytes) -> Picture | Fault:
    """The picture in this file, or what is wrong with it first."""
    if len(content) > LARGEST:
        return Fault("image-too-large")
    kind = PICTURES[suffix_of(path)]
    if kind == "image/svg+xml":
        return _svg(content)
    real_kind = _raster_type(content)
    if not real_kind:
        return Fault("image-broken")
    if real_kind != kind:
        return Fault("image-type-differs", what=real_kind.removeprefix("image/").upper())
    read_size = {"image/png": _png, "image/gif": _gif, "image/jpeg": _jpeg, "image/webp": _webp}[kind]
    size = read_size(content)
    if size is None or not all(size):
        return Fault("image-broken")
    return Picture(*size)


def _raster_type(content: bytes) -> str:
    """The type that the first bytes tell; empty for none that we know."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:6] in (b"GIF87a", b"GIF89a"):
        return "image/gif"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return "image/webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


def _big_endian(content: bytes, start: int, length: int) -> int:
    return int.from_bytes(content[start : start + length], "big")


def _little_endian(content: bytes, start: int, length: int) -> int:
    return int.from_bytes(content[start : start + length], "little")


def _png(content: bytes) -> tuple[int, int]:
    """Width and height, as in all that follow."""
    return _big_endian(content, 16, 4), _big_endian(content, 20, 4)


def _gif(content: bytes) -> tuple[int, int]:
    return _little_endian(content, 6, 2), _little_endian(content, 8, 2)


def _jpeg(content: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 <= len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        # The frame headers C0 to CF hold the size, but for three of other meaning.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return _big_endian(content, position + 7, 2), _big_endian(content, position + 5, 2)
        if marker == 0xFF:
            # A filling byte before the marker.
            position += 1
        else:
            position += 2 + max(_big_endian(content, position + 2, 2), 2)
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    chunk = content[12:16]
    if chunk == b"VP8X" and len(content) >= 30:
        return _little_endian(content, 24, 3) + 1, _little_endian(content, 27, 3) + 1
    if chunk == b"VP8L" and len(content) >= 25:
        # Fourteen bits for each of the two.
        bits = _little_endian(content, 21, 4)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 " and len(content) >= 30:
        return _little_endian(content, 26, 2) & 0x3FFF, _little_endian(content, 28, 2) & 0x3FFF
    return None


def _local(name: str) -> str:
    """The name of an element or attribute without what stands before its colon."""
    return name.rsplit(":", 1)[-1].lower()


class _Unsafe(Exception):
    """Ends the reading of an SVG where something is more than a picture."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class _SvgReader:
    """Walks an SVG and stops at the first thing that is more than a picture."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.element
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words
        self.parser.EntityDeclHandler = lambda *_: self.refuse("ENTITY")
        self.parser.ProcessingInstructionHandler = lambda target, _: self.refuse(f"?{target}")
        self.root: dict[str, str] | None = None
        """The attributes of the outermost element."""
        self.style: list[str] | None = None
        """The words so far of the style that is open."""

    def refuse(self, what: str) -> None:
        line = self.parser.CurrentLineNumber
        column = self.parser.CurrentColumnNumber + 1
        raise _Unsafe(Fault("svg-unsafe", line, column, what))

    def element(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if self.root is None:
            if local != "svg":
                raise _Unsafe(Fault("image-broken", self.parser.CurrentLineNumber, 1))
            self.root = attributes
        # A style holds words only: what ends next is the style itself, and all its words are seen together.
        if local in ACTIVE or self.style is not None:
            self.refuse(f"<{name}>")
        if local == "style":
            self.style = []
        animated = {
            _local(value.strip()) for name, value in attributes.items() if _local(name) == "attributename"
        }
        for attribute, value in attributes.items():
            self._attribute(attribute, value, changes_address=bool(animated & ADDRESSES))

    def _attribute(self, name: str, value: str, changes_address: bool) -> None:
        """Stops at one that acts, or leads out of the file."""
        local = _local(name)
        if local.startswith("on"):
            self.refuse(name)
        addresses: list[str] = []
        if local in ADDRESSES:
            addresses = [value]
        if changes_address and local in STEPS:
            addresses = value.split(";")
        leads_out = not all(INSIDE.match(address) for address in addresses)
        if leads_out or OUTSIDE.search(value) or re.match(r"\s*javascript:", value, re.IGNORECASE):
            self.refuse(f'{name}="{value[:60]}"')

    def words(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)

    def end(self, _name: str) -> None:
        if self.style is not None and OUTSIDE.search("".join(self.style)):
            self.refuse("<style>")
        self.style = None


def _svg(content: bytes) -> Picture | Fault:
    reader = _SvgReader()
    try:
        reader.parser.Parse(content, True)
    except _Unsafe as unsafe:
        return unsafe.fault
    except (expat.ExpatError, LookupError, ValueError):
        line = max(reader.parser.CurrentLineNumber, 1)
        return Fault("image-broken", line, reader.parser.CurrentColumnNumber + 1)
    return _svg_size(reader.root or {})


def _svg_size(root: dict[str, str]) -> Picture:
    """From the attributes of the outermost element: its width and height, else its box."""
    width = LENGTH.fullmatch(root.get("width", ""))
    height = LENGTH.fullmatch(root.get("height", ""))
    if width and height:
        return Picture(round(float(width[1])), round(float(height[1])))
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if len(box) == 4 and all(LENGTH.fullmatch(length) for length in box[2:]):
        return Picture(round(float(box[2])), round(float(box[3])))
    return Picture(None, None)
