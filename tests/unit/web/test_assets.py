"""Styles, scripts, icons and pictures: joined, short, compressed, at an address of their own."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.config import ROOT
from lms.web.site.assets import Assets, register, shorten_css, shorten_js, shorten_svg

STATIC = ROOT / "lms" / "static"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "css/20-late.css": "b { color: red; }",
        "css/10-early.css": "/* first */ a { color: red; }",
        "js/one.js": "// why\nconst word = 1;\n",
        "js/two.js": "const word = 2;\n",
        "icons/icons.svg": "<svg>\n<!-- ours -->\n<symbol/>\n</svg>",
        "notes.txt": "not for browsers",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "dot.png").write_bytes(b"\x89PNG")
    return tmp_path


@pytest.fixture
def assets(folder: Path) -> Assets:
    return Assets(folder)


@pytest.fixture
def client(assets: Assets) -> FlaskClient:
    app = Flask("site", static_folder=None)
    assets.register(app)
    return app.test_client()


def test_files_are_joined_in_the_order_of_their_names(assets: Assets) -> None:
    assert assets.by_name["site.css"].bodies[""] == b"a{color:red}b{color:red}"


def test_a_numbered_folder_stands_where_a_file_of_its_name_would(folder: Path) -> None:
    (folder / "css" / "15-parts").mkdir()
    (folder / "css" / "15-parts" / "i.css").write_text("i { color: red; }")
    (folder / "css" / "15-parts" / "em.css").write_text("em { color: red; }")
    assets = Assets(folder)
    site = b"a{color:red}em{color:red}i{color:red}b{color:red}"
    assert assets.by_name["site.css"].bodies[""] == site
    assert {name for name in assets.by_name if name.endswith(".css")} == {"site.css"}


def test_another_folder_is_sent_under_its_own_name(folder: Path) -> None:
    (folder / "css" / "hall").mkdir()
    (folder / "css" / "hall" / "i.css").write_text("i { color: red; }")
    assets = Assets(folder)
    assert assets.by_name["hall.css"].bodies[""] == b"i{color:red}"
    assert b"i{" not in assets.by_name["site.css"].bodies[""]


def test_scripts_keep_their_names_to_themselves(assets: Assets) -> None:
    assert assets.by_name["site.js"].bodies[""] == b"{\nconst word = 1;\n}\n{\nconst word = 2;\n}"


def test_other_files_go_by_their_own_name(assets: Assets) -> None:
    assert set(assets.by_name) == {"site.css", "site.js", "icons.svg", "dot.png"}


def test_two_files_of_one_name_are_refused(folder: Path) -> None:
    (folder / "icons" / "dot.png").write_bytes(b"another")
    with pytest.raises(ValueError, match=r"dot\.png"):
        Assets(folder)


def test_the_address_follows_the_content(assets: Assets, folder: Path) -> None:
    before = assets.url("site.css")
    assert re.fullmatch(r"/static/site\.[0-9a-f]{12}\.css", before)
    (folder / "css" / "20-late.css").write_text("b { color: blue; }")
    assets.read()
    assert assets.url("site.css") != before


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [("gzip, deflate, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("", None, bytes)],
)
def test_sent_in_the_best_encoding(client: FlaskClient, assets: Assets, accepted, encoding, unpack) -> None:
    response = client.get(assets.url("site.css"), headers={"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding") == encoding
    assert unpack(response.data) == assets.by_name["site.css"].bodies[""]
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.content_type == "text/css; charset=utf-8"
    assert client.get(assets.url("icons.svg")).content_type == "image/svg+xml; charset=utf-8"


def test_a_picture_is_not_compressed_again(client: FlaskClient, assets: Assets) -> None:
    response = client.get(assets.url("dot.png"), headers={"Accept-Encoding": "br"})
    assert response.data == b"\x89PNG"
    assert "Vary" not in response.headers
    assert "Content-Encoding" not in response.headers


def test_what_the_browser_has_is_not_sent_again(client: FlaskClient, assets: Assets) -> None:
    first = client.get(assets.url("site.js"), headers={"Accept-Encoding": "br"})
    again = {"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]}
    assert client.get(assets.url("site.js"), headers=again).status_code == 304
    other = {"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]}
    assert client.get(assets.url("site.js"), headers=other).status_code == 200


@pytest.mark.parametrize("name", ["site.css", "notes.txt", "../wsgi.py", "css/10-early.css"])
def test_anything_else_is_not_found(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_in_debug_mode_each_request_reads_the_files_anew(folder: Path) -> None:
    app = Flask("site", static_folder=None)
    app.debug = True
    assets = Assets(folder)
    assets.register(app)
    (folder / "js" / "two.js").write_text("const word = 3;\n")
    app.test_client().get("/static/none")
    assert b"word = 3" in assets.by_name["site.js"].bodies[""]


def test_templates_ask_by_name() -> None:
    app = Flask("lms", root_path=str(ROOT / "lms"), static_folder=None)
    register(app)
    assert app.jinja_env.from_string("{{ asset('site.css') }}").render().startswith("/static/site.")
    with pytest.raises(KeyError):
        app.jinja_env.from_string("{{ asset('none.css') }}").render()


def test_styles_and_scripts_stay_small() -> None:
    ours = Assets(STATIC)
    assert len(ours.by_name["site.css"].bodies["gzip"]) < 9_000
    assert len(ours.by_name["site.js"].bodies["gzip"]) < 4_000
    assert len(ours.by_name["paper.js"].bodies["gzip"]) < 5_000
    assert len(ours.by_name["authoring.css"].bodies["gzip"]) < 3_000
    assert len(ours.by_name["authoring.js"].bodies["gzip"]) < 2_500


def test_each_script_is_short() -> None:
    lengths = {path.name: len(path.read_text().splitlines()) for path in (STATIC / "js").rglob("*.js")}
    assert lengths
    assert {name: length for name, length in lengths.items() if length >= 60} == {}


def test_each_icon_that_a_template_names_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="(\w+)"', (STATIC / "icons" / "icons.svg").read_text()))
    templates = "".join(path.read_text() for path in (ROOT / "lms" / "templates").rglob("*.html"))
    named = re.findall(r'\b(?:draw|icon)\("(\w+)"\)', templates) + re.findall(r'\bicon="(\w+)"', templates)
    assert named
    assert set(named) <= drawn


def test_shortening_leaves_what_matters() -> None:
    css = "@media (min-width: 40rem) {\n  a:is(.b, .c)  d { margin: calc(-1 * 2px); color: #fff; }\n}\n"
    assert shorten_css(css) == b"@media (min-width:40rem){a:is(.b,.c) d{margin:calc(-1 * 2px);color:#fff}}"
    assert shorten_js("\n  // why\n  run('//');\n") == b"run('//');"
    assert shorten_svg(b"<svg>\n <!-- why -->\n <text>a b</text>\n</svg>") == b"<svg><text>a b</text></svg>"


def test_a_number_below_one_is_sent_without_its_zero() -> None:
    css = ".a0 { margin: -0.5px 0.25em 10.5px 0; transition: color 0.12s; top: calc(1em * 0.6); }"
    assert shorten_css(css) == b".a0{margin:-.5px .25em 10.5px 0;transition:color .12s;top:calc(1em * .6)}"


def test_neighbouring_blocks_of_a_layer_are_sent_as_one() -> None:
    first = "@layer a {\n  b { top: 0; }\n}\n"
    second = "@layer a {\n  @media print {\n    c { top: 0; }\n  }\n}\n"
    other = "@layer d {\n  e { top: 0; }\n}\n"
    assert shorten_css(first + second) == b"@layer a{b{top:0}@media print{c{top:0}}}"
    apart = b"@layer a{b{top:0}}@layer d{e{top:0}}@layer a{@media print{c{top:0}}}"
    assert shorten_css(first + other + second) == apart


@pytest.mark.parametrize(
    "css",
    [
        "@layer{a{top:0}}@layer{b{top:0}}",  # without a name it is another layer each time
        "a{top:0}a{left:0}",
        "@layer a,b;@layer a{c{top:0}}",
        "@layer a{b{top:0}}@layer c;",
    ],
)
def test_nothing_else_is_joined(css: str) -> None:
    assert shorten_css(css) == css.encode()


def test_no_object_of_a_script_gets_a_key_from_outside() -> None:
    keyed = re.compile(
        r"__proto__|\.prototype\b|\w\[[^\]'\"]+\]\s*=[^=>]|\{\s*\[[^\]]+\]\s*:|\bfor \((?:const|let) \w+ in "
    )
    scripts = list((STATIC / "js").rglob("*.js"))
    assert scripts
    assert [path.name for path in scripts if keyed.search(path.read_text("utf-8"))] == []
