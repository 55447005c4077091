"""Fences: which lines of colons open and close questions, and what is said of the others."""

import pytest

from lms.courses.dialect.fences import read_fences
from lms.courses.problems import Findings


def told(text: str) -> list[tuple[int | None, str]]:
    findings = Findings("01-a.md")
    read_fences(text.split("\n"), findings)
    return sorted((problem.place.line, problem.code) for problem in findings)


def parsed(text: str) -> tuple[list[str], list[int]]:
    """The lines that the parser gets, and where its questions begin."""
    fenced = read_fences(text.split("\n"), Findings("01-a.md"))
    return fenced.lines, fenced.openers


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("text", []),
        (":::", ["stray-fence"]),
        ("::::", ["fence-length", "stray-fence"]),
        (":: question q", ["fence-length", "unclosed-question"]),
        ("::", []),
        (":: words", []),
        ("   :::", ["indented-fence", "stray-fence"]),
        ("    :::", []),
        ("    ::: question q", ["indented-fence", "unclosed-question"]),
    ],
)
def test_which_lines_outside_a_question_are_fences(line: str, expected: list[str]):
    assert [code for _, code in told(line)] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("text", []),
        (":::", [(3, "stray-fence")]),
        ("::::", [(2, "fence-length"), (3, "stray-fence")]),
        ("::", [(2, "fence-length"), (3, "stray-fence")]),
        (":: words", []),
        ("    :::", [(2, "indented-fence"), (3, "stray-fence")]),
    ],
)
def test_which_lines_inside_a_question_are_fences(line: str, expected: list[tuple[int, str]]):
    assert told(f"::: question one\n{line}\n:::") == expected


def test_a_question_that_ends_as_it_begins_has_one_mistake():
    assert told(":::: question one\n::::") == [(1, "fence-length")]
    assert told(":::: question one\n:::::") == [(1, "fence-length"), (2, "fence-length")]


def test_a_fence_in_code_is_an_example_outside_a_question_only():
    assert parsed("```\n::: question one\n```") == (["```", "::: question one", "```"], [])
    assert told("```\n::: question one\n```") == []
    assert told("::: question one\n```\n:::\n```\n:::") == [(3, "fence-in-code")]
    assert parsed("::: question one\n```\n:::\n```\n:::")[0][2] == ""


@pytest.mark.parametrize(
    ("written", "expected", "lines", "openers"),
    [
        ("::: question a|x|:::", [], "::: question a|x|:::", [0]),
        ("x|:::|y", [(2, "stray-fence")], "x||y", []),
        ("::: note|x|:::", [(1, "unknown-fence")], "|x|", []),
        ("::: note|x|:::|:::", [(1, "unknown-fence"), (4, "stray-fence")], "|x||", []),
        (
            "::: question a|x|::: question b|y|:::",
            [(1, "unclosed-question")],
            "|x|::: question b|y|:::",
            [2],
        ),
        ("::: question a|x", [(1, "unclosed-question")], "|x", []),
        ("::: question a|x|::: end", [(3, "closing-words")], "::: question a|x|:::", [0]),
        (
            "::: question a|::: end|::: question b|:::",
            [(2, "closing-words")],
            "::: question a|:::|::: question b|:::",
            [0, 2],
        ),
        ("::: question a|::: note|x|:::", [(2, "unknown-fence")], "::: question a||x|:::", [0]),
        (
            "::: question a|::: question b|x|:::|y|:::",
            [(2, "nested-question")],
            "::: question a||||y|:::",
            [0],
        ),
        ("::: question a|::: note|x|:::|y|:::", [(2, "nested-question")], "::: question a||||y|:::", [0]),
    ],
)
def test_each_fence_has_its_partner_or_is_told(
    written: str, expected: list[tuple[int, str]], lines: str, openers: list[int]
):
    text = written.replace("|", "\n")
    assert told(text) == expected
    assert parsed(text) == (lines.split("|"), openers)
