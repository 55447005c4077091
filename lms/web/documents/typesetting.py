"""Typesetting: which face sets a text, and accents drawn where the face wants them.

The engine chooses a face for each character alone and sets one character after the other, so that a name
would mix two faces in one word, and an accent that is a character of its own would stand beside its letter.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import pdfmetrics

from lms.web.documents import faces
from lms.web.documents.faces import MARKED, Face, Placed

Runs = list[tuple[str, str]]
Draw = Callable[[Any, Any], str]
_WORDS = re.compile(r"\s+|\S+")
_LETTERS = re.compile(f"{MARKED.pattern}|(?s:.)")


def by_whole(split: Callable[[str, Sequence[str]], Runs]) -> Callable[[str, Sequence[str]], Runs]:
    """Sets a text in the first face that can set all of it, else each word so, else each letter."""

    def runs(text: str, names: Sequence[str]) -> Runs:
        if not MARKED.search(text) and len(found := split(text, names)) < 2:
            return found
        if whole := _first(text, names):
            return [(text, whole)]
        parts: Runs = []
        for word in _WORDS.findall(text):
            if word.isspace():
                parts.append((word, parts[-1][1] if parts else names[0]))
            elif whole := _first(word, names):
                parts.append((word, whole))
            else:
                parts += [(one, _first(one, names) or names[0]) for one in _LETTERS.findall(word)]
        return _joined(parts)

    return runs


def with_accents(draw: Draw, complain: Callable[[str], None]) -> Draw:
    """Draws a text with each accent on its letter, and complains of one that the face has no place for.

    Who copies a word with such accents gets it as it is written, not a letter without its dot or a gap.
    """

    def drawn(line: Any, text: str | bytes) -> str:
        written = text.decode() if isinstance(text, bytes) else text
        if written.isascii() or not MARKED.search(written):
            return draw(line, text)
        return " ".join(word(line, one) for one in _WORDS.findall(written))

    def word(line: Any, text: str) -> str:
        if not MARKED.search(text):
            return draw(line, text)
        face, parts, end = _face(line._fontname), list[str](), 0
        for letter in MARKED.finditer(text):
            if letter.start() > end:
                parts.append(draw(line, text[end : letter.start()]))
            if face and (placed := face.place(letter[0])):
                parts += _letter(draw, line, face, placed)
            else:
                complain(f"no face of this document has a place for the accent of {letter[0]!a}")
            end = letter.end()
        if end < len(text):
            parts.append(draw(line, text[end:]))
        copied = unicodedata.normalize("NFC", text).encode("utf-16-be").hex()
        return f"/Span <</ActualText <feff{copied}>>> BDC {' '.join(parts)} EMC"

    return drawn


def _letter(draw: Draw, line: Any, face: Face, placed: Sequence[Placed]) -> Iterator[str]:
    """The operators that draw a letter and its accents and leave the pen behind the letter."""
    base, *marks = placed
    yield draw(line, base.character)
    pen = face.advances[ord(base.character)] * 1000
    for mark in marks:
        there, width = mark.x - pen, face.advances[ord(mark.character)] * 1000
        yield f"[{fp_str(-there)}] TJ {fp_str(line._rise + mark.y * line._fontsize / 1000)} Ts"
        yield draw(line, mark.character)
        yield f"{fp_str(line._rise)} Ts [{fp_str(there + width)}] TJ"


def _first(text: str, names: Sequence[str]) -> str | None:
    return next((name for name in names if (face := _face(name)) and face.sets(text)), None)


def _joined(parts: Runs) -> Runs:
    """Neighbours in one face as one run."""
    found: Runs = []
    for text, name in parts:
        if found and found[-1][1] == name:
            found[-1] = (found[-1][0] + text, name)
        else:
            found.append((text, name))
    return found


@cache
def _face(name: str) -> Face | None:
    """The face of a registered font; a name keeps its file. None where there is no file."""
    content = getattr(getattr(pdfmetrics.getFont(name), "face", None), "_ttf_data", None)
    return faces.in_bytes(content) if content else None
