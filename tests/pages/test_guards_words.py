"""The catalogues are complete: every message of the code has its French, and nothing else is in there."""

import re
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

LMS = Path(__file__).resolve().parents[2] / "lms"
METHODS = [
    # The page of patterns is for whoever works on the look, in English only.
    ("templates/patterns.html", "ignore"),
    ("templates/components/patterns/**", "ignore"),
    ("**.py", "python"),
    ("templates/**.html", "jinja2.ext:babel_extract"),
]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None, "trans": None}
VALUE = re.compile(r"%\((\w+)\)s|%%|\{\w+\}")


@cache
def in_code() -> dict[str | tuple[str, ...], str]:
    """Every message of the code, and a place where it stands."""
    with (LMS / "translations" / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(str(LMS), methods, options, KEYWORDS)
    messages = {message: f"{path}:{line}" for path, line, message, _, _ in found if message}
    assert messages
    return messages


@cache
def french() -> Catalog:
    with (LMS / "translations" / "fr" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalog = read_po(file, locale="fr")
    assert len(catalog)
    return catalog


def _texts(message: object) -> tuple[str, ...]:
    return message if isinstance(message, tuple) else (str(message),)


def test_no_message_is_missing():
    known = {message.id for message in french() if message.id}
    singulars = {one[0] if isinstance(one, tuple) else one for one in known}
    missing = [
        f"{place}: {message}"
        for message, place in in_code().items()
        if message not in known and (isinstance(message, tuple) or message not in singulars)
    ]
    assert not missing, f"{len(missing)} messages have no French:\n" + "\n".join(missing)


def test_nothing_is_empty_fuzzy_or_left_over():
    catalog, code = french(), in_code()
    assert not catalog.obsolete
    for message in catalog:
        if message.id:
            assert all(_texts(message.string)), f"not translated: {message.id}"
            assert not message.fuzzy, f"fuzzy: {message.id}"
            assert message.id in code, f"not in the code any more: {message.id}"


def test_the_values_are_the_same():
    for message in french():
        wanted = {value[0] for value in VALUE.finditer(_texts(message.id)[-1])}
        for text in _texts(message.string):
            assert {value[0] for value in VALUE.finditer(text)} in (wanted, wanted - {"%(num)s"}), message.id


def test_french_is_typographic():
    """No line ends before its colon or its unit: the space there does not break.

    A fence is `:::`, and a picture begins with `![`.
    """
    wrong = re.compile(
        r" [;?»]| !(?!\[)| :(?!::)|« |'|(?:\d|\)s) (?:Mo|ko|%|pixels?|caractères?|minutes?|heures?|jours?)\b"
    )
    texts = [text for message in french() if message.id for text in _texts(message.string)]
    assert [text for text in texts if wrong.search(text)] == []


def test_french_has_one_word_for_a_thing():
    """An attestation, parameters, a cell on the left or on the right: never by another name."""
    wrong = re.compile(r"\bcertificats?\b|réglage|(?:cette|chaque|la) (?:gauche|droite)\b", re.IGNORECASE)
    texts = [text for message in french() if message.id for text in _texts(message.string)]
    assert [text for text in texts if wrong.search(text)] == []
    words = {message.id: message.string for message in french()}
    counted = words["%(num)s warning", "%(num)s warnings"]
    assert [text.split()[-1] for text in counted] == ["avertissement", "avertissements"]
    assert words["Warning"] == "Avertissement"


def test_english_is_typographic():
    wrong = [message for message in in_code() if any("'" in text for text in _texts(message))]
    assert not wrong, "write ’: " + "\n".join(map(str, wrong))
