"""Escaping: a plain text written so that a course file shows it as it is. Pure.

Only what would be read as syntax gets a backslash, so that a trainer who opens the file can still read it.
"""

import re

from lms.courses.spaces import one_line

# Emphasis, code, links and footnotes, HTML, entities, gaps; a backslash where it would escape something.
INSIDE = re.compile(
    r"""\\(?=[!-/:-@\[-`{-~]|$)
    | `
    | (?<!\s)\* | \*(?!\s)
    | (?<![^\W_])_ | _(?![^\W_])
    | \[
    | <(?=[A-Za-z/!?])
    | &(?=\#[0-9Xx]|[A-Za-z][A-Za-z0-9]*;)
    | \{(?=\{)""",
    re.VERBOSE,
)
# A heading, a quote, a list, a row of dashes, a fence.
BEGINS = re.compile(r"\A(?:[0-9]{1,9}(?=[.)](?:\s|$))|(?=[#>]|[-+*](?:[-+*\s]|$)|::|~~~|```))")
# Number signs at the end of a heading are not shown.
CLOSES = re.compile(r"(?<=\s)#(?=#*$)")


def as_text(text: str) -> str:
    """The text on one line, with nothing in it that Markdown or the dialect reads as more than text."""
    return as_block(INSIDE.sub(r"\\\g<0>", one_line(text)))


def as_block(text: str) -> str:
    """A text on one line whose emphasis, code and links stay, but which begins no block but a paragraph."""
    return CLOSES.sub(r"\\#", BEGINS.sub(r"\g<0>\\", text))
