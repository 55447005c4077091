"""What a page says, in the language of its reader: the tests name things as the catalogue does."""

import html
import re
from re import Pattern

from lms.web.languages import catalogue


class Words:
    """The interface's words in one language, by their English."""

    def __init__(self, language: str) -> None:
        self.language, self._catalogue = language, catalogue(language)

    def __call__(self, message: str, **values: object) -> str:
        text = self._catalogue.gettext(message)
        return text % values if values or "%%" in text else text

    def pattern(self, message: str, **values: str) -> Pattern[str]:
        """The message as a whole, with a pattern for each of its values."""
        text = re.escape(self._catalogue.gettext(message))
        for name, value in values.items():
            text = text.replace(re.escape(f"%({name})s"), value)
        return re.compile(text)


def plain(markup: str) -> str:
    """The words of a bit of a course's HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "", markup)).strip()
