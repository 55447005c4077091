"""Where something stands in a course file, counted as an editor counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from lms.courses.token_meta import PLACES, cell_of, span_of

if TYPE_CHECKING:
    from markdown_it.token import Token


BLANK = re.compile(r"[>\s]*")
"""A line with nothing on it, but for the marks of quotes."""

BAR = re.compile(r"(?<!\\)\|")
"""A bar between two cells of a table."""


def indent_of(line: str) -> int:
    """The number of characters before the first that is not a space."""
    return len(line) - len(line.lstrip())


def block_place(lines: Sequence[str], token: Token) -> tuple[int, int]:
    """Line and column of a block: its own mark where it has one, else the first character of its line."""
    row = token.map[0] if token.map else 0
    line = lines[row] if row < len(lines) else ""
    mark = line.find(token.markup) if token.markup.startswith(("#", ":::")) else -1
    return row + 1, (indent_of(line) if mark < 0 else mark) + 1


def inline_place(lines: Sequence[str], token: Token, position: int) -> tuple[int, int]:
    """Line and column of a position in the content of an inline token.

    The parser strips what stands before a line's content (quote marks, list markers, indents) and keeps the
    rest as it is, so the content is looked for from the end of the source line.
    """
    # Kept on the token: of a long text with many findings, each would go through all of it.
    if PLACES not in token.meta:
        token.meta[PLACES] = _InlinePlaces(lines, token)
    places: _InlinePlaces = token.meta[PLACES]
    return places.at(position)


class _InlinePlaces:
    """Where the lines of an inline token's content stand in the file."""

    def __init__(self, lines: Sequence[str], token: Token) -> None:
        self.lines = lines
        self.cell = cell_of(token)
        self.content = token.content.split("\n")
        lengths = (len(content) + 1 for content in self.content)
        self.starts = list(accumulate(lengths, initial=0))[:-1]
        """Where each line of the content begins in it."""
        self.offsets: dict[int, int] = {}
        """Where each line of the content begins in the line of the file, for those that were asked for."""
        self.first = token.map[0] if token.map else 0
        # The parser drops lines that hold nothing but white space of other scripts before a paragraph.
        while self.first < len(lines) - 1 and BLANK.fullmatch(lines[self.first]):
            self.first += 1

    def at(self, position: int) -> tuple[int, int]:
        """Line and column of a position in the content."""
        number = bisect_right(self.starts, position) - 1
        row = min(self.first + number, len(self.lines) - 1)
        if number not in self.offsets:
            self.offsets[number] = self._offset(self.lines[row], self.content[number])
        return row + 1, self.offsets[number] + position - self.starts[number] + 1

    def _offset(self, line: str, content: str) -> int:
        if self.cell is None:
            return _start_of_content(line, content)
        return _start_in_cell(line, content, self.cell)


def prose(token: Token) -> str:
    """The text with code, links, pictures, gaps and escaped characters blanked out; places stay right."""
    spans = sorted(span for child in token.children or () if (span := span_of(child)))
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        # One may stand within another, as a picture in a link.
        if end > done:
            pieces.append(token.content[done:start])
            pieces.append("\0" * (end - max(start, done)))
            done = end
    pieces.append(token.content[done:])
    return re.sub(r"\\[^\n]", "\0\0", "".join(pieces))


def _start_of_content(line: str, content: str) -> int:
    """The offset of a line's content, which most often reaches to the end of the line."""
    if line.rstrip().endswith(content.rstrip()):
        return len(line.rstrip()) - len(content.rstrip())
    start = line.find(content.strip())
    return indent_of(line) if start < 0 else start - indent_of(content)


def _start_in_cell(line: str, content: str, cell: int) -> int:
    """The offset of the content of the n-th cell of a table row."""
    start = _start_of_cell(line, cell)
    start_of_next = _start_of_cell(line, cell + 1)
    return max(line.find(content, start, start_of_next), start)


def _start_of_cell(line: str, cell: int) -> int:
    """The offset after the bar that opens the n-th cell of a table row, its end where there are fewer."""
    starts = _starts_of_cells(line)
    return starts[cell] if cell < len(starts) else len(line)


@lru_cache(maxsize=1)
def _starts_of_cells(line: str) -> tuple[int, ...]:
    """The offsets after the bars of a table row; kept for the row whose findings are told one by one."""
    first = indent_of(line)
    if line[first : first + 1] == "|":
        first += 1
    return (first, *(bar.end() for bar in BAR.finditer(line, first)))
