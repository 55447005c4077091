"""Numbers as people write them, in a key and in an answer: `18,5`, `18.5`, `1 500`, `−3 %`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

# Either mark is the decimal mark, and spaces of any width group thousands.
NUMBER = re.compile(
    r"(?P<sign>[+-]?)\s?(?P<whole>\d{1,3}(?: \d{3})+|\d{1,15})(?:[.,](?P<part>\d{1,15}))?(?P<unit>(?:\D.*)?)"
)
# A mark before exactly three digits, or several: thousands to some, and decimals to others.
GROUPED = re.compile(r"[+-]?\s?(?:[1-9]\d{0,2}[.,]\d{3}|\d{1,3}(?:[.,]\d{3}){2,})(?!\d)")
MINUS = str.maketrans({"−": "-", "–": "-", "‑": "-", "\u2010": "-"})


class UnclearNumber(ValueError):
    """A text that is no number, or may be two; the code says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and the unit written after it, folded; an empty unit is none."""

    value: Decimal
    unit: str = ""


def read_measure(text: str) -> Measure:
    """The number in a text, and its unit. Raises UnclearNumber with one of two codes.

    | text | read as |
    | --- | --- |
    | `18`, `+18`, `018` | 18 |
    | `18,5`, `18.5` | 18.5: comma or point is the decimal mark |
    | `1 500`, `1 500 000` | 1500, 1500000: spaces group thousands |
    | `−3 %`, `- 3%` | -3, with the unit `%` |
    | `1,500`, `1.500 km`, `1,500,000` | `number-twofold`: one and a half here, fifteen hundred there |
    | `1500.500`, `0,125` | 1500.5, 0.125: nobody groups thousands so |
    | ``, `some`, `1 50`, `3 to 5`, `.5` | `no-number` |
    """
    plain = " ".join(text.translate(MINUS).split())
    # Before all else: what is twofold would match as a number too.
    if GROUPED.match(plain):
        raise UnclearNumber("number-twofold")
    match = NUMBER.fullmatch(plain)
    if match is None or re.search(r"\d", match["unit"]):
        raise UnclearNumber("no-number")
    digits = match["whole"].replace(" ", "")
    if match["part"]:
        digits = f"{digits}.{match['part']}"
    return Measure(Decimal(match["sign"] + digits), fold_unit(match["unit"]))


def fold_unit(unit: str) -> str:
    """A unit without its spaces, points and capitals: `km / h` is `km/h`."""
    return "".join(unicodedata.normalize("NFKC", unit).casefold().replace(".", "").split())
