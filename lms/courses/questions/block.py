"""A question as it stands in the file: its opening line and the blocks between its fences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

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
    start = 0
    depth = 0
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
    """What a list item begins with, boxes that were recognised left out; empty unless it is text."""
    # The item opens, its paragraph opens, and then comes the text.
    if len(item.tokens) > 3 and item.tokens[2].type == "inline":
        return item.tokens[2].content
    return ""


def has_box(item: Piece) -> bool:
    """Does a list item begin with a box, checked or not?"""
    return box_of(item.tokens[0]) is not None


def is_checked(item: Piece) -> bool:
    """Does a list item begin with a box that has an x in it?"""
    return bool(box_of(item.tokens[0]))


class Gap(NamedTuple):
    """A gap as it is written: its token, and the inline token that it stands in, which tells its place."""

    inline: Token
    token: Token


@dataclass
class WrittenQuestion:
    """What a kind reads a question from, and where it reports what is wrong.

    `line` and `end` are the lines of its fences; `attributes` are those of the opening line, and `columns`
    tell where each of them and the `id` stand there. `blocks` are the blocks between the fences, but for a
    closing quote, which is the `explanation`.

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
        return [block for block in self.blocks if block.is_list and _has_choices(block)]

    @property
    def gaps(self) -> list[Gap]:
        """The gaps before the closing quote."""
        return [
            Gap(inline, child)
            for block in self.blocks
            for inline in block.tokens
            for child in inline.children or ()
            if child.type == "gap"
        ]

    @property
    def footnotes(self) -> set[str]:
        """The labels of the footnotes that it refers to, its explanation's too."""
        blocks = list(self.blocks)
        if self.explanation:
            blocks.append(self.explanation)
        return {
            label_of(child)
            for block in blocks
            for inline in block.tokens
            for child in inline.children or ()
            if child.type == "footnote_ref"
        }

    @property
    def boxes_marked(self) -> int:
        """How many of its choices are marked as right."""
        return sum(is_checked(item) for block in self.choice_lists for item in items_of(block))

    def report_boxes_in_text(self) -> bool:
        """Reports each line that looks like a choice but is text. Was there any?"""
        before = len(self.findings)
        paragraphs = [block.tokens[1] for block in self.blocks if block.type == "paragraph_open"]
        for inline in paragraphs:
            for position, line in self.lines_of(inline):
                if match := BOX_IN_TEXT.match(line):
                    self.report_inside("wrong-mark", inline, position + match.start(1), written=match[1])
        return len(self.findings) > before

    def prompt_html(self, blocks: Sequence[Piece]) -> str:
        """HTML of what is asked, which is these blocks: those that hold no answer."""
        return self.html([token for block in blocks for token in block.tokens], "prompt")

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
        """A problem at this position in the content of an inline token."""
        self.findings.add(code, *inline_place(self.lines, inline, position), **values)

    def lines_of(self, inline: Token) -> Iterator[tuple[int, str]]:
        """The lines of a text, each with its position in the text."""
        position = 0
        for line in inline.content.split("\n"):
            yield position, line
            position += len(line) + 1


def _has_choices(block: Piece) -> bool:
    """Has an item of this list a box, or something like one?"""
    return any(has_box(item) or BOX.match(first_words(item)) for item in items_of(block))
