"""Common passwords: the list of what is tried first, from public lists of leaked passwords. Pure."""

import lzma
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("passwords.txt.xz")
SHORTEST = 7  # letters of a word in the list


@cache
def common_passwords() -> frozenset[str]:
    """The list, read when it is first asked for: small letters, without accents."""
    return frozenset(lzma.decompress(LIST.read_bytes()).decode().splitlines())


def is_common(readings: Iterable[str]) -> bool:
    """Whether a password, in one of its readings, is in the list, with or without what stands around it."""
    known = common_passwords()
    for reading in readings:
        plain = _plain(reading)
        inner = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
        if plain in known or (len(inner) >= SHORTEST and inner in known):
            return True
    return False


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
