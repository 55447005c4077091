"""Marked: two texts beside each other with the words that differ marked. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lms.courses.alignment import Alignment

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
    pieces_before = PIECE.findall("\n".join(before))
    pieces_after = PIECE.findall("\n".join(after))
    matcher = Alignment(pieces_before, pieces_after)
    if matcher.ratio() < ALIKE:
        return as_they_are(before), as_they_are(after)
    differs_before = [True] * len(pieces_before)
    differs_after = [True] * len(pieces_after)
    for start_before, start_after, size in matcher.get_matching_blocks():
        differs_before[start_before : start_before + size] = [False] * size
        differs_after[start_after : start_after + size] = [False] * size
    return _lines(pieces_before, differs_before), _lines(pieces_after, differs_after)


def as_they_are(lines: Sequence[str]) -> list[MarkedLine]:
    """Lines without a mark."""
    return [(Run(line, False),) for line in lines]


def _lines(pieces: Sequence[str], differs: Sequence[bool]) -> list[MarkedLine]:
    """The lines of a text in pieces, each of which may differ."""
    lines: list[list[Run]] = [[]]
    for text, piece_differs in zip(pieces, differs, strict=True):
        if text == "\n":
            lines.append([])
        else:
            lines[-1].append(Run(text, piece_differs))
    return [tuple(_joined(line)) for line in lines]


def _joined(pieces: Iterable[Run]) -> Iterator[Run]:
    """Runs as long as they can be: neighbours that both differ, or both do not, in one."""
    for differs, neighbours in groupby(pieces, key=lambda piece: piece.differs):
        yield Run("".join(piece.text for piece in neighbours), differs)
