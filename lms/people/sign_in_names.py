"""Sign-in names: short, to be typed on any keyboard, and known again by their owner. Pure.

One is made from the name in Latin letters. Where there are none, no letter is guessed at: it is made from the
number on a card that the person carries, or else from the code of the unit.
"""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 20
OF_A_NUMBER = 6
LEAST_OF_A_NUMBER = 3
NOBODY = "person"


def from_name(name: str | None) -> str:
    """The first word's first letter and the last word, without accents; nothing for another script."""
    words = [re.sub(r"[^a-z]", "", word) for word in _plain(name).split()]
    words = [word for word in words if word]
    return (words[0][0] + words[-1] if len(words) > 1 else "".join(words))[:LONGEST]


def from_number(value: str | None) -> str:
    """The last six letters and figures of an identifier; nothing where there are too few to know it again."""
    letters = re.sub(r"[^a-z0-9]", "", _plain(value))
    return letters[-OF_A_NUMBER:] if len(letters) >= LEAST_OF_A_NUMBER else ""


def from_unit(code: str | None) -> str:
    """The code of a unit, its parts joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", _plain(code)).strip("-")[:LONGEST].strip("-")


def sign_in_name_for(stems: Iterable[str], names_in_use: set[str]) -> str:
    """The first of these that says anything, with a number where that name is taken."""
    stem = next(filter(None, stems), NOBODY)
    joint = "" if stem.isalpha() else "-"
    candidate = stem
    number = 2
    while candidate in names_in_use:
        candidate = f"{stem}{joint}{number}"
        number += 1
    return candidate


def _plain(text: str | None) -> str:
    figures = "".join(str(unicodedata.decimal(c, c)) for c in text or "")
    return unicodedata.normalize("NFKD", figures).encode("ascii", "ignore").decode().lower()
