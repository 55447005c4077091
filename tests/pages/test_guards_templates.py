"""Templates: what they name is there, no macro is imported for nothing, and components are used and shown."""

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, TemplateNotFound, nodes
from jinja2.ext import extract_from_ast

TEMPLATES = Path(__file__).resolve().parents[2] / "lms" / "templates"
FILES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
LONGEST = 120
WIDEST = 120
FOLDER = "components/"
COMPONENTS = {Path(name).stem for name in FILES if re.fullmatch(FOLDER + "[^_/][^/]*", name)}
# What binds field_frame to a form, of which the page of patterns has none.
NOT_SHOWN = {"components/field.html"}
# No page does long work yet.
NOT_USED = {"components/progress_bar.html"}


def parsed(name: str) -> nodes.Template:
    source = (TEMPLATES / name).read_text("utf-8")
    return Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(source)


def messages_of(name: str) -> list[str]:
    """What a template says, each message whole although it may be written on several lines."""
    messages: list[str] = []
    for _line, _function, found in extract_from_ast(parsed(name), ("_", "ngettext")):
        # One text, a singular with its plural, or None in place of what is no text but a value.
        forms = found if isinstance(found, tuple) else (found,)
        messages += [form for form in forms if form is not None]
    return messages


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


def test_no_line_hides_its_end():
    """What nests in what is seen when there is one tag or statement a line."""
    assert FILES
    too_wide = [
        f"{name}:{number} has {len(line)} characters"
        for name in FILES
        for number, line in enumerate((TEMPLATES / name).read_text("utf-8").splitlines(), 1)
        if len(line) > WIDEST
    ]
    assert too_wide == []


def test_the_words_are_typographic():
    """A straight apostrophe or quote in what a reader sees is a typing mistake."""
    messages = [message for name in FILES for message in messages_of(name)]
    assert messages
    assert [message for message in messages if re.search("['\"]", message)] == []


@pytest.mark.parametrize("name", FILES)
def test_a_colon_stands_in_the_catalogue(name: str):
    """French has a space before it that does not break, so no template writes it after a value or a tag."""
    source = (TEMPLATES / name).read_text("utf-8")
    assert not re.search(r"(\}\}|%\}|>)\s*:", source)


def file_of(component: str) -> str:
    return f"{FOLDER}{component}.html"


def components_in(tree: nodes.Template) -> set[str]:
    """The components that a template names, as in `ui.button`."""
    attributes = tree.find_all(nodes.Getattr)
    return {one.attr for one in attributes if isinstance(one.node, nodes.Name) and one.node.name == "ui"}


def reached_from(names: set[str]) -> set[str]:
    """These templates, and all that they come to, directly or through others."""
    reached: set[str] = set()
    left = set(names)
    while left:
        name = left.pop()
        reached.add(name)
        tree = parsed(name)
        named = {file_of(component) for component in components_in(tree)}
        left |= (named | set(others(tree, nodes.Include, nodes.FromImport))) - reached
    return reached


@pytest.mark.parametrize("name", FILES)
def test_each_component_it_names_is_there(name: str):
    assert components_in(parsed(name)) - COMPONENTS == set()


@pytest.mark.parametrize("name", sorted(COMPONENTS))
def test_a_component_is_one_macro_of_its_name(name: str):
    tree = parsed(file_of(name))
    assert [one.name for one in tree.body if isinstance(one, nodes.Macro)] == [name]


def test_a_name_without_a_file_is_told(app: Flask):
    with pytest.raises(TemplateNotFound, match=r"components/buton\.html"):
        app.jinja_env.from_string("{{ ui.buton('Save') }}").render()


def test_each_component_is_used_by_a_page():
    patterns = {name for name in FILES if name == "patterns.html" or name.startswith(f"{FOLDER}patterns/")}
    components = set(map(file_of, COMPONENTS))
    assert components - reached_from(set(FILES) - patterns - components) == NOT_USED


def test_the_page_of_patterns_shows_every_component():
    shown = {name for name in FILES if name.startswith(FOLDER) and not Path(name).name.startswith("_")}
    assert shown - reached_from({"patterns.html"}) == NOT_SHOWN
