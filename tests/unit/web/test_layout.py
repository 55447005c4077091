"""The indent of a template never reaches a page."""

from flask import Flask


def test_lines_begin_where_their_words_do(app: Flask):
    source = "<ul>\n  <li>\n\t{{ word }}  x\n  </li>\n</ul>"
    assert app.jinja_env.from_string(source).render(word="  one") == "<ul>\n<li>\n  one  x\n</li>\n</ul>"
