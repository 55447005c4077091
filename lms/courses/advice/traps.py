"""What Markdown silently shows as text, though the trainer meant something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from markdown_it.token import Token

from lms.courses.advice.links import LinkTargets
from lms.courses.advice.tables import find_lost_cells, find_rows_in_text
from lms.courses.dialect.markdown import tokens_after
from lms.courses.places import inline_place, prose
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
# What opens and is never closed matches as well, without `closed`: all that opens within it is not closed
# either, and would be looked through again and again.
TRAPS = {
    "heading-without-space": re.compile(r"^#{2,6}[^#\s]|^#{1,6}\u00a0", re.MULTILINE),
    "obsidian-embed": re.compile(r"!\[\[[^\]\n]*+(?P<closed>\]\])?"),
    # Not x[i][j] and x[[0]], which are places in a table of numbers.
    "obsidian-link": re.compile(r"(?<!!)(?!(?<=\w)\[\[\w{1,2}\]\])\[\[[^\]\n]*+(?P<closed>\]\])?"),
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
            first_in_quote = number > 1 and tokens[number - 2].type == "blockquote_open"
            text = prose(token)
            _in_text(file, targets, token, text, first_in_quote)
            _braces(file, token, text, in_question=questions > 0)
    for row, line in enumerate(file.lines, 1):
        # Most lines of most courses are plain, and this is quick to tell.
        match = None if line.isascii() else DIRECTION.search(line)
        if match:
            file.findings.add("hidden-direction", row, match.start() + 1, mark=f"U+{ord(match[0]):04X}")
    find_lost_cells(file, tokens)
    find_rows_in_text(file, tokens)
    if not file.broken:
        _boxes_outside_questions(file)


def _in_text(file: CourseFile, targets: LinkTargets, token: Token, text: str, first_in_quote: bool) -> None:
    alert = ALERT.match(text) if first_in_quote else None
    if alert:
        _report_alert(file, token, alert)
        return
    for code, pattern in TRAPS.items():
        for match in pattern.finditer(text):
            if _is_closed(match) and not _leads_to_a_file(match, targets):
                place = inline_place(file.lines, token, match.start())
                file.findings.add(code, *place, written=match[0])
    for match in _opening_tags(text):
        file.findings.add("raw-html", *inline_place(file.lines, token, match.start()), tag=match[0][:60])


def _is_closed(match: re.Match[str]) -> bool:
    """Is it a trap, and not only the beginning of one?"""
    groups = match.groupdict()
    return "closed" not in groups or groups["closed"] is not None


def _leads_to_a_file(match: re.Match[str], targets: LinkTargets) -> bool:
    """Is there a file of the address in it? Then its name holds a space, and the file is told of that."""
    address = match.groupdict().get("address") or ""
    return bool(address) and targets.has(targets.path_of(address))


def _report_alert(file: CourseFile, token: Token, alert: re.Match[str]) -> None:
    """Reports a box that Markdown left as a quote: folding, with words on its first line, or unknown."""
    place = inline_place(file.lines, token, 0)
    kind = alert["kind"].upper()
    rest = alert["rest"].strip()
    if kind in ALERTS and rest.startswith(("+", "-")):
        file.findings.add("foldable-alert", *place, kind=kind, sign=rest[0])
        return
    near = file.findings.nearest(kind, ALERTS)
    code = "alert-title" if kind in ALERTS else "unknown-alert"
    file.findings.add(code, *place, kind=kind, nearest=near, known=", ".join(ALERTS))


def _braces(file: CourseFile, token: Token, text: str, in_question: bool) -> None:
    """Braces that make no gap: outside a question, or never closed on their line."""
    for match in BRACES.finditer(text):
        place = inline_place(file.lines, token, match.start())
        if in_question:
            file.findings.add("unclosed-gap", *place)
        elif match["end"]:
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
            if token.type != "bullet_list_open":
                continue
            item = _checked_item(run, number)
            if item and item.map:
                row = item.map[0]
                file.findings.add("choices-outside", row + 1, file.lines[row].find("[") + 1)


def _checked_item(tokens: Sequence[Token], number: int) -> Token | None:
    """The first item with a checked box of the list that begins at this token, not of a list within it."""
    level = tokens[number].level
    inside = takewhile(lambda token: token.level > level, tokens_after(tokens, number))
    return next((token for token in inside if token.level == level + 1 and box_of(token)), None)
