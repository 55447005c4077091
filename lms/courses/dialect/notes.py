"""Footnotes, tables and gaps of one stretch of text: numbers and anchors that are unique in a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


class Notes:
    """Numbers footnotes in the order in which they are first referred to.

    One for each stretch of text that has its own list of footnotes. Its anchors are made of `document`, which
    is unique in the page; `texts` are the footnotes of the file, by their labels.
    """

    def __init__(self, document: str, texts: Mapping[str, Sequence[Token]]) -> None:
        self.document = document
        self.texts = texts
        self.below: Mapping[str, str] = {}
        """HTML that stands below a footnote, by its label."""
        self._labels: list[str] = []
        """In the order of their numbers."""
        self._numbers: dict[str, int] = {}
        self._references: dict[str, list[str]] = {}
        self._tables: dict[str, int] = {}
        self._gaps = 0

    def refer(self, label: str) -> tuple[int, str]:
        """The number of this footnote and the anchor of this reference to it."""
        if label not in self._numbers:
            self._labels.append(label)
            self._numbers[label] = len(self._labels)
        number = self._numbers[label]
        references = self._references.setdefault(label, [])
        suffix = f"-{len(references) + 1}" if references else ""
        anchor = f"fnref-{self.document}-{number}{suffix}"
        references.append(anchor)
        return number, anchor

    def anchor(self, number: int) -> str:
        """The anchor of the footnote with this number, to which its references lead."""
        return f"fn-{self.document}-{number}"

    def references(self, label: str) -> Sequence[str]:
        """The anchors of the references made so far to this footnote, to which its arrows lead back."""
        return self._references[label]

    def table(self, label: str) -> str:
        """The same label, with a number where an earlier table has it."""
        count = self._tables.get(label, 0) + 1
        self._tables[label] = count
        return label if count == 1 else f"{label} ({count})"

    def gap(self) -> int:
        """The number of the next gap, 1 for the first."""
        self._gaps += 1
        return self._gaps

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Number and label, also of those that join while the list is being written."""
        # A list that grows meanwhile is gone through to its new end.
        yield from enumerate(self._labels, 1)
