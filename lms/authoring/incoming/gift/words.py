"""The words of a GIFT question: its escapes, formats and HTML, to text and to Markdown. Pure."""

import re
from dataclasses import dataclass
from html import unescape

from lms.authoring.draft.escaping import as_block, as_text
from lms.courses.spaces import folded, one_line

FORMAT = re.compile(r"\s*\[(?P<name>html|moodle|plain|markdown)\]", re.IGNORECASE)
ESCAPED = re.compile(r"\\([~=#{}:\\n])")
TAG = re.compile(r"</?(?P<name>[a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>")
# Tags within a word or a sentence, which leave no space behind.
INLINE = re.compile(r"a|abbr|b|code|del|em|font|i|ins|mark|q|s|small|span|strong|su[bp]|u", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """A text on one line, without markup and as it is written into a module."""

    plain: str = ""
    shown: str = ""
    tags: bool = False

    @property
    def folded(self) -> str:
        """As choices are compared: capitals and spaces do not count."""
        return folded(self.plain)


def format_of(raw: str, otherwise: str) -> tuple[str, str]:
    """The format that a text says it has, and what follows that."""
    named = FORMAT.match(raw)
    if named is None:
        return otherwise, raw
    return named["name"].lower(), raw[named.end() :]


def read_words(raw: str, otherwise: str) -> Words:
    """A text of a question in this format, unless it names another one."""
    form, text = format_of(raw, otherwise)
    text = ESCAPED.sub(lambda match: " " if match[1] == "n" else match[1], text)
    tags = form != "plain" and bool(TAG.search(text))
    if tags:
        text = TAG.sub(lambda match: "" if INLINE.fullmatch(match["name"]) else " ", text)
    if form in ("html", "moodle"):
        text = unescape(text)
    plain = one_line(text).strip()
    # Only this format has Markdown in it; gaps are ours.
    shown = as_block(re.sub(r"\{(?=\{)", r"\\{", plain)) if form == "markdown" else as_text(plain)
    return Words(plain, shown, tags)
