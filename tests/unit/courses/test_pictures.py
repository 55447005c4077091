"""Pictures are what their names say, not too large, and nothing but pictures."""

import struct
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.courses.advice.pictures import Fault, Picture, examine
from lms.courses.source import LARGEST, suffix_of
from tests.unit.courses.examples import CYCLE, DOT

GIF = b"GIF89a" + struct.pack("<HH", 3, 5) + b"\0\0\0"
JPEG = (
    b"\xff\xd8\xff\xe0"
    + struct.pack(">H", 4)
    + b"ab"
    + b"\xff\xff\xc0"
    + struct.pack(">HBHH", 11, 8, 5, 3)
    + b"\0" * 9
)
VP8 = b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 10 + struct.pack("<HH", 3, 5)
VP8L = b"RIFF\0\0\0\0WEBPVP8L" + b"\0\0\0\0\x2f" + struct.pack("<I", 2 | 4 << 14)
VP8X = b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + b"\x02\0\0" + b"\x04\0\0"


def svg(inside: str = "", attributes: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg"{attributes}>{inside}</svg>'.encode()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.gif", GIF), ("a.jpg", JPEG), ("a.jpeg", JPEG), ("a.webp", VP8), ("a.webp", VP8L), ("a.webp", VP8X)],
)
def test_size(name, content):
    assert examine(name, content) == Picture(3, 5)


def test_size_of_png_and_svg():
    assert examine("dot.PNG", DOT) == Picture(1, 1)
    assert examine("cycle.svg", CYCLE) == Picture(420, 520)
    assert examine("a.svg", svg(attributes=' width="30px" height="12.4"')) == Picture(30, 12)
    assert examine("a.svg", svg(attributes=' width="210.00000001" height=".9"')) == Picture(210, 1)
    assert examine("a.svg", svg(attributes=' width="100%" viewBox="0,0, 7 8"')) == Picture(7, 8)
    assert examine("a.svg", svg(attributes=' viewBox="0 0 x 8"')) == Picture(None, None)
    assert examine("a.svg", svg()) == Picture(None, None)


@pytest.mark.parametrize("figure", ["9" * 400, "1" * 20_000 + "x", "." + "1" * 400, " " * 20_000 + "x"])
def test_a_figure_that_is_no_size(figure: str):
    start = time.process_time()
    for attributes in (f' width="{figure}" height="{figure}"', f' viewBox="0 0 {figure} {figure}"'):
        assert examine("a.svg", svg(attributes=attributes)) == Picture(None, None)
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.png", DOT + b"\0" * LARGEST, "image-too-large"),
        ("a.svg", b" " * (LARGEST + 1), "image-too-large"),
        ("a.png", JPEG, "image-type-differs"),
        ("a.gif", CYCLE, "image-broken"),
        ("a.png", b"", "image-broken"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "image-broken"),
        ("a.jpg", b"\xff\xd8\xff\xda\0\0\0\0\0\0\0\0", "image-broken"),
        ("a.webp", VP8[:20], "image-broken"),
        ("a.webp", VP8L[:20], "image-broken"),
        ("a.webp", VP8X[:20], "image-broken"),
        ("a.svg", b"", "image-broken"),
        ("a.svg", b"<html/>", "image-broken"),
        ("a.svg", b"\x89PNG", "image-broken"),
        ("a.svg", b'<?xml version="1.0" encoding="nonsense"?><svg/>', "image-broken"),
    ],
)
def test_faults(name, content, code):
    assert examine(name, content).code == code


@pytest.mark.parametrize(
    "content",
    [
        svg("<script/>"),
        svg("<SCRIPT/>"),
        b'<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script/></s:svg>',
        svg("<foreignObject/>"),
        svg("<g onclick='x()'/>"),
        svg("<a href='https://example.org'/>"),
        svg("<use href='other.svg#a'/>"),
        svg("<image xlink:href='//example.org/a.png' xmlns:xlink='http://www.w3.org/1999/xlink'/>"),
        svg("<image href='data:text/html,x'/>"),
        svg("<image href='data:image/svg+xml,x'/>"),
        svg("<set attributeName='href' to='javascript:alert(1)'/>"),
        svg("<rect style='fill:url(https://example.org/a)'/>"),
        svg("<rect fill='url( &quot;//example.org&quot;)'/>"),
        svg("<style>@import 'https://example.org/a.css';</style>"),
        svg("<style>a{b:u<!-- -->rl(x)}</style>"),
        svg("<style><g/>@import 'https://example.org/a.css';</style>"),
        svg("<style><style/>@import 'https://example.org/a.css';</style>"),
        svg("<style>@im<g/>port 'https://example.org/a.css';</style>"),
        svg("<style>a{b:image-set('https://example.org/a.png' 1x)}</style>"),
        svg("<rect style='fill:-webkit-image-set(&quot;https://example.org/a.png&quot; 1x)'/>"),
        svg("<style>a{b:src('https://example.org/a.png')}</style>"),
        svg("<set attributeName='href' to='https://example.org/a.png'/>"),
        svg("<set attributeName='href' to='other.svg#a'/>"),
        svg("<animate attributeName='xlink:href' values='#a;https://example.org/a.png'/>"),
        svg("<animate attributeName='href' from='//example.org/a.png' to='#a'/>"),
        svg("<style>a{b:\\75 rl(x)}</style>"),
        svg("<style><![CDATA[a{b:url(x)}]]></style>"),
        b'<!DOCTYPE svg [<!ENTITY a "x">]><svg>&a;</svg>',
        b'<?xml-stylesheet href="a.css"?><svg/>',
    ],
)
def test_unsafe_drawings(content):
    assert examine("a.svg", content).code == "svg-unsafe"


@pytest.mark.parametrize(
    "inside",
    [
        "<use href='#a'/>",
        "<rect fill='url(#a)'/>",
        "<image href='data:image/png;base64,AAAA'/>",
        "<style>a{fill:url( '#b' )}</style><text>url(x)</text>",
        "<style/><style>a{b:c}</style><g/>",
        "<set attributeName='href' to='#a'/><animate attributeName='href' values='#a; #b'/>",
        "<animate attributeName='x' from='0' to='9'/><animate attributeName='fill' values='red;url(#a)'/>",
        "<text>once upon a time</text><a href='#b'/>",
    ],
)
def test_safe_drawings(inside):
    assert isinstance(examine("a.svg", svg(inside)), Picture)


def test_place_of_a_fault():
    assert examine("a.svg", b"<svg>\n  <script/>\n</svg>") == Fault("svg-unsafe", 2, 3, "<script>")


@given(st.sampled_from([".svg", ".png", ".gif", ".jpg", ".webp"]), st.binary(max_size=60), st.integers(0, 40))
def test_any_bytes(suffix, content, cut):
    for start in (b"", DOT[:cut], GIF[:cut], JPEG[:cut], VP8[:cut], VP8L[:cut], VP8X[:cut], CYCLE[:cut]):
        assert isinstance(examine("a" + suffix, start + content), Picture | Fault)


def test_suffix():
    assert suffix_of("media/a.b.SVG") == ".svg"
    assert suffix_of("media.x/a") == ""
