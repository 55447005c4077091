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
"""Parts of a text, each with the name of the font that it is set in; the engine's own shape."""
Draw = Callable[[Any, Any], str]
"""The engine's own: the operators that draw a text in a line, which knows the font and the size."""
_WORDS = re.compile(r"\s+|\S+")
_LETTERS = re.compile(f"{MARKED.pattern}|(?s:.)")


def by_whole(split: Callable[[str, Sequence[str]], Runs]) -> Callable[[str, Sequence[str]], Runs]:
    """Sets a text in the first face that can set all of it, else each word so, else each letter."""

    def runs(text: str, names: Sequence[str]) -> Runs:
        if not MARKED.search(text):
            engines_own = split(text, names)
            if len(engines_own) < 2:
                return engines_own
        whole = _first(text, names)
        return [(text, whole)] if whole else _by_word(text, names)

    return runs


def _by_word(text: str, names: Sequence[str]) -> Runs:
    """A text that no face can set whole: each word in the first face that can, else each letter so.

    A space goes with the word before it; a letter that no face has is set in the first, which will complain.
    """
    parts: Runs = []
    for word in _WORDS.findall(text):
        if word.isspace():
            font = parts[-1][1] if parts else names[0]
            parts.append((word, font))
            continue
        whole = _first(word, names)
        if whole:
            parts.append((word, whole))
        else:
            parts += [(letter, _first(letter, names) or names[0]) for letter in _LETTERS.findall(word)]
    return _joined(parts)


def with_accents(draw: Draw, complain: Callable[[str], None]) -> Draw:
    """Draws a text with each accent on its letter, and complains of one that the face has no place for.

    Who copies a word with such accents gets it as it is written, not a letter without its dot or a gap.
    """

    def drawn(line: Any, text: str | bytes) -> str:
        written = text.decode() if isinstance(text, bytes) else text
        if written.isascii() or not MARKED.search(written):
            return draw(line, text)
        return " ".join(word(line, part) for part in _WORDS.findall(written))

    def word(line: Any, text: str) -> str:
        if not MARKED.search(text):
            return draw(line, text)
        face = _face(line._fontname)
        parts: list[str] = []
        end = 0  # of what is drawn so far
        for letter in MARKED.finditer(text):
            if letter.start() > end:
                parts.append(draw(line, text[end : letter.start()]))
            placed = face.place(letter[0]) if face else None
            if face and placed:
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
        # TJ moves the pen back by a number, Ts raises or lowers what follows; then both are put back.
        there = mark.x - pen
        width = face.advances[ord(mark.character)] * 1000
        raised = line._rise + mark.y * line._fontsize / 1000
        yield f"[{fp_str(-there)}] TJ {fp_str(raised)} Ts"
        yield draw(line, mark.character)
        yield f"{fp_str(line._rise)} Ts [{fp_str(there + width)}] TJ"


def _first(text: str, names: Sequence[str]) -> str | None:
    """The first of these fonts whose face can set a text."""
    for name in names:
        face = _face(name)
        if face and face.sets(text):
            return name
    return None


def _joined(parts: Runs) -> Runs:
    """Neighbours in one face as one run."""
    runs: Runs = []
    for text, name in parts:
        if runs and runs[-1][1] == name:
            runs[-1] = (runs[-1][0] + text, name)
        else:
            runs.append((text, name))
    return runs


@cache
def _face(name: str) -> Face | None:
    """The face of a registered font; a name keeps its file. None where there is no file."""
    content = getattr(getattr(pdfmetrics.getFont(name), "face", None), "_ttf_data", None)
    return faces.in_bytes(content) if content else None
