"""Styles: one declaration a line, and no line that must be scrolled to be read."""

import re
from pathlib import Path

STYLES = Path(__file__).resolve().parents[2] / "lms" / "static" / "css"
LONGEST_LINE = 99
# Something follows an opening brace or a semicolon, or stands before a closing brace.
CROWDED = re.compile(r"[{;]\s*\S|\S\s*\}")


def numbered_lines(text: str) -> list[tuple[int, str]]:
    return list(enumerate(text.splitlines(), start=1))


def without_comments(text: str) -> str:
    """Each comment is gone, but not its line breaks, so that a line keeps its number."""
    return re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment[0].count("\n"), text, flags=re.DOTALL)


def long_lines(text: str) -> list[int]:
    return [number for number, line in numbered_lines(text) if len(line) > LONGEST_LINE]


def crowded_lines(text: str) -> list[int]:
    return [number for number, line in numbered_lines(without_comments(text)) if CROWDED.search(line)]


def test_each_declaration_has_a_line_to_itself():
    files = sorted(STYLES.rglob("*.css"))
    assert files
    wrong = []
    for path in files:
        text = path.read_text("utf-8")
        name = path.relative_to(STYLES)
        wrong += [f"{name}:{number} is longer than {LONGEST_LINE}" for number in long_lines(text)]
        wrong += [f"{name}:{number} holds more than one declaration" for number in crowded_lines(text)]
    assert wrong == []


def test_what_is_crowded():
    one_line = ".a { color: red; }\n"
    two_on_a_line = ".a {\n  top: 0; left: 0;\n}\n"
    brace_behind = ".a {\n  top: 0 }\n"
    plain = "/* a; b\n}; c */\n@layer a, b;\n\n.a,\n.b {\n  top: 0;\n}\n"
    assert crowded_lines(one_line) == [1]
    assert crowded_lines(two_on_a_line) == [2]
    assert crowded_lines(brace_behind) == [2]
    assert crowded_lines(plain) == []
