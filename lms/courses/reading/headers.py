"""The opening line of a question: `::: question first-phase objective=define-cpas`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lms.courses.problems import Findings
from lms.courses.questions import KINDS

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 60
# What blocks call the places of a file, so that no question is taken for a heading or for the settings.
PLACES = re.compile(r"title|settings|links|s[0-9]+")
ATTRIBUTES = ("objective", "kind", "shuffle")
WORD = re.compile(r"[^\s=]+(?:\s+=\s*|=\s+)[^\s=]+(?!\S)|\S+")
"""A word; one with = among spaces is meant as one."""


class _Word(NamedTuple):
    """A word of the opening line, and the column where it stands."""

    text: str
    column: int


@dataclass(slots=True)
class Header:
    """What the opening line says; columns tell where the id and each attribute stand."""

    id: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    sound: bool = True


def read_header(line: str, number: int, findings: Findings) -> Header:
    """The header in this line of the file, whose number is used for what is wrong with it."""
    header = Header()
    before = len(findings)
    text = line.lstrip(": \t")
    offset = len(line) - len(text)
    words = [_Word(match[0], offset + match.start() + 1) for match in WORD.finditer(text.rstrip())]
    # The first is the word `question`.
    after_first = words[1:]
    if after_first and "=" not in after_first[0].text:
        _read_id(after_first.pop(0), number, header, findings)
    else:
        findings.add("no-id", number, offset + 1)
    for word in after_first:
        _read_attribute(word, number, header, findings)
    header.sound = len(findings) == before
    return header


def _read_id(word: _Word, number: int, header: Header, findings: Findings) -> None:
    header.id = word.text
    header.columns["id"] = word.column
    if not ID.fullmatch(header.id) or len(header.id) > LONGEST_ID:
        findings.add("wrong-id", number, word.column, id=header.id)
    elif PLACES.fullmatch(header.id):
        findings.add("id-of-place", number, word.column, id=header.id)


def _read_attribute(word: _Word, number: int, header: Header, findings: Findings) -> None:
    name, equals, value = (part.strip() for part in word.text.partition("="))
    spaces = len(word.text) > len(name + equals + value)
    value = value.strip("\"'“”")
    column = word.column
    header.columns[name] = column
    if name not in ATTRIBUTES:
        near = findings.nearest(name, ATTRIBUTES)
        allowed = ", ".join(f"{attribute}=" for attribute in ATTRIBUTES)
        findings.add("unknown-attribute", number, column, name=name, nearest=near, known=allowed)
    elif spaces:
        findings.add("attribute-with-spaces", number, column, name=name, value=value)
    elif not equals or not value:
        findings.add("attribute-without-value", number, column, name=name)
    elif name in header.attributes:
        findings.add("duplicate-attribute", number, column, name=name)
    elif name == "kind" and value not in KINDS:
        near = findings.nearest(value, KINDS)
        findings.add("unknown-kind", number, column, kind=value, nearest=near, known=", ".join(KINDS))
    elif name == "shuffle" and value not in ("yes", "no"):
        findings.add("wrong-shuffle", number, column, written=value)
    else:
        header.attributes[name] = value
