"""How a template is laid out never reaches a page."""

import pytest
from flask import Flask


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("<p>{{ word }}  x\n\ty</p>", "<p>  one  x\ny</p>"),
        ("<p>\n  <b>\n    x\n  </b> y\n</p>\n<p>\n</p>", "<p><b>x</b> y</p>\n<p></p>"),
        ('<p class="{{ 1 }}">\n  <br>\n  x\n</p>', '<p class="1"><br>\nx</p>'),
        (
            "<ul>\n  {% for n in [1, 2] %}\n    <li>{{ n }}</li>\n  {% endfor %}\n</ul>",
            "<ul><li>1</li>\n<li>2</li>\n</ul>",
        ),
        ('<svg>\n  <use href="#x"/>\n  <use/>\n</svg>', '<svg><use href="#x"/>\n<use/></svg>'),
        ("<textarea>\n{{ word }}\n</textarea>", "<textarea>\n  one\n</textarea>"),
        ("<!doctype html>\n<html>\n", "<!doctype html>\n<html>"),
    ],
)
def test_what_nobody_sees_is_left_out(app: Flask, source: str, page: str):
    assert app.jinja_env.from_string(source).render(word="  one") == page


def test_an_error_is_told_with_its_line(app: Flask):
    with pytest.raises(ZeroDivisionError) as error:
        app.jinja_env.from_string("<p>\n  <b>\n  </b>\n  {{ 1 // 0 }}\n</p>").render()
    assert error.traceback[-1].lineno + 1 == 4
