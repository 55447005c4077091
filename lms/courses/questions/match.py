"""Match: the last block is a table of two columns with a header row; each left goes with its right.

A row whose left cell is empty adds a right that goes with nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    """A row of the table: the inline tokens of its two cells, and their texts."""

    left: Token
    right: Token
    left_text: str
    right_text: ChoiceText

    @property
    def is_distractor(self) -> bool:
        """Has it a right only, that goes with nothing?"""
        return not self.left.content.strip()


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
        head_cells, *cells_by_row = _cells_by_row(table)
        if len(head_cells) != 2:
            question.report("match-columns", table.tokens[0], columns=len(head_cells))
            return None
        if sum(bool(left.content.strip()) for left, _ in cells_by_row) < 2:
            question.report("one-pair", table.tokens[0])
        for _, right in cells_by_row:
            if not right.content.strip():
                question.report_inside("empty-right", right, 0)
        head = _row(question, head_cells)
        rows = [row for cells in cells_by_row if (row := _row(question, cells))]
        if head is None or len(question.findings) > before:
            return None
        pairs = [row for row in rows if not row.is_distractor]
        written_twice(question, [(row.left, row.left_text) for row in pairs], "same-left")
        rights, key = _rights(question, rows)
        explanation = explanation_of(question)
        if len(question.findings) > before:
            return None
        wording = Wording(
            question.prompt_html(question.blocks[:-1]),
            rights,
            explanation,
            lefts=tuple(row.left_text for row in pairs),
            heads=(head.left_text, head.right_text.text),
        )
        return Parsed(key, len(rights), wording)

    def agrees(self, question: WrittenQuestion, source: Question, translated: Parsed) -> bool:
        if (translated.key, translated.size) != (source.key, source.size):
            question.report("translation-pairs", question.blocks[-1].tokens[0], id=source.id)
            return False
        compare_explanations(question, source, translated)
        return True

    def carry(self, before: Question, question: Question, answer: Answer) -> Answer | None:
        if before.kind != self.name:
            return None
        lefts = places(before.wording(None).lefts, question.wording(None).lefts)
        rights = choice_places(before, question)
        carried: Answer = [0] * self.parts(question)
        for left, right in enumerate(answer, 1):
            if not right:
                continue
            if left not in lefts or right not in rights:
                return None
            carried[lefts[left] - 1] = rights[right]
        return carried if answer else []

    def grade(self, question: Question, answer: Answer) -> Grade:
        key = cast("tuple[int, ...]", question.key)
        given = answer or [0] * len(key)
        pairs = zip(given, key, strict=True)
        marks = {left: chosen == right for left, (chosen, right) in enumerate(pairs, 1)}
        return Grade(sum(marks.values()) / len(key), marks)


def _cells_by_row(table: Piece) -> list[list[Token]]:
    """The inline tokens of the cells of each row, the head's first."""
    rows: list[list[Token]] = []
    for token in table.inner:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(token)
    return rows


def _row(question: WrittenQuestion, cells: Sequence[Token]) -> _Row | None:
    """A row with the texts of its two cells; None when one cannot stand there, which is reported."""
    left, right = cells
    left_text = part_text(question, left)
    right_text = part_text(question, right)
    if left_text is None or right_text is None:
        return None
    return _Row(left, right, left_text.text, right_text)


def _rights(
    question: WrittenQuestion, rows: Sequence[_Row]
) -> tuple[tuple[ChoiceText, ...], tuple[int, ...]]:
    """The rights, each once, and which of them each left goes with; two lefts may share one."""
    rights: list[ChoiceText] = []
    numbers: dict[str, int] = {}
    key: list[int] = []
    for row in rows:
        words = folded(row.right_text.text)
        if row.is_distractor and words in numbers:
            question.report_inside("same-right", row.right, 0)
        if words not in numbers:
            rights.append(row.right_text)
            numbers[words] = len(rights)
        if not row.is_distractor:
            key.append(numbers[words])
    return tuple(rights), tuple(key)
