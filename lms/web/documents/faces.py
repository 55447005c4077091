"""Faces: which letters a font's file has, how wide they are, and where an accent sits on one of them.

Most letters with accents are one character, but some never are (ẹ́, ɔ̀, M̈), and nothing in a PDF would set the
accent on its letter. Where it goes is said by the font itself, in the anchors of its GPOS table.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from lms.web.recent import Recent

_MARKS = "[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]"
MARKED = re.compile(f"(?s:.){_MARKS}+|^{_MARKS}+")
"""A letter with accents that are characters of their own."""
_ABOVE = 230
_DOTLESS = {"i": "ı", "j": "ȷ", "\u0456": "ı", "\u0458": "ȷ", "ɨ": None, "ɉ": None}
"""What letters with a dot become under an accent; for some there is no such character."""

Point = tuple[float, float]
Anchors = tuple[dict[str, tuple[int, Point]], dict[str, list[Point | None]]]


@dataclass(frozen=True, slots=True)
class Placed:
    """A character of a letter, and where it is drawn, in thousandths of the size from the letter's place."""

    character: str
    x: float = 0
    y: float = 0


class Face:
    """A font's file as far as setting a name needs it; widths are parts of the size."""

    def __init__(self, font: TTFont) -> None:
        self._em: int = font["head"].unitsPerEm
        self._glyphs: dict[int, str] = font.getBestCmap()
        widths = font["hmtx"]
        self.advances = {code: widths[name][0] / self._em for code, name in self._glyphs.items()}
        self._on_letters = list(_anchors(font, "mark"))
        self._on_marks = list(_anchors(font, "mkmk"))

    def sets(self, text: str) -> bool:
        """Whether it has every letter of a text, and a place for every accent."""
        if any(ord(one) not in self._glyphs for one in text if not one.isspace()):
            return False
        return all(self.place(letter) for letter in MARKED.findall(text))

    def place(self, letter: str) -> list[Placed] | None:
        """A letter and its accents, each where it belongs; None if the face knows no place for one.

        Tried composed and in parts, because faces differ in which of the two they have anchors for.
        """
        for form in ("NFC", "NFD"):
            base, *marks = list(unicodedata.normalize(form, letter))
            above = any(unicodedata.combining(mark) == _ABOVE for mark in marks)
            if above and _keeps_its_dot(base):
                base = _DOTLESS.get(base) or ""
            if base and (found := self._placed(base, marks)):
                return found
        return None

    def _placed(self, base: str, marks: list[str]) -> list[Placed] | None:
        if any(ord(one) not in self._glyphs for one in (base, *marks)):
            return None
        glyph, beneath = self._glyphs[ord(base)], dict[int, tuple[str, Point]]()
        found = [Placed(base)]
        for mark in marks:
            own, side = self._glyphs[ord(mark)], unicodedata.combining(mark)
            if side in beneath:
                below, (x, y) = beneath[side]
                shift = _shift(self._on_marks, below, own)
            else:
                (x, y), shift = (0, 0), _shift(self._on_letters, glyph, own)
            if shift is None:
                return None
            place = x + shift[0], y + shift[1]
            beneath[side] = own, place
            found.append(Placed(mark, place[0] * 1000 / self._em, place[1] * 1000 / self._em))
        return found


_faces: Recent[tuple[Path, int, int], Face] = Recent(32)  # by path, time of the last change, and size


def in_file(path: Path) -> Face:
    """The face in a font's file, read again once the file has changed."""
    state = path.stat()
    return _faces.get((path, state.st_mtime_ns, state.st_size), lambda: in_bytes(path.read_bytes()))


def in_bytes(content: bytes) -> Face:
    """The face in a font's bytes."""
    with TTFont(BytesIO(content), lazy=True) as font:
        return Face(font)


def _keeps_its_dot(base: str) -> bool:
    """Whether a letter has a dot that an accent above takes the place of."""
    stem, *marks = list(unicodedata.normalize("NFD", base))
    return stem in _DOTLESS and all(unicodedata.combining(mark) != _ABOVE for mark in marks)


def _shift(lookups: list[list[Anchors]], glyph: str, mark: str) -> Point | None:
    """How far a mark moves from a glyph's place so that their anchors meet; the last lookup decides."""
    found = None
    for tables in lookups:
        for marks, bases in tables:
            if mark in marks and glyph in bases:
                group, (x, y) = marks[mark]
                if anchor := bases[glyph][group]:
                    found = anchor[0] - x, anchor[1] - y
                    break
    return found


def _anchors(font: TTFont, feature: str) -> Iterator[list[Anchors]]:
    """The anchors of a feature, lookup by lookup: of the marks with their groups, and of what they sit on."""
    if "GPOS" not in font:
        return
    table = font["GPOS"].table
    wanted = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for index in record.Feature.LookupListIndex
    }
    for index in sorted(wanted):
        subtables = [getattr(one, "ExtSubTable", one) for one in table.LookupList.Lookup[index].SubTable]
        yield [_read(one) for one in subtables if one.LookupType in (4, 6)]


def _read(table: Any) -> Anchors:
    if table.LookupType == 4:
        marks, group = table.MarkCoverage.glyphs, table.MarkArray.MarkRecord
        bases = zip(table.BaseCoverage.glyphs, table.BaseArray.BaseRecord, strict=True)
        below = {name: [_point(one) for one in record.BaseAnchor] for name, record in bases}
    else:
        marks, group = table.Mark1Coverage.glyphs, table.Mark1Array.MarkRecord
        bases = zip(table.Mark2Coverage.glyphs, table.Mark2Array.Mark2Record, strict=True)
        below = {name: [_point(one) for one in record.Mark2Anchor] for name, record in bases}
    return {
        name: (record.Class, (record.MarkAnchor.XCoordinate, record.MarkAnchor.YCoordinate))
        for name, record in zip(marks, group, strict=True)
    }, below


def _point(anchor: Any) -> Point | None:
    return (anchor.XCoordinate, anchor.YCoordinate) if anchor else None
