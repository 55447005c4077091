"""The number on a certificate: hard to guess, easy to read out, and wrong when it is mistyped.

Twelve symbols of an alphabet of 32 (no I, L, O or U, which are taken for 1, 1, 0 and V) are 60 random bits.
Two check digits follow, by ISO 7064, MOD 97-10. With each symbol written as two decimal digits, its place in
the alphabet from 00 to 31, and N the number that they make:

    check = 98 − (100 · N mod 97), and a number is right when (100 · N + check) mod 97 = 1

Every symbol having two decimal digits, one wrong symbol and two neighbours that changed places are always
found. (Writing letters as 10 to 35 and figures as one digit, as bank accounts do, would miss some.)
"""

import re
import secrets
import unicodedata
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SYMBOLS = 12

_MISREAD = str.maketrans("OIL", "011")
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212_.]+")
_SHAPE = re.compile(rf"[{ALPHABET}]{{{SYMBOLS}}}[0-9]{{2}}")


def new_number(random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """A number that nobody holds yet, as good as certainly; the source of chance is given by tests."""
    bits = int.from_bytes(random_bytes(8), "big") >> 4
    symbols = "".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(SYMBOLS)))
    return grouped(symbols + check_digits(symbols))


def normalise(text: str) -> str | None:
    """The number as it is printed, from the way somebody typed it; None if it can't be one."""
    typed = _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper().translate(_MISREAD)
    if not _SHAPE.fullmatch(typed) or check_digits(typed[:SYMBOLS]) != typed[SYMBOLS:]:
        return None
    return grouped(typed)


def check_digits(symbols: str) -> str:
    """The two digits that ISO 7064, MOD 97-10, puts after these symbols."""
    number = int("".join(f"{ALPHABET.index(symbol):02}" for symbol in symbols))
    return f"{98 - 100 * number % 97:02}"


def grouped(symbols: str) -> str:
    """In groups of four, as one reads it out."""
    return "-".join(symbols[start : start + 4] for start in range(0, len(symbols), 4))
