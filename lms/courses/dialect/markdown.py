"""The dialect: the only place that knows the parser's options and the HTML that a course is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline, autolink, backtick, image, link
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref
from mdit_py_plugins.front_matter import front_matter_plugin

from lms.courses.dialect.notes import Notes
from lms.courses.spaces import one_line
from lms.courses.token_meta import CELL, SPAN, box_of, label_of, span_of

Env = MutableMapping[str, Any]
InlineRule = Callable[[StateInline, bool], bool]

AHEAD = "ahead"
"""The key in the parser's notes of what the inline rules have found ahead of where they are."""

PLACED = {"link_open", "image", "footnote_ref", "code_inline", "gap"}


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote's text, and the line where it stands."""

    label: str
    line: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A file's tokens: front matter apart, footnotes apart; `addresses` are the rows of `[name]: address`."""

    front_matter: Token | None
    tokens: tuple[Token, ...]
    footnotes: tuple[Footnote, ...]
    addresses: tuple[range, ...]


def parse(text: str) -> ParsedText:
    """The tokens of a text whose line ends are normalised."""
    if not text.endswith("\n"):
        # Some block rules look one character past the last line.
        text += "\n"
    env: dict[str, Any] = {}
    tokens = parser().parse(text, env)
    front = tokens.pop(0) if tokens and tokens[0].type == "front_matter" else None
    body, footnotes = _without_footnotes(tokens)
    _prepare(body)
    for footnote in footnotes:
        _prepare(footnote.tokens)
    references = env.get("references", {}).values()
    addresses = tuple(range(*reference["map"]) for reference in references)
    return ParsedText(front, tuple(body), tuple(footnotes), addresses)


def html(tokens: Sequence[Token], notes: Notes, label: str = "") -> str:
    """The HTML of block tokens. The label is for tables whose own head has no words."""
    return str(_renderer().render(tokens, parser().options, {"notes": notes, "label": label})).strip()


def inline_html(token: Token, notes: Notes) -> str:
    """The HTML of one inline token, without a paragraph around it."""
    return _renderer().renderInline(token.children or (), parser().options, {"notes": notes}).strip()


def plain(token: Token, *, gaps: bool = False) -> str:
    """The words of one inline token, without any markup; with `gaps`, what is right in each, in brackets."""
    children = token.children or []
    if gaps:
        children = [_as_text(child) if child.type == "gap" else child for child in children]
    return one_line(_renderer().renderInlineAsText(children, parser().options, {}))


def _as_text(gap: Token) -> Token:
    return Token("text", "", 0, content=f"[{gap.content.strip()}]")


def notes_html(notes: Notes) -> str:
    """The footnotes referred to so far, as a list; empty when there are none."""
    # A footnote's text may refer to another one, which then joins the end of the list.
    items = [_note_html(notes, number, label) for number, label in notes.numbered()]
    if not items:
        return ""
    return '<section class="footnotes">\n<ol>\n' + "".join(items) + "</ol>\n</section>"


def _note_html(notes: Notes, number: int, label: str) -> str:
    text = html(notes.texts.get(label, ()), notes)
    # Only now: the text may refer to its own footnote.
    back = "".join(
        f' <a class="footnote-back" role="doc-backlink" aria-labelledby="{ref}" href="#{ref}">↩\ufe0e</a>'
        for ref in notes.references(label)
    )
    if text.endswith("</p>"):
        text = text.removesuffix("</p>") + back + "</p>"
    else:
        text += back
    return f'<li id="{notes.anchor(number)}">{text}{notes.below.get(label, "")}</li>\n'


def inlines(tokens: Sequence[Token]) -> Iterator[Token]:
    """The inline tokens that stand in the file (an alert's title does not)."""
    return (token for token in tokens if token.type == "inline" and token.map)


def tokens_after(tokens: Sequence[Token], number: int) -> Iterator[Token]:
    """The tokens that follow the one of this number, read as far as they are asked for and never copied."""
    return (tokens[later] for later in range(number + 1, len(tokens)))


