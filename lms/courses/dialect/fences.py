"""The `:::` lines of a file, before Markdown sees them: which open and close, and what is wrong with them.

Markdown closes an open block by itself at the end of the file and takes a stray `:::` for text. Here each
such line is found and reported, and the text for the parser is mended so that one mistake makes no others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

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
class _Mark:
    row: int
    words: str

    @property
    def opens(self) -> bool:
        return bool(self.words)

    @property
    def name(self) -> str:
        return self.words.split()[0]


def read_fences(lines: Sequence[str], findings: Findings) -> Fenced:
    """Pair the fences of a file, report what is wrong and hand out lines that parse."""
    fenced = Fenced(list(lines))
    before = len(findings)
    in_code = code_rows(fenced.lines, findings)
    marks = _marks(fenced, in_code, findings)
    _pair(fenced, marks, findings)
    fenced.broken = len(findings) > before
    return fenced


def _marks(fenced: Fenced, in_code: set[int], findings: Findings) -> list[_Mark]:
    """The fence lines in order, each written as it should be."""
    marks: list[_Mark] = []
    depth = 0
    opened = ""
    for row, line in enumerate(fenced.lines):
        match = FENCE.match(line)
        if not match:
            continue
        words = match["words"].strip()
        name = words.split()[0] if words else ""
        column = len(match["indent"]) + 1
        if len(match["colons"]) == 2 and not (name == NAME or (depth and not words)):
            continue
        if row in in_code:
            # Outside a question it is an example; inside, Markdown would close the question there.
            if depth:
                findings.add("fence-in-code", row + 1, column)
                fenced.lines[row] = ""
            continue
        if match["indent"]:
            if len(match["indent"].expandtabs(4)) > 3 and name != NAME and not depth:
                continue
            findings.add("indented-fence", row + 1, column)
        elif len(match["colons"]) != 3 and (words or match["colons"] != opened):
            # A question that ends as it begins has one mistake, told where it begins.
            findings.add("fence-length", row + 1, column, written=match["colons"])
        opened = match["colons"] if words else ""
        fenced.lines[row] = f"::: {words}" if words else ":::"
        marks.append(_Mark(row, words))
        depth = 1 if words else 0
    return marks


def _pair(fenced: Fenced, marks: Sequence[_Mark], findings: Findings) -> None:
    opener: _Mark | None = None
    skip_closer = False
    number = 0
    while number < len(marks):
        mark = marks[number]
        if not mark.opens:
            if opener is None and not skip_closer:
                findings.add("stray-fence", mark.row + 1, 1)
            if opener is None:
                fenced.lines[mark.row] = ""
            opener, skip_closer = None, False
        elif opener and _closers_after(marks, number) > 1:
            findings.add("nested-question", mark.row + 1, 1, line=opener.row + 1)
            closer = marks[number + 1].row
            fenced.lines[mark.row : closer + 1] = [""] * (closer + 1 - mark.row)
            number += 1
        elif opener and mark.name != NAME and not _closers_after(marks, number):
            findings.add("closing-words", mark.row + 1, 1, words=mark.words)
            fenced.lines[mark.row] = ":::"
            opener = None
        elif opener and mark.name != NAME:
            findings.add("unknown-fence", mark.row + 1, 1, name=mark.name, nearest=NAME)
            fenced.lines[mark.row] = ""
        else:
            if opener:
                _unclosed(fenced, opener, findings)
            opener, skip_closer = mark, False
            if mark.name != NAME:
                findings.add("unknown-fence", mark.row + 1, 1, name=mark.name, nearest=NAME)
                fenced.lines[mark.row] = ""
                opener, skip_closer = None, True
            else:
                fenced.openers.append(mark.row)
        number += 1
    if opener:
        _unclosed(fenced, opener, findings)


def _unclosed(fenced: Fenced, opener: _Mark, findings: Findings) -> None:
    findings.add("unclosed-question", opener.row + 1, 1)
    fenced.lines[opener.row] = ""
    fenced.openers.remove(opener.row)


def _closers_after(marks: Sequence[_Mark], number: int) -> int:
    """How many closing fences follow this opening one before the next opens."""
    count = 0
    for mark in marks[number + 1 :]:
        if mark.opens:
            break
        count += 1
    return count
