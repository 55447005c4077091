"""Faces: which letters a font has, and where an accent sits that is a character of its own."""

import unicodedata
from functools import cache
from pathlib import Path
from shutil import copy

import pytest
from fontTools.ttLib import TTFont

from lms.web.documents.faces import Face, in_file

FONTS = Path(__file__).resolve().parents[3] / "certificates" / "default" / "fonts"
ABOVE, BELOW = "\u0300\u0301\u0302\u0303\u0304\u0308\u030c", "\u0323\u0331"


@cache
def box(font: str, character: str) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a letter's outline, in thousandths of the size."""
    opened = TTFont(FONTS / font)
    outline = opened["glyf"][opened.getBestCmap()[ord(character)]]
    sides = (outline.xMin, outline.yMin, outline.xMax, outline.yMax)
    return tuple(side * 1000 / opened["head"].unitsPerEm for side in sides)  # type: ignore[return-value]


def face(font: str) -> Face:
    return in_file(FONTS / font)


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("Ọlápẹ́jú Adébáyọ̀", "text.ttf"),
        ("Kɔfí Mɛ́nsah", "text.ttf"),
        ("Ɖɔsú Ƙwalli Ɓala", "text.ttf"),
        ("M̈ Ą́ á̱", "text.ttf"),
        ("Қасым Ғұмар Ҳоҷӣ", "names.ttf"),
        ("ɛ̃́ ị́ j̈ ǹ", "names.ttf"),
    ],
)
def test_names_have_a_face(text: str, font: str) -> None:
    assert face(font).sets(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "font"), [("Қ", "text.ttf"), ("ĩ̀", "text.ttf"), ("ɨ́", "names.ttf"), ("王", "names.ttf")]
)
def test_what_a_face_cannot_set(text: str, font: str) -> None:
    assert not face(font).sets(text)


@pytest.mark.parametrize("font", ["text.ttf", "names.ttf"])
@pytest.mark.parametrize("letter", "aeouọẹɔɛnmMSHTƆ")
def test_an_accent_sits_over_or_under_the_middle_of_its_letter(font: str, letter: str) -> None:
    placed = [(mark, face(font).place(letter + mark)) for mark in ABOVE + BELOW]
    # The others are left to another face, or composed.
    beside = [(mark, characters) for mark, characters in placed if characters and len(characters) > 1]
    assert beside
    for mark, (base, *_, last) in beside:
        left, low, right, high = box(font, base.character)
        outline = zip(box(font, mark), (last.x, last.y) * 2, strict=True)
        west, south, east, north = (side + shift for side, shift in outline)
        assert abs((west + east) - (left + right)) / 2 < (right - left) / 4
        assert south > high - 90 if mark in ABOVE else north < low + 10


def test_the_dot_gives_way_to_an_accent() -> None:
    written = [
        [placed.character for placed in face("names.ttf").place(text) or []] for text in ("ị́", "í̱", "j̈")
    ]
    assert written == [["ı", "\u0323", "\u0301"], ["í", "\u0331"], ["ȷ", "\u0308"]]


def test_two_accents_stand_one_above_the_other() -> None:
    _, tilde, acute = face("names.ttf").place("ɛ̃́") or []
    assert acute.y > tilde.y + 100
    assert face("text.ttf").place("ɛ̃́") is None


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    copy(FONTS / "arabic.ttf", tmp_path / "own.ttf")
    assert not in_file(tmp_path / "own.ttf").sets("Awa")
    copy(FONTS / "text.ttf", tmp_path / "own.ttf")
    assert in_file(tmp_path / "own.ttf").sets("Awa")