class Renderer(RendererHTML):
    """HTML under a policy without inline styles: classes instead, and words left to the catalogue."""

    def alert_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: Env) -> str:
        kind = tokens[idx].info.lower()
        return f'<aside class="callout callout-{kind}" data-callout="{kind}">\n'

    def alert_title_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: Env) -> str:
        # The title is a word of the interface: the page puts it there in the reader's language.
        return f'<p class="callout-title" data-title="{tokens[idx - 1].info.lower()}">'

    def alert_title_close(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: Env) -> str:
        return "</p>\n"

    def alert_close(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: Env) -> str:
        return "</aside>\n"

    def table_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Env) -> str:
        notes: Notes = env["notes"]
        label = escapeHtml(notes.table(_head(tokens, idx) or env["label"]))
        return f'<div class="table-scroll" tabindex="0" role="region" aria-label="{label}">\n<table>\n'

    def table_close(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: Env) -> str:
        return "</table>\n</div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: Env) -> str:
        return f'<th scope="col"{_alignment(tokens[idx])}>'

    def td_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: Env) -> str:
        return f"<td{_alignment(tokens[idx])}>"

    def list_item_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        token = tokens[idx]
        checked = box_of(token)
        if checked is None:
            return self.renderToken(tokens, idx, options, env)
        # A box that nobody can tick is a picture of a box, not a field without a label.
        box = "☑" if checked else "☐"
        return f'<li class="task-list-item"><span class="task-box" aria-hidden="true">{box}</span> '

    def footnote_ref(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Env) -> str:
        notes: Notes = env["notes"]
        number, reference = notes.refer(label_of(tokens[idx]))
        return (
            f'<sup class="footnote-ref"><a id="{reference}" role="doc-noteref" '
            f'href="#{notes.anchor(number)}">{number}</a></sup>'
        )

    def gap(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Env) -> str:
        """A place that the page fills with a field, or with what was typed there."""
        notes: Notes = env["notes"]
        return f'<span data-gap="{notes.gap()}"></span>'


class Parser(MarkdownIt):
    """Markdown with any link address, so that a forbidden one is reported instead of shown as text."""

    def validateLink(self, _url: str) -> bool:
        return True


@cache
def parser() -> MarkdownIt:
    """The one parser: CommonMark with tables, task lists, alerts, footnotes, questions and settings."""
    options = {
        "html": False,
        "linkify": False,
        "typographer": False,
        "xhtmlOut": False,
        "tasklists": True,
        "alerts": True,
    }
    md = Parser("commonmark", options, renderer_cls=Renderer)
    md.enable("table")
    md.use(front_matter_plugin)
    # Any words will do: `fences` has emptied the lines that open something else.
    md.use(container_plugin, "question", validate=lambda words, *_: bool(words.strip()))
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    rules: dict[str, InlineRule] = {
        "link": _closed(link),
        "image": _closed(image),
        "autolink": autolink,
        "backticks": backtick,
        "footnote_ref": reference,
    }
    for name, rule in rules.items():
        md.inline.ruler.at(name, _placed(rule))
    md.inline.ruler.before("backticks", "gap", _placed(gap))
    # The plugin has put its own HTML of a reference in place of ours.
    md.add_render_rule("footnote_ref", Renderer.footnote_ref)
    return md


def gap(state: StateInline, silent: bool) -> bool:
    """`{{answer; also right}}` on one line; whether a gap is meant, depends on where it stands."""
    if not state.src.startswith("{{", state.pos):
        return False
    end = _next(state, "}}", state.pos + 2)
    if end + 2 > state.posMax or _next(state, "\n", state.pos) < end:
        return False
    if not silent:
        token = state.push("gap", "", 0)
        token.content = state.src[state.pos + 2 : end]
    state.pos = end + 2
    return True


def reference(state: StateInline, silent: bool) -> bool:
    """`[^name]`, as the plugin reads it; it is asked only where the name ends."""
    if not state.src.startswith("[^", state.pos):
        return False
    end = _next(state, "]", state.pos)
    if end >= state.posMax or any(_next(state, space, state.pos) < end for space in " \n"):
        return False
    return footnote_ref(state, silent, always_match=True)


