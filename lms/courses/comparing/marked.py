"""Marked: two texts beside each other with the words that differ marked. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

PIECE = re.compile(r"\n|[^\S\n]+|\S+")
ALIKE = 0.4  # with less in common than this all is new, and marks would only be noise


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a line that differ from the other text, or that do not."""

    text: str
    differs: bool


MarkedLine = tuple[Run, ...]


def marked(before: Sequence[str], after: Sequence[str]) -> tuple[list[MarkedLine], list[MarkedLine]]:
    """The lines of both texts, each as its runs; where hardly anything is common, nothing is marked."""
    one, other = (PIECE.findall("\n".join(lines)) for lines in (before, after))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < ALIKE:
        return as_they_are(before), as_they_are(after)
    gone, come = [True] * len(one), [True] * len(other)
    for start, there, size in matcher.get_matching_blocks():
        gone[start : start + size] = come[there : there + size] = [False] * size
    return _lines(zip(one, gone, strict=True)), _lines(zip(other, come, strict=True))


def as_they_are(lines: Sequence[str]) -> list[MarkedLine]:
    """Lines without a mark."""
    return [(Run(line, False),) for line in lines]


def _lines(pieces: Iterable[tuple[str, bool]]) -> list[MarkedLine]:
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, differs in pieces:
        if text == "\n":
            lines.append([])
        else:
            lines[-1].append((text, differs))
    return [tuple(_runs(line)) for line in lines]


def _runs(line: Iterable[tuple[str, bool]]) -> Iterator[Run]:
    for differs, pieces in groupby(line, key=lambda piece: piece[1]):
        yield Run("".join(text for text, _ in pieces), differs)
