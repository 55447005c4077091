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
    """The number in a text.

    Raises UnclearNumber with the code `no-number`, or `number-twofold` for what is one and a half in one
    country and fifteen hundred in another: a mark before exactly three digits.
    """
    plain = " ".join(text.translate(MINUS).split())
    match = NUMBER.fullmatch(plain)
    if GROUPED.match(plain):
        raise UnclearNumber("number-twofold")
    if match is None or re.search(r"\d", match["unit"]):
        raise UnclearNumber("no-number")
    whole, part = match["whole"].replace(" ", ""), match["part"]
    value = Decimal(match["sign"] + (f"{whole}.{part}" if part else whole))
    return Measure(value, fold_unit(match["unit"]))


def fold_unit(unit: str) -> str:
    """A unit without its spaces, points and capitals: `km / h` is `km/h`."""
    return "".join(unicodedata.normalize("NFKC", unit).casefold().replace(".", "").split())
