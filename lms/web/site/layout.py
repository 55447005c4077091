"""How a template is laid out is for whoever reads it. The page does without: it has far to go."""

import re
from collections.abc import Iterator

from flask import Flask
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
# A browser drops one line break after <pre> and <textarea>, so that a text can begin with another.
BEFORE_END = re.compile(r"\n+(?=</(?!pre|textarea))")
TAG = re.compile(
    r"<(?P<kept>/|!|(?:br|hr|img|input|link|meta|wbr|pre|textarea)\b)?"  # it begins
    r"|(?<!/)>(?P<breaks>\n+)"  # it ends, and its line too
)


class Layout(Extension):
    """Takes out, before a template is compiled, the indents and the line breaks just inside an element.

    So an element can have its content on lines of its own, and yet be without white space at its edges.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Without indents. The line breaks go later, so that an error is still told with its line."""
        return INDENT.sub("", source)

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Without the line breaks after the start of an element and before its end."""
        has_content = False

        def keep(tag: re.Match[str]) -> str:
            nonlocal has_content
            if tag["breaks"]:
                return ">" if has_content else tag[0]
            has_content = tag["kept"] is None
            return tag[0]

        for token in stream:
            if token.type == "data":
                text = BEFORE_END.sub("", token.value)
                yield Token(token.lineno, token.type, TAG.sub(keep, text))
            else:
                yield token


def register(app: Flask) -> None:
    """Lets every template be laid out at no cost."""
    app.jinja_env.add_extension(Layout)
