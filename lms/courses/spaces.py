"""Spaces: a text on one line, and a text as it is compared with others."""

import re


def one_line(text: str) -> str:
    """The text with one plain space for every run of spaces, tabs and line ends.

    No-break spaces stay: French has them before `:` `;` `?` `!` and inside guillemets.
    """
    return re.sub(r"[ \t\n\r\f\v]+", " ", text).strip()


def folded(text: str) -> str:
    """The text as two are compared: capitals do not count, and any white space is one space.

    `folded(" Peace  FIRST ") == folded("peace\u00a0first")`
    """
    return " ".join(text.casefold().split())
