"""docs/security.md: each requirement is answered once, and each test and document that it names is there."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text("utf-8")
ANSWERS = ("met", "not met", "not applicable")
# How many requirements of levels 1 and 2 each chapter of ASVS 5.0 has.
REQUIREMENTS = {
    "V1": 27,
    "V2": 11,
    "V3": 19,
    "V4": 10,
    "V5": 9,
    "V6": 35,
    "V7": 18,
    "V8": 7,
    "V9": 7,
    "V11": 14,
    "V12": 9,
    "V13": 13,
    "V14": 9,
    "V15": 13,
    "V16": 16,
}
ROW = re.compile(r"^\| (\d+)\.(\d+)\.(\d+) \| ([^|]+) \| ([^|]+) \| (.+) \|$", re.MULTILINE)
ROWS = [
    ((int(chapter), int(section), int(number)), answer, why)
    for chapter, section, number, _, answer, why in ROW.findall(TEXT)
]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
SECTION = re.compile(r"\[(\w[\w-]*\.md)\]\(\1\)(?:, “([^”]+)”)?")


@cache
def functions_of(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_each_requirement_has_one_row_in_its_order():
    numbers = [number for number, _, _ in ROWS]
    assert numbers == sorted(set(numbers))
    assert {
        f"V{chapter}": count for chapter, count in Counter(one[0] for one in numbers).items()
    } == REQUIREMENTS


def test_the_sums_are_those_of_the_rows():
    told = re.findall(r"^\| (V\d+|\*\*all\*\*) \| (.+) \|$", TEXT, re.MULTILINE)
    sums = {name.strip("*"): [int(one.strip("*")) for one in cells.split(" | ")] for name, cells in told}
    counted = Counter((f"V{number[0]}", answer) for number, answer, _ in ROWS)
    expected = {chapter: [counted[chapter, answer] for answer in ANSWERS] for chapter in REQUIREMENTS}
    expected["all"] = [sum(column) for column in zip(*expected.values(), strict=True)]
    assert sums == expected


@pytest.mark.parametrize(("number", "answer", "why"), ROWS, ids=lambda value: str(value)[:20])
def test_what_is_met_names_a_test_that_is_there(number, answer, why):
    assert answer in ANSWERS
    named = TEST.findall(why)
    assert named or answer != "met"
    for path, name in named:
        assert (ROOT / path).is_file(), path
        assert name in functions_of(path), f"{path} has no {name}"


def test_each_document_that_is_named_is_there():
    named = SECTION.findall(TEXT)
    assert named
    for document, section in named:
        text = (ROOT / "docs" / document).read_text("utf-8")
        heading = rf"^## {re.escape(section)}(?: \([\d., ]+\))?$"
        assert not section or re.search(heading, text, re.MULTILINE), f"{document} has no “{section}”"
