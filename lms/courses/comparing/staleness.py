"""Staleness: where a translation was accepted for other words of its source, the reader is told so there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import NamedTuple

from markdown_it.token import Token

from lms.courses.comparing.acceptance import Pair, State, load, pairs
from lms.courses.comparing.blocks import Block, outline_of
from lms.courses.questions.block import Piece, WrittenQuestion, split_pieces
from lms.courses.reading.file import CourseFile
from lms.courses.reading.folder import Folder
from lms.courses.reading.settings import CourseSettings
from lms.courses.source import ACCEPTED


class Passage(NamedTuple):
    """Some blocks of a text; if a pair is given, they are one block, which is stale."""

    tokens: Sequence[Token]
    pair: Pair | None


@dataclass(slots=True)
class Stale:
    """The stale blocks of one translated file; a source has none, nor has what was never accepted.

    `source` is the file that it translates, and `language` the language of that.
    """

    source: CourseFile | None = None
    language: str = ""
    pairs: list[Pair] = field(default_factory=list)
    by_id: dict[str, Pair] = field(init=False)
    """The pairs by the ids of their sources."""
    by_token: dict[int, Pair] = field(init=False)
    """Those that stand in a run of text, by the first token of their translation."""

    def __post_init__(self) -> None:
        # Of two of one id the first.
        self.by_id = {pair.source.id: pair for pair in reversed(self.pairs)}
        in_text = [pair for pair in self.pairs if pair.translation and _in_text(pair.source)]
        # The very same token: the blocks that are compared were made of the file's own.
        self.by_token = {id(pair.translation.tokens[0]): pair for pair in in_text if pair.translation}

    def asks_otherwise(self, question: WrittenQuestion) -> bool:
        """Is a question of the translation stale, or a footnote that it refers to?"""
        ids = self.by_id
        return question.id in ids or any(f"note.{label}" in ids for label in question.footnotes)

    @property
    def footnotes(self) -> dict[str, str]:
        """The note below each stale footnote, by the footnote's label."""
        return {
            pair.source.id.removeprefix("note."): self.note(pair)
            for pair in self.pairs
            if pair.source.kind == "note"
        }

    def split(self, tokens: Sequence[Token]) -> list[Passage]:
        """A text in passages: each stale block by itself, and what stands between them."""
        if not self.pairs:
            return [Passage(tokens, None)]
        return [
            Passage([token for block in blocks for token in block.tokens], pair)
            for pair, blocks in groupby(split_pieces(tokens), key=self._pair_of)
        ]

    def _pair_of(self, block: Piece) -> Pair | None:
        """The stale pair whose translation is this block of a text; None for all other blocks."""
        return self.by_token.get(id(block.tokens[0]))

    def find(self, id: str) -> Pair | None:
        """The stale heading of a section (`s1`…), the file's `title` or its `settings`."""
        return self.by_id.get(id)

    def note(self, pair: Pair | None) -> str:
        """The note below a stale block: its source, one step away. The page puts the words into it."""
        if pair is None or self.source is None:
            return ""
        html = self._original(self.source, pair.source)
        return f'<details class="stale"><summary></summary><div lang="{self.language}">{html}</div></details>'

    def _original(self, source: CourseFile, block: Block) -> str:
        """HTML of a block of the source; of a heading its words, for the page has that heading already."""
        if block.kind == "heading":
            return _paragraphs(block.lines)
        if block.kind == "settings":
            return _paragraphs(_words_of_settings(source))
        # A footnote is called by whatever label its author chose: its line is safe in an anchor.
        place = f"note-{block.line}" if block.kind == "note" else block.id.replace(".", "-")
        document = f"{source.name.slug}-source-{place}"
        return source.html(block.tokens, document, source.title)


NOTHING = Stale()


def _paragraphs(lines: Sequence[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _words_of_settings(source: CourseFile) -> list[str]:
    settings = source.settings
    if not isinstance(settings, CourseSettings):
        return [source.title]
    return [source.title, settings.summary, *settings.objectives.values()]


def _in_text(block: Block) -> bool:
    """Does it stand in a run of text? Questions, footnotes and section headings have their note elsewhere."""
    return not block.named and "." in block.id


class Staleness:
    """What is stale in each translated file of a course, whose own language is this one."""

    def __init__(self, folder: Folder, language: str) -> None:
        self._language = language
        self._accepted = load(folder.source.files.get(ACCEPTED))

    def of(self, source: CourseFile, translation: CourseFile) -> Stale:
        """What is stale in a translation of this file."""
        if translation is source or not self._accepted.of(translation.name):
            return NOTHING
        compared = pairs(outline_of(source), outline_of(translation), self._accepted)
        stale = [pair for pair in compared if pair.state == State.STALE]
        return Stale(source, self._language, stale)
