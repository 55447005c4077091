"""Typography: the no-break spaces of French, which few keyboards have and no phone's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from lms.courses.dialect.markdown import inlines
from lms.courses.reading.file import CourseFile
from lms.courses.reading.settings import Settings

# No line shall begin with a mark, nor end with an opening guillemet.
_FRENCH = re.compile(r" (?=[:;?!»])|(?<=«) ")


def typeset(file: CourseFile, language: str) -> None:
    """Puts the no-break spaces of its language into a file's texts: one for one, so that places hold.

    Code, addresses and what fills a gap stay as they are typed.
    """
    if language.split("-")[0] != "fr":
        return
    for inline in inlines(list(file.all_tokens)):
        _texts(inline.children or ())
    file.title = french(file.title)
    for section in file.sections:
        section.title = french(section.title)
    if file.settings:
        file.settings = _with_spaces(file.settings)


def french(text: str) -> str:
    """The text, its spaces before `:` `;` `?` `!` and inside guillemets unbreakable."""
    return _FRENCH.sub("\u00a0", text)


def _texts(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.type == "text":
            token.content = french(token.content)
        _texts(token.children or ())


def _with_spaces(settings: Settings) -> Settings:
    """The settings, with the spaces of French in those that hold words of the language."""
    changed: dict[str, str | dict[str, str]] = {}
    for name in ("title", "summary", "objectives"):
        value = getattr(settings, name, None)
        if isinstance(value, str):
            changed[name] = french(value)
        elif isinstance(value, dict):
            changed[name] = {key: french(text) for key, text in value.items()}
    return settings.model_copy(update=changed)
