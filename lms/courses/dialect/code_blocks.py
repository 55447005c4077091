"""Code between fences, ``` or ~~~: which lines of a file are code, whatever they hold.

Fences are read as Markdown reads them, list by list: four spaces more than their list make text of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lms.courses.places import indent_of
from lms.courses.problems import Findings

OPENER = re.compile(r" {0,3}(?P<mark>`{3,}(?=[^`]*$)|~{3,})")
CLOSER = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})$")
ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]{1,9}[.)])(?: {1,4}(?! )| |$)")
RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,}$")
DEEPEST = 20
"""Lists within lists that Markdown reads; what is deeper is text to it."""
FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]:")


class _Kind(NamedTuple):
    """What the fences that can end each other have in common: the lists around them, and their sign."""

    lists: tuple[int, ...]
    sign: str


@dataclass(frozen=True, slots=True)
class _Opener:
    """A fence that opens: its line, its mark, and where the text of each list around it begins."""

    row: int
    mark: str
    lists: tuple[int, ...]

    @property
    def kind(self) -> _Kind:
        return _Kind(self.lists, self.mark[0])


def code_rows(lines: list[str], findings: Findings) -> set[int]:
    """The rows between fences. One that never ends would swallow the rest of the file: it is reported and
    its line emptied.
    """
    endless: dict[_Kind, int] = {}
    while True:
        walk = _Walk(endless)
        for row, line in enumerate(lines):
            walk.read(row, line)
        if walk.opener is None:
            break
        # All below it was taken for code. Walk again, knowing that it has no end.
        endless[walk.opener.kind] = len(walk.opener.mark)
    for opener in walk.endless_openers:
        column = lines[opener.row].index(opener.mark) + 1
        findings.add("unclosed-code", opener.row + 1, column, mark=opener.mark)
        lines[opener.row] = ""
    return walk.rows


class _Walk:
    """One walk through the lines of a file, from the first to the last.

    `endless` is the length of the shortest fence that is known never to end, by its kind: what ends no fence
    above ends none of its kind below, and none that is longer.
    """

    def __init__(self, endless: Mapping[_Kind, int]) -> None:
        self.endless = endless
        self.rows: set[int] = set()
        """The rows of code found so far."""
        self.endless_openers: list[_Opener] = []
        """The fences that were met and are known not to end."""
        self.opener: _Opener | None = None
        """The fence that is open."""
        self._lists: list[int] = []
        """Where the text of each list begins that the line stands in."""

    def read(self, row: int, line: str) -> None:
        plain = line.expandtabs(4).rstrip()
        if not plain:
            return
        self._leave_lists(row, indent_of(plain))
        if self.opener:
            self._look_for_end(row, plain, self.opener)
        else:
            self._look_for_opener(row, plain)

    def _leave_lists(self, row: int, indent: int) -> None:
        """Leaves the lists whose text begins further to the right; with a list its code ends."""
        while self._lists and self._lists[-1] > indent:
            self._lists.pop()
        if self.opener and len(self._lists) < len(self.opener.lists):
            self.rows.update(range(self.opener.row, row))
            self.opener = None

    def _look_for_end(self, row: int, line: str, opener: _Opener) -> None:
        closer = CLOSER.match(line, self._start())
        if closer and closer["mark"].startswith(opener.mark):
            self.rows.update(range(opener.row, row + 1))
            self.opener = None

    def _look_for_opener(self, row: int, line: str) -> None:
        start = self._enter_lists(line)
        match = OPENER.match(line, start)
        if not match:
            return
        opener = _Opener(row, match["mark"], tuple(self._lists))
        shortest = self.endless.get(opener.kind)
        if shortest is not None and len(opener.mark) >= shortest:
            self.endless_openers.append(opener)
        else:
            self.opener = opener

    def _enter_lists(self, line: str) -> int:
        """Enters the lists and footnotes that a line opens; gives where its text begins after their marks."""
        start = self._start()
        if FOOTNOTE.match(line, start):
            self._lists.append(start + 4)
            return len(line)
        while len(self._lists) < DEEPEST and not RULE.match(line, start):
            item = ITEM.match(line, start)
            if not item:
                break
            start = item.end()
            if start == len(line):
                # Nothing follows the mark: the text comes on the next line, as if a space stood here.
                start += 1
            self._lists.append(start)
        return min(start, len(line))

    def _start(self) -> int:
        return self._lists[-1] if self._lists else 0
