"""Rows of tables that would lose text, and lines that were meant for a table and are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lms.courses.places import BAR, inline_place, prose

if TYPE_CHECKING:
    from markdown_it.token import Token

    from lms.courses.reading.file import CourseFile

ROW = re.compile(r"^[ \t]*(?:\|[^|\n]*){2}\|", re.MULTILINE)
BEFORE = re.compile(r"[ \t>]*\|?")
# One that is never closed matches as well: what opens within it is not closed either.
OBSIDIAN = re.compile(r"!?\[\[(?P<within>[^\]\n]*+)(?P<closed>\]\])?")


def find_lost_cells(file: CourseFile, tokens: Sequence[Token]) -> None:
    """Report the rows with more cells than their table's head, since only so many are shown."""
    columns = 0
    in_head = False
    for token in tokens:
        if token.type == "thead_open":
            in_head = True
            columns = 0
        elif token.type == "thead_close":
            in_head = False
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and token.map and not in_head:
            _row(file, token.map[0], columns)


def _row(file: CourseFile, row: int, columns: int) -> None:
    line = file.lines[row]
    # The bar within a link of Obsidian's cuts the cell: this is the mistake, and not the cell too many.
    links = (link for link in OBSIDIAN.finditer(line) if link["closed"])
    cut_link = next((link for link in links if BAR.search(link["within"])), None)
    if cut_link:
        code = "obsidian-embed" if cut_link[0].startswith("!") else "obsidian-link"
        file.findings.add(code, row + 1, cut_link.start() + 1, written=cut_link[0])
        return
    plain = line.strip()
    if line.count("|") == columns + 1 and plain.startswith("|") and plain.endswith("|"):
        return
    opening = BEFORE.match(line)
    start = opening.end() if opening else 0
    bars = [bar.end() for bar in BAR.finditer(line, start)]
    starts_of_lost = [start, *bars][columns:]
    if not starts_of_lost:
        return
    lost = line[starts_of_lost[0] :]
    words = lost.lstrip(" \t|")
    if words:
        column = starts_of_lost[0] + len(lost) - len(words) + 1
        file.findings.add("lost-cell", row + 1, column, columns=columns)


def find_rows_in_text(file: CourseFile, tokens: Sequence[Token]) -> None:
    """Report the paragraphs that begin as rows of a table: without a head, or cut off by an empty line."""
    for number, token in enumerate(tokens):
        if token.type != "paragraph_open" or "|" not in tokens[number + 1].content:
            continue
        inline = tokens[number + 1]
        row = ROW.search(prose(inline))
        if not row:
            continue
        after_table = number > 0 and tokens[number - 1].type == "table_close"
        code = "cut-table" if after_table else "table-without-head"
        place = inline_place(file.lines, inline, row.end() - len(row[0].lstrip()))
        file.findings.add(code, *place)
