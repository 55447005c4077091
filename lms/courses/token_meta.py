"""What stands in the `meta` of the parser's tokens: the meaning of each key, and how it is read.

The keys come from the parser, from a plugin, or from `dialect.markdown`, which adds what the parser lacks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

CHECKED = "checked"
"""From the parser, on a list item that begins with a box: does an x stand in it? Other items lack the key."""

LABEL = "label"
"""From the footnote plugin, on a footnote and on each reference to it: the name in `[^name]`."""

SPAN = "span"
"""Ours, on a link, picture, footnote reference, piece of code or gap: from where to where in the content of
its inline token it was written. The parser gives inline tokens no position."""

CELL = "cell"
"""Ours, on the inline token in a cell of a table: the number of the cell in its row, 0 for the first."""

PLACES = "places"
"""Ours, on an inline token of which a place was asked: where its lines stand, see `lms.courses.places`."""


def box_of(item: Token) -> bool | None:
    """Is the box of a list item checked? None for an item without a box."""
    return item.meta.get(CHECKED)


def label_of(footnote: Token) -> str:
    """The name of a footnote, of its text or of a reference to it."""
    return str(footnote.meta[LABEL])


def span_of(token: Token) -> tuple[int, int] | None:
    """From where to where in the content of its inline token this was written; None where nobody noted it."""
    return token.meta.get(SPAN)


def start_of(token: Token) -> int:
    """Where a link, picture, footnote reference, piece of code or gap begins in its inline token."""
    return int(token.meta[SPAN][0])


def cell_of(inline: Token) -> int | None:
    """The number of the table cell that this text stands in, 0 for the first; None outside tables."""
    return inline.meta.get(CELL)
