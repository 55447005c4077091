"""Faces: which letters a font's file has, how wide they are, and where an accent sits on one of them.

Most letters with accents are one character, but some never are (ẹ́, ɔ̀, M̈), and nothing in a PDF would set the
accent on its letter. Where it goes is said by the font itself, in the anchors of its GPOS table.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from fontTools.ttLib import TTFont, TTLibError

from lms.web.recent import Recent

_MARKS = "[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]"
MARKED = re.compile(f"(?s:.){_MARKS}+|^{_MARKS}+")
"""A letter with accents that are characters of their own."""
_ABOVE = 230
"""How Unicode classes an accent that stands above its letter."""
_MARK_TO_BASE = 4
_MARK_TO_MARK = 6
"""How GPOS calls the lookups that place an accent on a letter, and on another accent."""
_DOTLESS = {"i": "ı", "j": "ȷ", "\u0456": "ı", "\u0458": "ȷ", "ɨ": None, "ɉ": None}
"""What letters with a dot become under an accent; for some there is no such character."""


class NoFace(ValueError):
    """A file that is no font, or a broken one; the message says what is wrong with it."""


class Point(NamedTuple):
    """A place in a font's own units."""

    x: float
    y: float


class Anchors(NamedTuple):
    """One table of anchors. A mark meets what it sits on where both have an anchor of the mark's group.

    `marks`: the group of each mark, and its own anchor. `bases`: the anchors, by group, of what marks sit on;
    None where it has none for a group.
    """

    marks: dict[str, tuple[int, Point]]
    bases: dict[str, list[Point | None]]


class Below(NamedTuple):
    """What the next accent on a side sits on: a letter's glyph, or an accent's, and where that is drawn."""

    glyph: str
    place: Point
    is_accent: bool


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
        if not self._has("".join(text.split())):
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
            placed = self._placed(base, marks) if base else None
            if placed:
                return placed
        return None

    def _has(self, characters: Iterable[str]) -> bool:
        return all(ord(character) in self._glyphs for character in characters)

    def _placed(self, base: str, marks: list[str]) -> list[Placed] | None:
        """A letter and its accents in this form, or None where one has no glyph, or no place.

        The first accent on a side (above, below …) sits on the letter, the next on the one before it.
        """
        if not self._has((base, *marks)):
            return None
        letter = Below(self._glyphs[ord(base)], Point(0, 0), is_accent=False)
        on_side: dict[int, Below] = {}
        placed = [Placed(base)]
        for mark in marks:
            glyph = self._glyphs[ord(mark)]
            side = unicodedata.combining(mark)
            below = on_side.get(side, letter)
            lookups = self._on_marks if below.is_accent else self._on_letters
            shift = _shift(lookups, below.glyph, glyph)
            if shift is None:
                return None
            place = Point(below.place.x + shift.x, below.place.y + shift.y)
            on_side[side] = Below(glyph, place, is_accent=True)
            placed.append(Placed(mark, place.x * 1000 / self._em, place.y * 1000 / self._em))
        return placed


_faces: Recent[tuple[Path, int, int], Face] = Recent(32)  # by path, time of the last change, and size


def in_file(path: Path) -> Face:
    """The face in a font's file, read again once the file has changed."""
    state = path.stat()
    return _faces.get((path, state.st_mtime_ns, state.st_size), lambda: in_bytes(path.read_bytes()))


def in_bytes(content: bytes) -> Face:
    """The face in a font's bytes; raises NoFace where they are none."""
    try:
        with TTFont(BytesIO(content), lazy=True) as font:
            return Face(font)
    except TTLibError as problem:
        raise NoFace(f"this is no font: {problem}") from problem


def _keeps_its_dot(base: str) -> bool:
    """Whether a letter has a dot that an accent above takes the place of."""
    stem, *marks = list(unicodedata.normalize("NFD", base))
    return stem in _DOTLESS and all(unicodedata.combining(mark) != _ABOVE for mark in marks)


def _shift(lookups: list[list[Anchors]], glyph: str, mark: str) -> Point | None:
    """How far a mark moves from a glyph's place so that their anchors meet; the last lookup decides."""
    shifts = (_shift_in(tables, glyph, mark) for tables in lookups)
    return next((shift for shift in reversed(list(shifts)) if shift is not None), None)


def _shift_in(tables: list[Anchors], glyph: str, mark: str) -> Point | None:
    """The same as one lookup has it: its first table with anchors for the two decides."""
    for table in tables:
        if mark in table.marks and glyph in table.bases:
            group, own = table.marks[mark]
            anchor = table.bases[glyph][group]
            if anchor is not None:
                return Point(anchor.x - own.x, anchor.y - own.y)
    return None


def _anchors(font: TTFont, feature: str) -> Iterator[list[Anchors]]:
    """The tables of anchors of a feature, lookup by lookup."""
    if "GPOS" not in font:
        return
    gpos = font["GPOS"].table
    indices = {
        index
        for record in gpos.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for index in record.Feature.LookupListIndex
    }
    for index in sorted(indices):
        # A large table may stand in an extension, which only leads to it.
        tables = [getattr(table, "ExtSubTable", table) for table in gpos.LookupList.Lookup[index].SubTable]
        yield [_read(table) for table in tables if table.LookupType in (_MARK_TO_BASE, _MARK_TO_MARK)]


def _read(table: Any) -> Anchors:
    if table.LookupType == _MARK_TO_BASE:
        mark_names = table.MarkCoverage.glyphs
        mark_records = table.MarkArray.MarkRecord
        base_names = table.BaseCoverage.glyphs
        base_anchors = [record.BaseAnchor for record in table.BaseArray.BaseRecord]
    else:
        mark_names = table.Mark1Coverage.glyphs
        mark_records = table.Mark1Array.MarkRecord
        base_names = table.Mark2Coverage.glyphs
        base_anchors = [record.Mark2Anchor for record in table.Mark2Array.Mark2Record]
    marks = {
        name: (record.Class, Point(record.MarkAnchor.XCoordinate, record.MarkAnchor.YCoordinate))
        for name, record in zip(mark_names, mark_records, strict=True)
    }
    bases = {
        name: [_point(anchor) for anchor in anchors]
        for name, anchors in zip(base_names, base_anchors, strict=True)
    }
    return Anchors(marks, bases)


def _point(anchor: Any) -> Point | None:
    return Point(anchor.XCoordinate, anchor.YCoordinate) if anchor else None
