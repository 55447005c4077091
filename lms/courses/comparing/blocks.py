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

from lms.courses.dialect import markdown
from lms.courses.names import FileName, read_name
from lms.courses.problems import Findings
from lms.courses.questions.block import split_pieces
from lms.courses.reading.file import CourseFile, read_course_file
from lms.courses.reading.headers import read_header
from lms.courses.source import read_text
from lms.courses.token_meta import box_of

BOX = re.compile(r"^(\s*[-*+] )\[[ xX]\]", re.MULTILINE)
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

    @property
    def lines(self) -> list[str]:
        """The text without any markup, a line for each paragraph, item or cell."""
        if not self.tokens:
            return [line for line in self.text.split("\n") if line.strip()]
        return [line for token in markdown.inlines(self.tokens) if (line := markdown.plain(token))]

    @property
    def answered_lines(self) -> list[str]:
        """The same lines with what is right: a mark before a right choice, what a gap takes in brackets."""
        if not self.tokens:
            return self.lines
        found, mark = [], ""
        for token in self.tokens:
            if token.type == "list_item_open":
                mark = "✓ " if box_of(token) else ""
            elif token.type == "inline" and (line := markdown.plain(token, gaps=True)):
                found.append(mark + line)
                mark = ""
        return found

    @cached_property
    def fingerprint(self) -> str:
        """The name of these words; empty when there are none to be translated."""
        return hashlib.sha256(self.words.encode()).hexdigest()[:16] if self.words else ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A file as its blocks, in the order in which they stand, the settings first and the footnotes last."""

    name: FileName
    blocks: tuple[Block, ...]


def outlines_of(files: Mapping[str, bytes]) -> dict[str, Outline]:
    """The outlines of the files that are texts of a course and can be read, by path."""
    found = (read_outline(path, content) for path, content in sorted(files.items()))
    return {outline.name.path: outline for outline in found if outline}


def read_outline(path: str, content: bytes) -> Outline | None:
    """The blocks of a file; None when it is no text of a course."""
    name, text = read_name(path), read_text(content)
    if name is None or text is None:
        return None
    return outline_of(read_course_file(name, text, Findings(path)))


def outline_of(file: CourseFile) -> Outline:
    """The blocks of a file that was read."""
    return Outline(file.name, tuple(_blocks(file)))


def _blocks(file: CourseFile) -> Iterator[Block]:
    yield from _settings(file)
    section = ordinal = 0
    for block in split_pieces(file.tokens):
        first, last = block.tokens[0].map or (0, 0)
        if block.type == "container_question_open":
            header = read_header(file.lines[first], first + 1, Findings(""))
            text = "\n".join(file.lines[first : last + 1])
            words = _folded(BOX.sub(r"\1[ ]", "\n".join(file.lines[first + 1 : last])))
            yield Block(header.id, "question", section, first + 1, text, words, block.tokens)
            continue
        heading = block.tokens[0].tag if block.type == "heading_open" else ""
        if heading == "h1":
            id, kind = "title", "heading"
        elif heading == "h2" and file.name.role == "module":
            section, ordinal = section + 1, 0
            id, kind = f"s{section}", "heading"
        else:
            ordinal += 1
            id, kind = f"s{section}.p{ordinal}", block.type.removesuffix("_open")
        text = "\n".join(file.lines[first:last])
        yield Block(id, kind, section, first + 1, text, _folded(text), block.tokens)
    for label, note in file.footnotes.items():
        end = max((token.map[1] for token in note.tokens if token.map), default=note.line)
        text = "\n".join(file.lines[note.line - 1 : end])
        yield Block(f"note.{label}", "note", section, note.line, text, _folded(text), note.tokens)
    if file.addresses:
        # An address has no words: nothing of it is to be translated.
        rows = sorted(row for rows in file.addresses for row in rows)
        text = "\n".join(file.lines[row] for row in rows)
        yield Block("links", "note", section, rows[0] + 1, text, "")


def _settings(file: CourseFile) -> Iterator[Block]:
    """The settings, and the title that they give where no heading does."""
    values = dict(file.front.values) if file.front else {}
    if not values:
        return
    words = {name: values[name] for name in TRANSLATED if isinstance(values.get(name), str | dict)}
    title = None
    if file.name.role != "course" and not any(token.tag == "h1" for token in file.tokens):
        title = words.pop("title", None)
    end = next((row for row, line in enumerate(file.lines[1:], 1) if line.rstrip() == "---"), 1)
    text = "\n".join(file.lines[1:end])
    yield Block("settings", "settings", 0, 1, text, _folded(_flat(words)))
    if isinstance(title, str) and file.front:
        yield Block("title", "heading", 0, file.front.place(("title",))[0], title, _folded(f"# {title}"))


def _flat(values: Mapping[str, Any]) -> str:
    lines = []
    for name, value in values.items():
        lines.append(f"{name}: {_flat(value) if isinstance(value, dict) else value}")
    return "\n".join(lines)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))