def _closed(rule: InlineRule) -> InlineRule:
    """The rule for something in brackets, asked only where one closes: to look for it takes the rule long."""

    def run(state: StateInline, silent: bool) -> bool:
        return _next(state, "]", state.pos) < state.posMax and rule(state, silent)

    return run


def _next(state: StateInline, sign: str, start: int) -> int:
    """Where a sign stands next; the end of the text where it stands no more.

    Kept until another text is read: a row of openings without an end would each look for it to the last line.
    """
    reader, known = state.env.get(AHEAD, (None, {}))
    if reader is not state:
        known = {}
        state.env[AHEAD] = (state, known)
    asked_at, found = known.get(sign, (0, -1))
    if not asked_at <= start <= found:
        found = state.src.find(sign, start)
        if found < 0:
            found = len(state.src)
        known[sign] = (start, found)
    return found


def _renderer() -> Renderer:
    return cast(Renderer, parser().renderer)


def _placed(rule: InlineRule) -> InlineRule:
    """The rule, noting on its token from where to where it was written: inline tokens carry no position."""

    def run(state: StateInline, silent: bool) -> bool:
        start = state.pos
        before = len(state.tokens)
        if not rule(state, silent):
            return False
        # What stands inside has come earlier, and has its own span already.
        for token in state.tokens[before:]:
            if token.type in PLACED and span_of(token) is None:
                token.meta[SPAN] = (start, state.pos)
                break
        return True

    return run


def _without_footnotes(tokens: Sequence[Token]) -> tuple[list[Token], list[Footnote]]:
    """The tokens of the text itself, and the footnotes; one within another becomes part of its text."""
    body: list[Token] = []
    footnotes: list[Footnote] = []
    opening: list[Token] = []
    """The footnotes that are open, the outermost first."""
    inside: list[Token] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            opening.append(token)
        elif token.type == "footnote_reference_close":
            opened = opening.pop()
            if not opening:
                line = opened.map[0] + 1 if opened.map else 1
                footnotes.append(Footnote(label_of(opened), line, tuple(inside)))
                inside = []
        elif opening:
            inside.append(token)
        else:
            body.append(token)
    return body, footnotes


def _prepare(tokens: Sequence[Token]) -> None:
    """Change what the parser made of tokens to what the dialect says, and note what it did not note."""
    _make_text_of_gaps_outside_questions(tokens)
    _empty_titles_of_alerts(tokens)
    _number_cells(tokens)


def _make_text_of_gaps_outside_questions(tokens: Sequence[Token]) -> None:
    depth = 0
    for token in tokens:
        if token.type.startswith("container_question"):
            depth += token.nesting
        if depth:
            continue
        for child in token.children or ():
            if child.type == "gap":
                child.type = "text"
                child.content = f"{{{{{child.content}}}}}"
                child.meta = {}


def _empty_titles_of_alerts(tokens: Sequence[Token]) -> None:
    """They are English, and the page words them."""
    for number, token in enumerate(tokens):
        if token.type == "alert_title_open":
            tokens[number + 1].children = []


def _number_cells(tokens: Sequence[Token]) -> None:
    """Note on the text of each table cell which one of its row it is, from which its place is found."""
    cell = 0
    for number, token in enumerate(tokens):
        if token.type == "tr_open":
            cell = 0
        elif token.type in ("td_open", "th_open"):
            tokens[number + 1].meta[CELL] = cell
            cell += 1


def _alignment(token: Token) -> str:
    style = str(token.attrGet("style") or "")
    return f' class="align-{style.removeprefix("text-align:")}"' if style else ""


def _head(tokens: Sequence[Token], start: int) -> str:
    """The words of a table's head, which name the region in which it scrolls."""
    words = []
    for token in tokens_after(tokens, start):
        if token.type == "thead_close":
            break
        if token.type == "inline":
            words.append(plain(token))
    return ", ".join(word for word in words if word)
