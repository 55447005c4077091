"""Spaces: a text on one line, with the no-break spaces that its author put there."""

import re


def one_line(text: str) -> str:
    """The text with one plain space for every run of spaces, tabs and line ends.

    No-break spaces stay: French has them before `:` `;` `?` `!` and inside guillemets.
    """
    return re.sub(r"[ \t\n\r\f\v]+", " ", text).strip()
