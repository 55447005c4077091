"""Match: the last block is a table of two columns with a header row; each left goes with its right.

A row whose left cell is empty adds a right that goes with nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from lms.courses.course import ChoiceText, Question, Wording
from lms.courses.questions.carrying import choice_places, places
from lms.courses.questions.contract import Answer, Grade, Parsed
from lms.courses.questions.parts import compare_explanations, explanation_of, part_text, written_twice
from lms.courses.questions.placing import Placing
from lms.courses.spaces import folded

if TYPE_CHECKING:
    from markdown_it.token import Token

    from lms.courses.questions.block import Piece, WrittenQuestion


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table: the inline tokens of its cells."""

    cells: tuple[Token, ...]


class Match(Placing):
    """Each left is given a right. An answer is the numbers of the rights, 0 for a left without one.

    fraction = lefts matched rightly / number of lefts
    """

    name = "match"
    template = "components/questions/match.html"
    last_block = "table_open"
    as_written_is_right = False

    def parts(self, question: Question) -> int:
        return len(question.wording(None).lefts)

    def parse(self, question: WrittenQuestion) -> Parsed | None:
        before = len(question.findings)
        table = question.blocks[-1]
        if table is question.blocks[0]:
            question.report("no-prompt")
        head, *rows = _rows(table)
        if len(head.cells) != 2:
            question.report("match-columns", table.tokens[0], columns=len(head.cells))
            return None
        pairs = [row for row in rows if row.cells[0].content.strip()]
        if len(pairs) < 2:
            question.report("one-pair", table.tokens[0])
        for row in rows:
            if not row.cells[1].content.strip():
                question.report_inside("empty-right", row.cells[1], 0)
        texts = {id(cell): part_text(question, cell) for row in (head, *rows) for cell in row.cells}
        lefts = [(row.cells[0], cast(ChoiceText, texts[id(row.cells[0])])) for row in pairs]
        if len(question.findings) > before:
            return None
        written_twice(question, [(token, text.text) for token, text in lefts], "same-left")
        rights, key = _rights(question, rows, {cell: cast(ChoiceText, text) for cell, text in texts.items()})
        explanation = explanation_of(question)
        if len(question.findings) > before:
            return None
        prompt = [token for part in question.blocks[:-1] for token in part.tokens]
        wording = Wording(
            question.html(prompt, "prompt"),
            rights,
            explanation,
            lefts=tuple(text.text for _, text in lefts),
            heads=tuple(cast(ChoiceText, texts[id(cell)]).text for cell in head.cells),
        )
        return Parsed(key, len(rights), wording)

    def agrees(self, question: WrittenQuestion, source: Question, translated: Parsed) -> bool:
        if (translated.key, translated.size) != (source.key, source.size):
            question.report("translation-pairs", question.blocks[-1].tokens[0], id=source.id)
            return False
        compare_explanations(question, source, translated)
        return True

    def carried(self, before: Question, question: Question, answer: Answer) -> Answer | None:
        if before.kind != self.name:
            return None
        lefts = places(before.wording(None).lefts, question.wording(None).lefts)
        rights = choice_places(before, question)
        carried: Answer = [0] * self.parts(question)
        for left, right in enumerate(answer, 1):
            if right and (left not in lefts or right not in rights):
                return None
            if right:
                carried[lefts[left] - 1] = rights[right]
        return carried if answer else []

    def grade(self, question: Question, answer: Answer) -> Grade:
        right = cast("tuple[int, ...]", question.key)
        given = answer or [0] * len(right)
        pairs = enumerate(zip(given, right, strict=True), 1)
        marks = {left: chosen == wanted for left, (chosen, wanted) in pairs}
        return Grade(sum(marks.values()) / len(right), marks)


def _rows(table: Piece) -> list[_Row]:
    rows: list[_Row] = []
    cells: list[Token] = []
    for token in table.inner:
        if token.type == "tr_open":
            cells = []
        elif token.type == "inline":
            cells.append(token)
        elif token.type == "tr_close":
            rows.append(_Row(tuple(cells)))
    return rows


def _rights(
    question: WrittenQuestion, rows: list[_Row], texts: dict[int, ChoiceText]
) -> tuple[tuple[ChoiceText, ...], tuple[int, ...]]:
    """The rights, each once, and which of them each left goes with; two lefts may share one."""
    rights: dict[str, ChoiceText] = {}
    key: list[int] = []
    for row in rows:
        text = texts[id(row.cells[1])]
        words = folded(text.text)
        alone = not row.cells[0].content.strip()
        if alone and words in rights:
            question.report_inside("same-right", row.cells[1], 0)
        rights.setdefault(words, text)
        if not alone:
            key.append(list(rights).index(words) + 1)
    return tuple(rights.values()), tuple(key)
