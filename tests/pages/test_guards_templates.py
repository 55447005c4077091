"""Templates: no macro is imported for nothing, and what a page extends or includes is there."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

TEMPLATES = Path(__file__).resolve().parents[2] / "lms" / "templates"
FILES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
LONGEST = 80
# What binds field_frame to a form, of which the page of patterns has none.
NOT_SHOWN = {"components/field.html"}


def parsed(name: str) -> nodes.Template:
    source = (TEMPLATES / name).read_text("utf-8")
    return Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(source)


def others(tree: nodes.Template, *kinds: type[nodes.Node]) -> list[str]:
    """The templates that this one names outright."""
    found = [node for kind in kinds for node in tree.find_all(kind)]
    return [node.template.value for node in found if isinstance(node.template, nodes.Const)]


@pytest.mark.parametrize("name", FILES)
def test_no_import_is_unused(name: str):
    tree = parsed(name)
    readers = [tree, *(parsed(other) for other in others(tree, nodes.Include))]
    used = {node.name for one in readers for node in one.find_all(nodes.Name) if node.ctx == "load"}
    imported = [alias for one in tree.find_all(nodes.FromImport) for alias in one.names]
    assert [one for one in imported if (one if isinstance(one, str) else one[1]) not in used] == []


@pytest.mark.parametrize("name", FILES)
def test_what_it_names_is_there(name: str):
    for other in others(parsed(name), nodes.FromImport, nodes.Extends, nodes.Include):
        assert (TEMPLATES / other).is_file(), other
    assert len((TEMPLATES / name).read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("name", FILES)
def test_the_words_are_typographic(name: str):
    """A straight apostrophe or quote in what a reader sees is a typing mistake."""
    source = (TEMPLATES / name).read_text("utf-8")
    for message in re.findall(r'_\("((?:[^"\\]|\\.)*)"', source):
        assert not re.search(r"'|\\\"", message), message


@pytest.mark.parametrize("name", FILES)
def test_a_colon_stands_in_the_catalogue(name: str):
    """French has a space before it that does not break, so no template writes it after a value or a tag."""
    source = (TEMPLATES / name).read_text("utf-8")
    assert not re.search(r"(\}\}|%\}|>)\s*:", source)


def test_the_page_of_patterns_shows_every_component():
    shown, left = set(), ["patterns.html"]
    while left:
        name = left.pop()
        shown.add(name)
        left += set(others(parsed(name), nodes.Include, nodes.FromImport)) - shown
    components = {
        name for name in FILES if name.startswith("components/") and not Path(name).name.startswith("_")
    }
    assert components - shown == NOT_SHOWN
