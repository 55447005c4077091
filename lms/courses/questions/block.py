"""A question as it stands in the file: its opening line and the blocks between its fences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lms.courses.places import block_place, inline_place
from lms.courses.token_meta import box_of, label_of

if TYPE_CHECKING:
    from markdown_it.token import Token

    from lms.courses.problems import Findings

# What a trainer may have meant as a box: brackets with next to nothing between them, no link or footnote.
BOX = re.compile(r"\[[^\]\[^\n]{0,2}\](?![(\[:])")

# Before a box: a mark of lists, or what word processors make of one.
MARK = r"[-*+‐‑–—−•·▪○●]\s?"
BOX_IN_TEXT = re.compile(rf"\s*((?:{MARK})?\[[ xX\u00a0]?\])(?![(\[:])")


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of Markdown with everything inside it."""

    tokens: tuple[Token, ...]

    @property
    def type(self) -> str:
        return self.tokens[0].type

    @property
    def inner(self) -> tuple[Token, ...]:
        return self.tokens[1:-1]

    @property
    def is_list(self) -> bool:
        return self.type in ("bullet_list_open", "ordered_list_open")


def split_pieces(tokens: Sequence[Token]) -> list[Piece]:
    """The blocks of the outermost level, in order."""
    blocks: list[Piece] = []
    depth = start = 0
    for number, token in enumerate(tokens):
        if depth == 0:
            start = number
        depth += token.nesting
        if depth == 0:
            blocks.append(Piece(tuple(tokens[start : number + 1])))
    return blocks


def items_of(block: Piece) -> list[Piece]:
    """The items of a list."""
    return split_pieces(block.inner)


def first_words(item: Piece) -> str:
    """What a list item begins with, boxes that were recognised left out."""
    return item.tokens[2].content if len(item.tokens) > 3 and item.tokens[2].type == "inline" else ""


def has_box(item: Piece) -> bool:
    """Does a list item begin with a box, checked or not?"""
    return box_of(item.tokens[0]) is not None


def is_checked(item: Piece) -> bool:
    """Does a list item begin with a box that has an x in it?"""
    return bool(box_of(item.tokens[0]))


@dataclass
class WrittenQuestion:
    """What a kind reads a question from, and where it reports what is wrong.

    The HTML comes through two functions, so that a kind knows nothing of the parser: `html(tokens, part)` for
    blocks, where part names the place in the question for the anchors of footnotes, and `inline_html(token)`.
    """

    id: str
    line: int
    end: int
    attributes: dict[str, str]
    columns: dict[str, int]
    blocks: tuple[Piece, ...]
    explanation: Piece | None
    translation: bool
    lines: Sequence[str]
    findings: Findings
    html: Callable[[Sequence[Token], str], str] = field(repr=False)
    inline_html: Callable[[Token], str] = field(repr=False)

    @property
    def unsound(self) -> bool:
        """Has it an error already? Then it is held against nothing, or one mistake would be told as two."""
        return self.findings.wrong_within(self.line, self.end)

    @cached_property
    def choice_lists(self) -> list[Piece]:
        """The lists meant as choices: one of their items has a box, or something like one."""
        return [
            block
            for block in self.blocks
            if block.is_list
            and any(has_box(item) or BOX.match(first_words(item)) for item in items_of(block))
        ]

    @property
    def gaps(self) -> list[tuple[Token, Token]]:
        """The gaps before the closing quote, each with the inline token that it stands in."""
        return [
            (inline, child)
            for block in self.blocks
            for inline in block.tokens
            for child in inline.children or ()
            if child.type == "gap"
        ]

    @property
    def footnotes(self) -> set[str]:
        """The labels of the footnotes that it refers to, its explanation's too."""
        return {
            label_of(child)
            for block in (*self.blocks, *([self.explanation] if self.explanation else []))
            for inline in block.tokens
            for child in inline.children or ()
            if child.type == "footnote_ref"
        }

    @property
    def boxes_marked(self) -> int:
        return sum(is_checked(item) for block in self.choice_lists for item in items_of(block))

    def boxes_in_text(self) -> list[tuple[Token, int, str]]:
        """Lines that look like choices but are text: token, position and what is written there."""
        return [
            (token, position + match.start(1), match[1])
            for block in self.blocks
            if block.type == "paragraph_open"
            for token in block.inner
            for position, line in self.lines_of(token)
            if (match := BOX_IN_TEXT.match(line))
        ]

    def stands_apart(self, block: Piece) -> bool:
        """Is there an empty line above this block?"""
        row = block.tokens[0].map[0] if block.tokens[0].map else 0
        return not self.lines[row - 1].strip()

    def report(self, code: str, at: Token | None = None, **values: object) -> None:
        """A problem at this block, else at the question's opening line."""
        line, column = block_place(self.lines, at) if at else (self.line, 1)
        self.findings.add(code, line, column, **values)

    def report_box(self, code: str, item: Piece, **values: object) -> None:
        """A problem at the box of a choice."""
        row = item.tokens[0].map[0] if item.tokens[0].map else 0
        self.findings.add(code, row + 1, self.lines[row].find("[") + 1, **values)

    def report_inside(self, code: str, inline: Token, position: int, **values: object) -> None:
        self.findings.add(code, *inline_place(self.lines, inline, position), **values)

    def lines_of(self, inline: Token) -> Iterator[tuple[int, str]]:
        """The lines of a text, each with its position in the text."""
        position = 0
        for line in inline.content.split("\n"):
            yield position, line
            position += len(line) + 1
