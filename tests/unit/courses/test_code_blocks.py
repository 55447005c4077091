"""Code between fences: the lines that we leave alone are those that Markdown takes for code."""

import time

import pytest

from lms.courses.dialect.code_blocks import code_rows
from lms.courses.dialect.markdown import parse
from lms.courses.problems import Findings
from tests.unit.courses.examples import codes


def as_markdown(text: str) -> set[int]:
    fences = [token for token in parse(text).tokens if token.type == "fence"]
    return {row for token in fences if token.map for row in range(*token.map)}


@pytest.mark.parametrize(
    "text",
    [
        "```\na\n```\n\nb",
        "~~~ a`b\n```\n~~~\n\nb",
        "``` a`b\ntext\n```\ncode\n```",
        "```\na\n    ```\nb\n```",
        "```\na\n~~~\n``\n```` \nb",
        "Text.\n\n    ```\n    a\n\nb",
        "Text.\n\n\t```\n\ta\n\nb",
        "- a\n\n  ```\n  b\n  ```\n- c",
        "- a\n    - b\n\n      ```\n      c\n      ```\n\nd",
        "1. ```\n   a\n   ```\n2. b",
        "- ```\n  a\n\nb\n\n```\nc\n```",
        "- a\n\n      ```\n\nb",
        "-\n  ```\n  a\n  ```",
        "* * *\n```\na\n```",
        "> ```\n> a\n\nb",
    ],
)
def test_the_rows_are_those_of_markdown(text: str):
    findings = Findings("01-a.md")
    quoted = {row for row, line in enumerate(text.split("\n")) if line.startswith(">")}
    assert code_rows(text.split("\n"), findings) == as_markdown(text) - quoted
    assert not list(findings)


def test_code_in_a_footnote():
    lines = ["Text.[^1]", "", "[^1]: Note.", "", "    ```", "    a", "    ```"]
    assert code_rows(lines, Findings("01-a.md")) == {4, 5, 6}


@pytest.mark.parametrize("fence", ["```", "~~~ a`b", "- ```", "  ~~~~"])
def test_code_that_does_not_end_is_told_and_opens_nothing(fence: str):
    lines, findings = ["Text.", "", fence, "  a", "  ~~~ b"], Findings("01-a.md")
    assert code_rows(lines, findings) == set()
    assert [(it.code, it.place.line) for it in findings] == [("unclosed-code", 3), ("unclosed-code", 5)]
    assert (lines[2], lines[4]) == ("", "")


@pytest.mark.parametrize(
    "lines",
    [
        ["```x"] * 50_000,
        [f"{'`' * (3 + row % 50)}x" for row in range(5_000)],
        ["- " * 100_000 + "x"],
        ["- " * 200 + "x"] * 500,
    ],
    ids=["fences", "lengths", "a deep list", "deep lists"],
)
def test_what_nobody_writes_is_read_quickly(lines: list[str]):
    start = time.process_time()
    code_rows(lines, Findings("01-a.md"))
    assert time.process_time() - start < 3


QUESTION = "\n::: question q\n\nWhich?\n\n- [x] A\n- [ ] B\n\n:::\n"


def test_a_question_after_such_code_is_one():
    for code in ("~~~ a`b\n:::\n~~~\n", "Text.\n\n    ```\n"):
        assert codes({"01-a.md": "# A\n\n## One\n\n" + code + QUESTION}) == []
