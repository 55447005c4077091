"""Staleness: where a translation was accepted for other words of its source, the reader is told so there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from markdown_it.token import Token

from lms.courses.comparing.acceptance import Pair, load, pairs
from lms.courses.comparing.blocks import Block, outline_of
from lms.courses.questions.block import WrittenQuestion, split_pieces
from lms.courses.reading.file import CourseFile
from lms.courses.reading.folder import Folder
from lms.courses.reading.settings import CourseSettings
from lms.courses.source import ACCEPTED


@dataclass(slots=True)
class Stale:
    """The stale blocks of one translated file; a source has none, nor has what was never accepted."""

    source: CourseFile | None = None
    language: str = ""
    found: list[Pair] = field(default_factory=list)

    def asks_otherwise(self, question: WrittenQuestion) -> bool:
        """Is a question of the translation stale, or a footnote that it refers to?"""
        ids = {pair.source.id for pair in self.found}
        return question.id in ids or any(f"note.{label}" in ids for label in question.footnotes)

    @property
    def footnotes(self) -> dict[str, str]:
        """The note below each stale footnote, by the footnote's label."""
        return {
            pair.source.id.removeprefix("note."): self.note(pair)
            for pair in self.found
            if pair.source.kind == "note"
        }

    def split(self, tokens: Sequence[Token]) -> list[tuple[Sequence[Token], Pair | None]]:
        """Runs of blocks, each with the stale pair that it ends with."""
        ends = {
            id(it.translation.tokens[0]): it for it in self.found if it.translation and _in_text(it.source)
        }
        blocks = split_pieces(tokens) if ends else []
        if not any(id(block.tokens[0]) in ends for block in blocks):
            return [(tokens, None)]
        runs: list[tuple[Sequence[Token], Pair | None]] = []
        for pair, run in groupby(blocks, key=lambda block: ends.get(id(block.tokens[0]))):
            runs.append(([token for block in run for token in block.tokens], pair))
        return runs

    def find(self, id: str) -> Pair | None:
        """The stale heading of a section (`s1`…), the file's `title` or its `settings`."""
        return next((pair for pair in self.found if pair.source.id == id), None)

    def note(self, pair: Pair | None) -> str:
        """The note below a stale block: its source, one step away. The page puts the words into it."""
        if pair is None or self.source is None:
            return ""
        html = self._original(self.source, pair.source)
        return f'<details class="stale"><summary></summary><div lang="{self.language}">{html}</div></details>'

    def _original(self, source: CourseFile, block: Block) -> str:
        """HTML of a block of the source; of a heading its words, for the page has that heading already."""
        if block.kind in ("heading", "settings"):
            lines = block.lines if block.kind == "heading" else _words_of_settings(source)
            return "".join(f"<p>{escape(line)}</p>" for line in lines)
        # A footnote is called by whatever label its author chose: its line is safe in an anchor.
        place = f"note-{block.line}" if block.kind == "note" else block.id.replace(".", "-")
        document = f"{source.name.slug}-source-{place}"
        return source.html(block.tokens, document, source.title)


NOTHING = Stale()


def _words_of_settings(source: CourseFile) -> list[str]:
    settings = source.settings
    more = [settings.summary, *settings.objectives.values()] if isinstance(settings, CourseSettings) else []
    return [source.title, *more]


def _in_text(block: Block) -> bool:
    return not block.named and "." in block.id


class Staleness:
    """What is stale in each translated file of a course."""

    def __init__(self, folder: Folder, language: str) -> None:
        self._folder, self._language = folder, language
        self._accepted = load(folder.source.files.get(ACCEPTED))

    def of(self, source: CourseFile, translation: CourseFile) -> Stale:
        """What is stale in a translation of this file."""
        if translation is source or not self._accepted.of(translation.name):
            return NOTHING
        found = pairs(outline_of(source), outline_of(translation), self._accepted)
        return Stale(source, self._language, [pair for pair in found if pair.state == "stale"])
