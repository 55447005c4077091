"""The `:::` lines of a file, before Markdown sees them: which open and close, and what is wrong with them.

Markdown closes an open block by itself at the end of the file and takes a stray `:::` for text. Here each
such line is found and reported, and the text for the parser is mended so that one mistake makes no others.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from lms.courses.dialect.code_blocks import code_rows
from lms.courses.problems import Findings

FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<colons>:{2,})(?P<words>[^:].*|)$")
NAME = "question"


@dataclass(slots=True)
class Fenced:
    """The lines for the parser, the first lines (from 0) of its questions, and whether a fence was wrong."""

    lines: list[str]
    openers: list[int] = field(default_factory=list)
    broken: bool = False


@dataclass(frozen=True, slots=True)
class _Fence:
    """A line of colons: with words after them it opens a block, without any it closes one."""

    row: int
    words: str

    @property
    def opens(self) -> bool:
        return bool(self.words)

    @property
    def name(self) -> str:
        return self.words.split()[0] if self.words else ""

    @property
    def asks(self) -> bool:
        """Does it open a question?"""
        return self.name == NAME


def read_fences(lines: Sequence[str], findings: Findings) -> Fenced:
    """Pair the fences of a file, report what is wrong and hand out lines that parse."""
    fenced = Fenced(list(lines))
    before = len(findings)
    # Code first: what looks like a fence in it is none.
    in_code = code_rows(fenced.lines, findings)
    fences = _Finder(fenced, in_code, findings).find()
    _Pairing(fenced, fences, findings).run()
    fenced.broken = len(findings) > before
    return fenced


class _Finder:
    """Finds the fences of a file, and writes each as it should be.

    | a line begins with | outside a question | inside one |
    | --- | --- | --- |
    | `:::` | a fence | a fence |
    | `::::` or more | a fence, `fence-length` | as outside, but not when it is as long as its opening one |
    | `:: question` | a fence, `fence-length` | as outside |
    | `::` alone | text | a fence, `fence-length` |
    | `::` and other words | text | text |
    | one of these, 1 to 3 spaces before it | a fence, `indented-fence` | as outside |
    | one of these, more spaces before it | text, unless it is `question` | a fence, `indented-fence` |
    | one of these, in code | an example, left alone | `fence-in-code`, emptied: it would end the question |
    """

    def __init__(self, fenced: Fenced, in_code: set[int], findings: Findings) -> None:
        self.fenced = fenced
        self.in_code = in_code
        self.findings = findings
        self.opened = ""
        """The colons that opened the block which a line stands in; empty outside blocks."""

    def find(self) -> list[_Fence]:
        """The fences in their order."""
        fences: list[_Fence] = []
        for row, line in enumerate(self.fenced.lines):
            match = FENCE.match(line)
            fence = self._read(row, match) if match else None
            if fence:
                fences.append(fence)
        return fences

    def _read(self, row: int, match: re.Match[str]) -> _Fence | None:
        indent = match["indent"]
        colons = match["colons"]
        words = match["words"].strip()
        fence = _Fence(row, words)
        column = len(indent) + 1
        closes = bool(self.opened) and not words
        if len(colons) == 2 and not fence.asks and not closes:
            return None
        if row in self.in_code:
            if self.opened:
                self.findings.add("fence-in-code", row + 1, column)
                self.fenced.lines[row] = ""
            return None
        if indent:
            if len(indent.expandtabs(4)) > 3 and not fence.asks and not self.opened:
                return None
            self.findings.add("indented-fence", row + 1, column)
        elif len(colons) != 3 and (words or colons != self.opened):
            # A question that ends as it begins has one mistake, told where it begins.
            self.findings.add("fence-length", row + 1, column, written=colons)
        self.opened = colons if words else ""
        self.fenced.lines[row] = f"::: {words}" if words else ":::"
        return fence


class _Pairing:
    """Walks the fences in order and finds for each that opens the one that closes it.

    | a fence | a question is open | closing fences before the next opens | outcome |
    | --- | --- | --- | --- |
    | `:::` | yes | | ends it |
    | `:::` | no | | `stray-fence`, emptied; not told where it ends a block of an unknown name |
    | `::: question` | no | | opens one |
    | `::: other` | no | | `unknown-fence`, emptied |
    | `::: question` | yes | 0 or 1 | `unclosed-question` for the one above; opens another |
    | `::: other` | yes | 0 | `closing-words`: ends the question |
    | `::: other` | yes | 1 | `unknown-fence`, emptied; the question stays open |
    | `::: anything` | yes | 2 or more | `nested-question`, emptied up to its end; the question stays open |
    """

    def __init__(self, fenced: Fenced, fences: Iterable[_Fence], findings: Findings) -> None:
        self.fenced = fenced
        self.ahead = deque(fences)
        self.findings = findings
        self.open: _Fence | None = None
        """The fence that opened the question in which the next one stands."""
        self.in_unknown = False
        """Does the next one stand in a block of an unknown name?"""

    def run(self) -> None:
        while self.ahead:
            fence = self.ahead.popleft()
            if not fence.opens:
                self._close(fence)
            elif self.open:
                self._open_within(fence, self.open)
            else:
                self._open(fence)
        if self.open:
            self._unclosed(self.open)

    def _close(self, fence: _Fence) -> None:
        if not self.open:
            if not self.in_unknown:
                self.findings.add("stray-fence", fence.row + 1, 1)
            self._empty(fence)
        self.open = None
        self.in_unknown = False

    def _open(self, fence: _Fence) -> None:
        if fence.asks:
            self.open = fence
            self.in_unknown = False
            self.fenced.openers.append(fence.row)
        else:
            self._unknown(fence)
            self.in_unknown = True

    def _open_within(self, fence: _Fence, open_: _Fence) -> None:
        closers = self._closers_ahead()
        if closers > 1:
            self.findings.add("nested-question", fence.row + 1, 1, line=open_.row + 1)
            closer = self.ahead.popleft()
            for row in range(fence.row, closer.row + 1):
                self.fenced.lines[row] = ""
        elif fence.asks:
            self._unclosed(open_)
            self._open(fence)
        elif closers:
            self._unknown(fence)
        else:
            self.findings.add("closing-words", fence.row + 1, 1, words=fence.words)
            self.fenced.lines[fence.row] = ":::"
            self.open = None

    def _closers_ahead(self) -> int:
        """How many closing fences come before the next that opens."""
        return sum(1 for _ in takewhile(lambda fence: not fence.opens, self.ahead))

    def _unclosed(self, fence: _Fence) -> None:
        self.findings.add("unclosed-question", fence.row + 1, 1)
        self._empty(fence)
        self.fenced.openers.remove(fence.row)

    def _unknown(self, fence: _Fence) -> None:
        self.findings.add("unknown-fence", fence.row + 1, 1, name=fence.name, nearest=NAME)
        self._empty(fence)

    def _empty(self, fence: _Fence) -> None:
        """Takes a fence from the parser, but not its line: those below keep their numbers."""
        self.fenced.lines[fence.row] = ""
