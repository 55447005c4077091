"""Code between fences, ``` or ~~~: which lines of a file are code, whatever they hold.

Fences are read as Markdown reads them, list by list: four spaces more than their list make text of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lms.courses.places import indent_of
from lms.courses.problems import Findings

OPENER = re.compile(r" {0,3}(?P<mark>`{3,}(?=[^`]*$)|~{3,})")
CLOSER = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})$")
ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]{1,9}[.)])(?: {1,4}(?! )| |$)")
RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,}$")
FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]:")


@dataclass(frozen=True, slots=True)
class _Opener:
    """A fence that opens: its line, its mark, and where the text of each list around it begins."""

    row: int
    mark: str
    inside: tuple[int, ...]


def code_rows(lines: list[str], findings: Findings) -> set[int]:
    """The rows between fences. One that never ends would swallow the rest of the file: it is reported and
    its line emptied.
    """
    while True:
        rows, opener = _scan(lines)
        if opener is None:
            return rows
        column = lines[opener.row].index(opener.mark) + 1
        findings.add("unclosed-code", opener.row + 1, column, mark=opener.mark)
        lines[opener.row] = ""


def _scan(lines: list[str]) -> tuple[set[int], _Opener | None]:
    """The rows of code, and the fence that is open at the end."""
    rows: set[int] = set()
    opener: _Opener | None = None
    inside: list[int] = []
    for row, line in enumerate(lines):
        plain = line.expandtabs(4).rstrip()
        if not plain:
            continue
        while inside and inside[-1] > indent_of(plain):
            inside.pop()
        if opener and len(inside) < len(opener.inside):
            # The list has ended, and its code with it.
            rows.update(range(opener.row, row))
            opener = None
        if opener:
            closer = CLOSER.match(plain, inside[-1] if inside else 0)
            if closer and closer["mark"].startswith(opener.mark):
                rows.update(range(opener.row, row + 1))
                opener = None
            continue
        start = _enter(plain, inside)
        if found := OPENER.match(plain, start):
            opener = _Opener(row, found["mark"], tuple(inside))
    return rows, opener


def _enter(line: str, inside: list[int]) -> int:
    """Where the text of a line begins, after the marks of the lists and footnotes that it opens."""
    start = inside[-1] if inside else 0
    if FOOTNOTE.match(line, start):
        inside.append(start + 4)
        return len(line)
    while (item := ITEM.match(line, start)) and not RULE.match(line, start):
        start = item.end() + (item.end() == len(line))
        inside.append(start)
    return min(start, len(line))
