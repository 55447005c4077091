"""What Markdown silently shows as text, though the trainer meant something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from markdown_it.token import Token

from lms.courses.advice.links import LinkTargets
from lms.courses.advice.tables import find_lost_cells, find_rows_in_text
from lms.courses.places import inline_place, prose
from lms.courses.problems import nearest
from lms.courses.reading.file import CourseFile
from lms.courses.token_meta import box_of

SIGNS = re.compile(r"[\[<{#]")
"""A text without one of these holds no trap."""

ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
RAW_HTML = re.compile(r"<!--|</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")
BRACES = re.compile(r"\{\{[^\n]*?(?P<end>\}\}|$)", re.MULTILINE)
ALERT = re.compile(r"\[!(?P<kind>[^\]\s]*)\](?P<rest>[^\n]*)")
# Marks that turn the direction of what follows: they can be seen nowhere and make another text of a key.
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
TRAPS = {
    "heading-without-space": re.compile(r"^#{2,6}[^#\s]|^#{1,6}\u00a0", re.MULTILINE),
    "obsidian-embed": re.compile(r"!\[\[[^\]\n]*\]\]"),
    # Not x[i][j] and x[[0]], which are places in a table of numbers.
    "obsidian-link": re.compile(r"(?<!!)(?!(?<=\w)\[\[\w{1,2}\]\])\[\[[^\]\n]*\]\]"),
    "broken-image": re.compile(r"!\[[^\[\]\n]*\]\((?P<address>[^()\n]*)\)"),
    "broken-link": re.compile(
        r"(?<![!\]])\[[^\[\]\n]+\]\((?P<address>[^()\n]+)\)|(?<![!\]\w])\[[^\[\]\n]+\]\[[^\[\]\n]+\]"
    ),
}


def find_traps(file: CourseFile, targets: LinkTargets) -> None:
    """Report them in the whole file, questions included."""
    tokens = list(file.all_tokens)
    questions = 0
    for number, token in enumerate(tokens):
        if token.type.startswith("container_question"):
            questions += token.nesting
        elif token.type == "inline" and token.map and SIGNS.search(token.content):
            quoted = number > 1 and tokens[number - 2].type == "blockquote_open"
            text = prose(token)
            _in_text(file, targets, token, text, quoted)
            _braces(file, token, text, inside=bool(questions))
    for row, line in enumerate(file.lines, 1):
        if not line.isascii() and (match := DIRECTION.search(line)):
            file.findings.add("hidden-direction", row, match.start() + 1, mark=f"U+{ord(match[0]):04X}")
    find_lost_cells(file, tokens)
    find_rows_in_text(file, tokens)
    if not file.broken:
        _boxes_outside_questions(file)


def _in_text(file: CourseFile, targets: LinkTargets, token: Token, text: str, first_in_quote: bool) -> None:
    alert = ALERT.match(text) if first_in_quote else None
    if alert:
        kind = alert["kind"].upper()
        if kind in ALERTS and alert["rest"].strip() and alert["rest"].strip()[0] in "+-":
            place = inline_place(file.lines, token, 0)
            file.findings.add("foldable-alert", *place, kind=kind, sign=alert["rest"].strip()[0])
            return
        code = "alert-title" if kind in ALERTS else "unknown-alert"
        place = inline_place(file.lines, token, 0)
        file.findings.add(code, *place, kind=kind, nearest=nearest(kind, ALERTS), known=", ".join(ALERTS))
        return
    for code, pattern in TRAPS.items():
        for match in pattern.finditer(text):
            place = inline_place(file.lines, token, match.start())
            # A file whose name holds a space is told of itself.
            if "address" not in match.groupdict() or not targets.has(targets.path_of(match["address"] or "")):
                file.findings.add(code, *place, written=match[0])
    for match in _opening_tags(text):
        file.findings.add("raw-html", *inline_place(file.lines, token, match.start()), tag=match[0][:60])


def _braces(file: CourseFile, token: Token, text: str, inside: bool) -> None:
    """Braces that make no gap: outside a question, or never closed on their line."""
    for match in BRACES.finditer(text):
        if inside:
            file.findings.add("unclosed-gap", *inline_place(file.lines, token, match.start()))
        elif match["end"]:
            place = inline_place(file.lines, token, match.start())
            file.findings.add("gap-outside", *place, written=match[0][:60])


def _opening_tags(text: str) -> Iterator[re.Match[str]]:
    """HTML tags; a closing one only where no tag of its name opens before it."""
    opened: set[str] = set()
    for match in RAW_HTML.finditer(text):
        name = re.sub(r"[^a-z0-9-].*", "", match[0].lower().lstrip("</"), flags=re.DOTALL)
        if not match[0].startswith("</"):
            opened.add(name)
        elif name in opened:
            continue
        yield match


def _boxes_outside_questions(file: CourseFile) -> None:
    """A ticked list outside a question is most likely a question whose fences were forgotten."""
    runs: list[Sequence[Token]] = [file.lead]
    for section in file.sections:
        runs += [part for part in section.parts if isinstance(part, list)]
    for run in runs:
        for number, token in enumerate(run):
            ticked = _ticked(run[number:]) if token.type == "bullet_list_open" else None
            if ticked and ticked.map:
                row = ticked.map[0]
                file.findings.add("choices-outside", row + 1, file.lines[row].find("[") + 1)


def _ticked(tokens: Sequence[Token]) -> Token | None:
    """The first item with a marked box of the list that begins here, not of a list within it."""
    level = tokens[0].level
    inside = takewhile(lambda token: token.level > level, tokens[1:])
    return next((it for it in inside if it.level == level + 1 and box_of(it)), None)
