"""Blocks: the parts of a course file that are compared between editions and between languages.

A block is a heading, a paragraph, a list, a table, a question, a footnote, or the words of the settings. Its
fingerprint is that of its words: how they are broken into lines, the boxes of a question and its opening line
do not count, so that a translation is held against what is said and nothing else.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from markdown_it.token import Token

from lms.courses.at_work import at_work
from lms.courses.dialect import markdown
from lms.courses.names import FileName, FileRole, read_name
from lms.courses.problems import Findings
from lms.courses.questions.block import Piece, split_pieces
from lms.courses.reading.file import CourseFile, read_course_file
from lms.courses.reading.headers import read_header
from lms.courses.source import read_text
from lms.courses.token_meta import box_of

BOX = re.compile(r"^([^\S\n]*[-*+] )\[[ xX]\]", re.MULTILINE)
TRANSLATED = ("title", "summary", "objectives")
"""The settings that hold words of the language; all others hold for the course in every language."""


@dataclass(frozen=True)
class Block:
    """One block of a file. `id` is a question's id, else its place: `s2.p3`, `s2` for a section's heading,
    `title`, `settings`, `note.1` for a footnote, `links` for the addresses at the foot."""

    id: str
    kind: str
    section: int
    line: int
    text: str
    words: str
    tokens: tuple[Token, ...] = field(default=(), repr=False, compare=False)

    @property
    def named(self) -> bool:
        """Is the block known by a name of its own, and not by its place?"""
        return self.kind in ("question", "settings", "note") or self.id == "title"

    @cached_property
    def lines(self) -> list[str]:
        """The text without any markup, a line for each paragraph, item or cell."""
        if not self.tokens:
            return [line for line in self.text.split("\n") if line.strip()]
        return [line for token in markdown.inlines(self.tokens) if (line := markdown.plain(token))]

    @cached_property
    def answered_lines(self) -> list[str]:
        """The same lines with what is right: a mark before a right choice, what a gap takes in brackets."""
        if not self.tokens:
            return self.lines
        lines: list[str] = []
        mark = ""
        for token in self.tokens:
            if token.type == "list_item_open":
                mark = "✓ " if box_of(token) else ""
            elif token.type == "inline" and (line := markdown.plain(token, gaps=True)):
                lines.append(mark + line)
                # Of a choice of several paragraphs only the first is marked.
                mark = ""
        return lines

    @cached_property
    def fingerprint(self) -> str:
        """The name of these words; empty when there are none to be translated."""
        return hashlib.sha256(self.words.encode()).hexdigest()[:16] if self.words else ""

    def __getstate__(self) -> dict[str, object]:
        """The block as it goes to another process: its lines instead of the parser's tokens."""
        lines = {"lines": self.lines, "answered_lines": self.answered_lines}
        return {**self.__dict__, **lines, "fingerprint": self.fingerprint, "tokens": ()}


@dataclass(frozen=True, slots=True)
class Outline:
    """A file as its blocks, in the order in which they stand, the settings first and the footnotes last."""

    name: FileName
    blocks: tuple[Block, ...]


def outlines_of(files: Mapping[str, bytes]) -> dict[str, Outline]:
    """The outlines of the files that are texts of a course and can be read, by path."""
    outlines = (read_outline(path, content) for path, content in sorted(files.items()))
    return {outline.name.path: outline for outline in outlines if outline}


def read_outline(path: str, content: bytes) -> Outline | None:
    """The blocks of a file; None when it is no text of a course."""
    name = read_name(path)
    text = read_text(content)
    if name is None or text is None:
        return None
    at_work(path)
    return outline_of(read_course_file(name, text, Findings(path)))


def outline_of(file: CourseFile) -> Outline:
    """The blocks of a file that was read."""
    return Outline(file.name, tuple(_blocks(file)))


def _blocks(file: CourseFile) -> Iterator[Block]:
    yield from _settings(file)
    section = 0
    ordinal = 0
    for piece in split_pieces(file.tokens):
        if piece.type == "container_question_open":
            yield _question(file, piece, section)
            continue
        first, last = piece.tokens[0].map or (0, 0)
        text = "\n".join(file.lines[first:last])
        heading = piece.tokens[0].tag if piece.type == "heading_open" else ""
        kind = piece.type.removesuffix("_open")
        if heading == "h1":
            id = "title"
        elif heading == "h2" and file.name.role == FileRole.MODULE:
            section += 1
            ordinal = 0
            id = f"s{section}"
        else:
            ordinal += 1
            id = f"s{section}.p{ordinal}"
        yield Block(id, kind, section, first + 1, text, _composed(text), piece.tokens)
    yield from _footnotes(file, section)
    if file.addresses:
        yield _addresses(file, section)


def _question(file: CourseFile, piece: Piece, section: int) -> Block:
    """A question without its opening line and its boxes, which are no words of the language."""
    first, last = piece.tokens[0].map or (0, 0)
    # What is wrong with its opening line is reported by who compiles the file.
    header = read_header(file.lines[first], first + 1, Findings(""))
    text = "\n".join(file.lines[first : last + 1])
    between_fences = "\n".join(file.lines[first + 1 : last])
    words = _composed(BOX.sub(r"\1[ ]", between_fences))
    return Block(header.id, "question", section, first + 1, text, words, piece.tokens)


def _footnotes(file: CourseFile, section: int) -> Iterator[Block]:
    """The footnotes, which stand after the last section."""
    for label, footnote in file.footnotes.items():
        end = max((token.map[1] for token in footnote.tokens if token.map), default=footnote.line)
        text = "\n".join(file.lines[footnote.line - 1 : end])
        words = _composed(text)
        yield Block(f"note.{label}", "note", section, footnote.line, text, words, footnote.tokens)


def _addresses(file: CourseFile, section: int) -> Block:
    """The addresses at the foot. They have no words: nothing of them is to be translated."""
    rows = sorted(row for rows in file.addresses for row in rows)
    text = "\n".join(file.lines[row] for row in rows)
    return Block("links", "note", section, rows[0] + 1, text, "")


def _settings(file: CourseFile) -> Iterator[Block]:
    """The settings, and the title that they give where no heading does."""
    if file.front is None or not file.front.values:
        return
    values = file.front.values
    words = {name: values[name] for name in TRANSLATED if isinstance(values.get(name), str | dict)}
    title = None
    if file.name.role != FileRole.COURSE and not any(token.tag == "h1" for token in file.tokens):
        title = words.pop("title", None)
    end = next((row for row, line in enumerate(file.lines[1:], 1) if line.rstrip() == "---"), 1)
    text = "\n".join(file.lines[1:end])
    yield Block("settings", "settings", 0, 1, text, _composed(_flat(words)))
    if isinstance(title, str):
        line, _ = file.front.place(("title",))
        yield Block("title", "heading", 0, line, title, _composed(f"# {title}"))


def _flat(values: Mapping[str, Any]) -> str:
    """The settings as lines, those of a mapping below its name."""
    lines = []
    for name, value in values.items():
        lines.append(f"{name}: {_flat(value) if isinstance(value, dict) else value}")
    return "\n".join(lines)


def _composed(text: str) -> str:
    """The text as its fingerprint sees it: on one line, each accented letter one character."""
    return unicodedata.normalize("NFC", " ".join(text.split()))
