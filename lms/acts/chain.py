"""The chain of acts: each row holds a hash of all rows before it. Pure.

What is said of an act stands apart from its row, with a salt; the row holds their digest. So what is said can
be forgotten, and the chain still holds.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

BEGINNING = "0" * 64
"""What stands for the hash before the first act."""


@dataclass(frozen=True, slots=True)
class Link:
    """An act as the chain holds it."""

    number: int
    taken_at: datetime
    kind: str
    digest: str
    head: str


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of an act, and its salt."""

    salt: str
    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The first act that is not as it was written."""

    number: int
    what: str


ALTERED = "altered"
MISSING = "missing"
UNSAID = "without what was said of it"


def text_of(values: Mapping[str, Any]) -> str:
    """The values of an act as a text that is always the same for the same values."""
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(said: Said) -> str:
    """The digest that the row of an act holds of what is said of it."""
    return _sha256(said.salt, said.text)


def head_of(before: str, number: int, taken_at: datetime, kind: str, digest: str) -> str:
    """The hash of a row and of all before it."""
    instant = taken_at.astimezone(UTC).isoformat(timespec="microseconds")
    return _sha256(before, str(number), instant, kind, digest)


def first_fault(links: Iterable[Link], said: Mapping[int, Said], forgotten: frozenset[int]) -> Fault | None:
    """The first act of a chain, in the order of the numbers, that was altered, or is missing.

    `said` has what is said of each act by its number; of `forgotten` ones it has nothing.
    """
    before = BEGINNING
    expected = 1
    for link in links:
        if link.number != expected:
            return Fault(expected, MISSING) if link.number > expected else Fault(link.number, ALTERED)
        if link.head != head_of(before, link.number, link.taken_at, link.kind, link.digest):
            return Fault(link.number, ALTERED)
        own = said.get(link.number)
        if own is None and link.number not in forgotten:
            return Fault(link.number, UNSAID)
        if own is not None and digest_of(own) != link.digest:
            return Fault(link.number, ALTERED)
        before = link.head
        expected += 1
    return None


def _sha256(*parts: str) -> str:
    # Each part with its length, so that no other parts give the same text.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()
