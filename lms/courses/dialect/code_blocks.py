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
DEEPEST = 20
"""Lists within lists that Markdown reads; what is deeper is text to it."""
FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]:")


@dataclass(frozen=True, slots=True)
class _Opener:
    """A fence that opens: its line, its mark, and where the text of each list around it begins."""

    row: int
    mark: str
    inside: tuple[int, ...]


UnclosedBlock = dict[tuple[tuple[int, ...], str], int]
"""The shortest fence that never ends, by the lists around it and its sign."""


def code_rows(lines: list[str], findings: Findings) -> set[int]:
    """The rows between fences. One that never ends would swallow the rest of the file: it is reported and
    its line emptied.
    """
    endless: UnclosedBlock = {}
    while True:
        rows, lost, opener = _scan(lines, endless)
        if opener is None:
            break
        endless[opener.inside, opener.mark[0]] = len(opener.mark)
    for one in lost:
        findings.add("unclosed-code", one.row + 1, lines[one.row].index(one.mark) + 1, mark=one.mark)
        lines[one.row] = ""
    return rows


def _scan(lines: list[str], endless: UnclosedBlock) -> tuple[set[int], list[_Opener], _Opener | None]:
    """The rows of code, the fences that are known not to end, and the one that is open at the end."""
    rows: set[int] = set()
    lost: list[_Opener] = []
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
        if found := OPENER.match(plain, _enter(plain, inside)):
            opener = _Opener(row, found["mark"], tuple(inside))
            # What ends no fence above ends none of its kind below.
            if len(opener.mark) >= endless.get((opener.inside, opener.mark[0]), len(plain) + 1):
                lost.append(opener)
                opener = None
    return rows, lost, opener


def _enter(line: str, inside: list[int]) -> int:
    """Where the text of a line begins, after the marks of the lists and footnotes that it opens."""
    start = inside[-1] if inside else 0
    if FOOTNOTE.match(line, start):
        inside.append(start + 4)
        return len(line)
    while len(inside) < DEEPEST and (item := ITEM.match(line, start)) and not RULE.match(line, start):
        start = item.end() + (item.end() == len(line))
        inside.append(start)
    return min(start, len(line))
