"""The settings between two `---` lines: read as plain texts, each with its place.

YAML is read to its nodes and no further: nodes know where they stand, and nothing turns `no` into False,
`012` into 10 or `1:30` into 90. What a text means is for the settings to say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from lms.courses.problems import Findings

Path = tuple[str | int, ...]
RULE = re.compile(r"[-–—]{2,}|[–—]")
SETTING = re.compile(r"[a-z_]+:(\s|$)")
CLOSE = re.compile(r"[ \t]*[a-z_-]+:(?=\S)")
HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)


@dataclass(slots=True)
class FrontMatter:
    """The settings as written, and the line and column of each key and value by its path."""

    values: dict[str, Any] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def place(self, path: Path) -> tuple[int, int]:
        """Where this value stands, or the nearest thing around it."""
        while path:
            if path in self.places:
                return self.places[path]
            path = path[:-1]
        return 1, 1

    def key_place(self, path: Path) -> tuple[int, int]:
        """Where the key of this value stands, or the nearest thing around it."""
        return self.keys.get(path) or self.place(path)


def long_rule(lines: Sequence[str], row: int) -> str:
    """Another line than `---` above what can only be settings, as a word processor makes it; else nothing."""
    written = lines[row].strip()
    setting = row + 1 < len(lines) and SETTING.match(lines[row + 1])
    return written if setting and written != "---" and RULE.fullmatch(written) else ""


def read_front_matter(token: Token | None, findings: Findings) -> FrontMatter | None:
    """The settings of a file, empty when it has none; None when they cannot be read."""
    front = FrontMatter()
    if token is None:
        return front
    text = token.content
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        _report_syntax(error, text, findings)
        return None
    except RecursionError:
        # Brackets within brackets, deeper than anybody writes: nothing tells where they went wrong.
        findings.add("front-matter-syntax", *_Lines(text).at(0))
        return None
    if node is None:
        return front
    if not isinstance(node, MappingNode):
        if not _report_space(text, 0, findings):
            findings.add("front-matter-syntax", *_Lines(text).at(node.start_mark.index))
        return None
    before = len(findings)
    front.values = _NodeReader(front, text, findings).read(node, ())
    return front if len(findings) == before else None


def read_line(line: str) -> str | None:
    """The value of a setting on one line, `title: "A \\"b\\""`; None where that alone tells no text."""
    try:
        node = YAML(typ="safe", pure=True).compose(line)
    except (YAMLError, RecursionError):
        return None
    value = node.value[0][1] if isinstance(node, MappingNode) and node.value else None
    return str(value.value) if isinstance(value, ScalarNode) else None


class _NodeReader:
    """Turns YAML's nodes into texts, lists and mappings of texts, and notes where each of them stands."""

    def __init__(self, front: FrontMatter, text: str, findings: Findings) -> None:
        self.front = front
        self.lines = _Lines(text)
        self.findings = findings

    def read(self, node: Node, path: Path) -> Any:
        place = self.lines.at(node.start_mark.index)
        # An empty value has its place already, which is not where YAML puts it.
        self.front.places.setdefault(path, place)
        if node.anchor:
            # One text standing for another is a way to make small files huge, and nobody here writes it.
            self.findings.add("front-matter-syntax", *place)
            return ""
        if isinstance(node, ScalarNode):
            return str(node.value)
        if isinstance(node, SequenceNode):
            return [self.read(item, (*path, number)) for number, item in enumerate(node.value)]
        return self._read_mapping(node, path)

    def _read_mapping(self, node: Node, path: Path) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = self.lines.at(key_node.start_mark.index)
            if not isinstance(key_node, ScalarNode):
                self.findings.add("front-matter-syntax", *place)
                continue
            key = str(key_node.value)
            if key in plain:
                self.findings.add("duplicate-key", *place, key=key)
                continue
            key_path = (*path, key)
            self.front.keys[key_path] = place
            if value_node.start_mark.index == value_node.end_mark.index:
                # Nothing is written: its place is after the colon, not where the next thing stands.
                self.front.places[key_path] = self.lines.at(key_node.end_mark.index + 1)
            plain[key] = self.read(value_node, key_path)
        return plain


def _report_syntax(error: YAMLError, text: str, findings: Findings) -> None:
    """Reports what keeps YAML from reading the settings, as the trainer would have to mend it.

    | where YAML stops, or above | reported |
    | --- | --- |
    | there is a heading above, so the settings were never closed | `unclosed-front-matter`, on line 1 |
    | a setting has no space after its colon | `front-matter-space` |
    | a text has a colon and a space in it: `title: A: b` | `front-matter-colon` |
    | a tab | `front-matter-tab` |
    | anything else | `front-matter-syntax` |
    """
    words = str(getattr(error, "problem", ""))
    index = _index_of(error, words)
    heading = HEADING.search(text)
    if heading and heading.start() < index:
        findings.add("unclosed-front-matter", 1, 1)
        return
    place = _Lines(text).at(index)
    lines = text.split("\n")
    row = place[0] - 2
    context = getattr(error, "context_mark", None)
    # Without its space a setting is a plain word, which YAML notices only on the line after it.
    row_without_space = context.line if context and "expected ':'" in words else row - 1
    if _report_space(text, row_without_space, findings):
        return
    line = lines[row] if row < len(lines) else ""
    if "mapping values are not allowed" in words and re.match(r"\s*[^\s:]+:\s+\S", line):
        findings.add("front-matter-colon", *place)
    elif "'\\t'" in words:
        findings.add("front-matter-tab", *place)
    else:
        findings.add("front-matter-syntax", *place)


def _index_of(error: YAMLError, words: str) -> int:
    """Where in the settings something is to be mended."""
    if not isinstance(error, MarkedYAMLError):
        return int(getattr(error, "position", 0))
    # An opening that was never closed is to be mended where it opens.
    unclosed = "stream end" in words or "end of stream" in words or "expected ',' or" in words
    mark = (error.context_mark if unclosed else None) or error.problem_mark
    return mark.index if mark else 0


def _report_space(text: str, row: int, findings: Findings) -> bool:
    """Report a setting in this line of the settings, from 0, whose colon has no space after it."""
    lines = text.split("\n")
    close = CLOSE.match(lines[row]) if 0 <= row < len(lines) else None
    if close:
        findings.add("front-matter-space", row + 2, close.end() + 1)
    return bool(close)


class _Lines:
    """Where the lines of the settings begin, which are a file's from the second on.

    Counted here, because YAML also takes some rare characters for line ends.
    """

    def __init__(self, text: str) -> None:
        self.starts = [0, *(end.end() for end in re.finditer("\n", text))]

    def at(self, index: int) -> tuple[int, int]:
        """Line and column in the file of an offset in the settings."""
        row = bisect_right(self.starts, index) - 1
        return row + 2, index - self.starts[row] + 1
