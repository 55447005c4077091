"""Where something stands in a course file, counted as an editor counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lms.courses.token_meta import cell_of, span_of

if TYPE_CHECKING:
    from markdown_it.token import Token


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
    before = token.content[:position]
    lines_before = before.count("\n")
    first = token.map[0] if token.map else 0
    # The parser drops lines that hold nothing but white space of other scripts before a paragraph.
    while first < len(lines) - 1 and not lines[first].replace(">", "").strip():
        first += 1
    row = min(first + lines_before, len(lines) - 1)
    line = lines[row]
    content = token.content.split("\n")[lines_before]
    cell = cell_of(token)
    start = _start_of_content(line, content) if cell is None else _start_in_cell(line, content, cell)
    position_in_line = position - (before.rfind("\n") + 1)
    return row + 1, start + position_in_line + 1


def prose(token: Token) -> str:
    """The text with code, links, pictures, gaps and escaped characters blanked out; places stay right."""
    text = token.content
    for child in token.children or ():
        span = span_of(child)
        if span:
            start, end = span
            text = text[:start] + "\0" * (end - start) + text[end:]
    return re.sub(r"\\[^\n]", "\0\0", text)


def _start_of_content(line: str, content: str) -> int:
    """The offset of a line's content, which most often reaches to the end of the line."""
    if line.rstrip().endswith(content.rstrip()):
        return len(line.rstrip()) - len(content.rstrip())
    start = line.find(content.strip())
    return indent_of(line) if start < 0 else start - indent_of(content)


def _start_in_cell(line: str, content: str, cell: int) -> int:
    """The offset of the content of the n-th cell of a table row."""
    start = _start_of_cell(line, cell)
    return max(line.find(content, start), start)


def _start_of_cell(line: str, cell: int) -> int:
    """The offset after the bar that opens the n-th cell of a table row."""
    position = indent_of(line)
    if line[position : position + 1] == "|":
        position += 1
    while cell and position < len(line):
        if line[position] == "|" and line[position - 1] != "\\":
            cell -= 1
        position += 1
    return position
