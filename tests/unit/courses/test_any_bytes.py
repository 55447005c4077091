"""Whatever bytes a file of a course holds, they give findings at places that exist, and no traceback."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms.courses.compiling.stored import dump, load
from lms.courses.problems import WORDS, in_two
from lms.courses.source import read_text
from tests.unit.courses.examples import compiled

PIECES = st.sampled_from(
    [
        *(
            "---",
            "\n",
            "\n\n",
            "    ",
            "\t",
            "  ",
            "# ",
            "## ",
            "### ",
            "- [ ] ",
            "- [x] ",
            "* [x]",
            "1. ",
            "2) ",
        ),
        *(
            "::: question q",
            "::: question",
            ":::",
            "::::",
            "{{",
            "}}",
            "{{= 1,500 ± }}",
            "{{a; b}}",
            "\\{{",
            "|",
            "| - |",
        ),
        *(
            "> ",
            "> [!NOTE]",
            "[!tip]-",
            "```",
            "~~~",
            "[^1]",
            "[^1]: ",
            "![",
            "](media/dot.png)",
            "](02-b.md#x)",
            "[[",
        ),
        *(
            "]]",
            "<b>",
            "title: ",
            "objectives: [",
            "]",
            "kind=order",
            "objective=first",
            "shuffle=no",
            "%",
            "%(x)s",
        ),
        *(
            "word",
            "é",
            "\u00a0",
            "\u2028",
            "\x0b",
            "\x85",
            "𝔘",
            "\ufeff",
            "🙂",
            "\\",
            "*",
            "_",
            "`",
            "&amp;",
            "​",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


# The first of all examples loads the compiler, and the longest are long.
anything = settings(deadline=None)


def sound(files: dict[str, str | bytes]) -> None:
    """Each finding has words, and a place in a file that is there or should be."""
    found = compiled(files)
    for problem in found.problems:
        message, fix = in_two(WORDS[problem.code], problem.values)
        assert message
        assert fix
        text = (
            read_text(files[problem.place.path]) if isinstance(files.get(problem.place.path), bytes) else None
        )
        if text is not None and problem.place.line:
            assert 1 <= problem.place.line <= text.count("\n") + 1
            line = text.split("\n")[problem.place.line - 1]
            assert 1 <= (problem.place.column or 1) <= len(line) + 1, problem
    assert (found.course is None) == any(problem.severity == "error" for problem in found.problems)
    if found.course is not None:
        assert load(dump(found.course)) == found.course


@pytest.mark.parametrize("name", ["course.md", "01-a.md", "01-a.fr.md", "assessment.md"])
@anything
@given(st.binary(max_size=200))
def test_any_bytes(name, content):
    sound({name: content})


@pytest.mark.parametrize("name", ["01-a.md", "01-a.fr.md", "assessment.md"])
@anything
@given(TEXTS)
@example("\u00a0\n---[^1]")
def test_any_mix_of_the_syntax(name, text):
    sound({name: f"# A\n\n## One\n\n{text}\n".encode()})


@anything
@given(TEXTS)
@example("\\{{")
def test_any_question(text):
    sound({"01-a.md": f"# A\n\n## One\n\n::: question q\n\n{text}\n\n:::\n".encode()})


@anything
@given(TEXTS)
@example("\n\n> # ")
@example("draw: " + "[" * 2_000)
@example("draw: " + "{a: " * 2_000)
@example("draw: " + "[" * 400 + "]" * 400)
def test_any_settings(text):
    sound({"course.md": f"---\n{text}\n---\n".encode()})


SIZES = st.from_regex(r"[0-9 .,%epx+-]{0,40}", fullmatch=True) | st.integers(0, 10**400).map(str)


@anything
@given(SIZES, SIZES)
@example("9" * 400, "1." + "9" * 400)
def test_any_size_of_a_drawing(width, height):
    for size in (f'width="{width}" height="{height}"', f'viewBox="0 0 {width} {height}"'):
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {size}/>'
        sound({"media/cycle.svg": drawing.encode(), "01-a.md": b"# A\n\n## One\n\n![A](media/cycle.svg)\n"})


@pytest.mark.parametrize(
    "name", ["media/dot.png", "media/cycle.svg", "media/a b.webp", "02-b.md.txt", "x/01-a.md"]
)
@anything
@given(st.binary(max_size=60))
@example(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
def test_any_other_file(name, content):
    sound({name: content})
