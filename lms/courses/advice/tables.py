"""Rows of tables that would lose text, and lines that were meant for a table and are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lms.courses.places import inline_place, prose

if TYPE_CHECKING:
    from markdown_it.token import Token

    from lms.courses.reading.file import CourseFile

ROW = re.compile(r"^[ \t]*(?:\|[^|\n]*){2}\|", re.MULTILINE)
BAR = re.compile(r"(?<!\\)\|")
BEFORE = re.compile(r"[ \t>]*\|?")
WITH_BAR = re.compile(r"!?\[\[[^\]\n]{0,200}(?<!\\)\|[^\]\n]{0,200}\]\]")


def find_lost_cells(file: CourseFile, tokens: Sequence[Token]) -> None:
    """Report the rows with more cells than their table's head, since only so many are shown."""
    columns = 0
    in_head = False
    for token in tokens:
        if token.type in ("thead_open", "thead_close"):
            in_head = token.type == "thead_open"
            columns = 0 if in_head else columns
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and token.map and not in_head:
            _row(file, token.map[0], columns)


def _row(file: CourseFile, row: int, columns: int) -> None:
    line = file.lines[row]
    cut = WITH_BAR.search(line) if "[[" in line else None
    if cut:
        code = "obsidian-embed" if cut[0].startswith("!") else "obsidian-link"
        file.findings.add(code, row + 1, cut.start() + 1, written=cut[0])
        return
    plain = line.strip()
    if line.count("|") == columns + 1 and plain.startswith("|") and plain.endswith("|"):
        return
    opening = BEFORE.match(line)
    start = opening.end() if opening else 0
    bars = [bar.end() for bar in BAR.finditer(line, start)]
    starts = [start, *bars][columns:]
    if starts and (lost := line[starts[0] :]).strip(" \t|"):
        column = starts[0] + len(lost) - len(lost.lstrip(" \t|")) + 1
        file.findings.add("lost-cell", row + 1, column, columns=columns)


def find_rows_in_text(file: CourseFile, tokens: Sequence[Token]) -> None:
    """Report the paragraphs that begin as rows of a table: without a head, or cut off by an empty line."""
    for number, token in enumerate(tokens):
        if token.type != "paragraph_open" or "|" not in tokens[number + 1].content:
            continue
        if row := ROW.search(prose(tokens[number + 1])):
            cut = number and tokens[number - 1].type == "table_close"
            place = inline_place(file.lines, tokens[number + 1], row.end() - len(row[0].lstrip()))
            file.findings.add("cut-table" if cut else "table-without-head", *place)
