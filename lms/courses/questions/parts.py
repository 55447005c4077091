"""What all kinds ask of the parts of a question: that they can be shown, and that none stands twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lms.courses.course import ChoiceText, Question
from lms.courses.spaces import folded
from lms.courses.token_meta import start_of

if TYPE_CHECKING:
    from markdown_it.token import Token

    from lms.courses.questions.block import WrittenQuestion
    from lms.courses.questions.contract import Parsed


def part_text(question: WrittenQuestion, inline: Token) -> ChoiceText | None:
    """The text of an item or a cell; None when it cannot stand there, which is reported."""
    for child in inline.children or ():
        if child.type in ("footnote_ref", "gap"):
            code = "footnote-in-choice" if child.type == "footnote_ref" else "gap-misplaced"
            question.report_inside(code, inline, start_of(child))
            return None
    return ChoiceText(question.inline_html(inline))


def written_twice(
    question: WrittenQuestion, texts: Iterable[tuple[Token, str]], code: str = "same-choice"
) -> None:
    """Reports each text (with its inline token) that stands earlier already, but for capitals and spaces."""
    first_lines: dict[str, int] = {}
    for inline, text in texts:
        words = folded(text)
        if words in first_lines:
            question.report_inside(code, inline, 0, first=first_lines[words])
        else:
            first_lines[words] = inline.map[0] + 1 if inline.map else 0


def explanation_of(question: WrittenQuestion) -> str | None:
    """The closing quote as HTML; a gap in it would have nobody to fill it, and is reported."""
    if question.explanation is None:
        return None
    for inline in question.explanation.inner:
        for child in inline.children or ():
            if child.type == "gap":
                question.report_inside("gap-misplaced", inline, start_of(child))
    return question.html(question.explanation.inner, "explanation")


def compare_explanations(question: WrittenQuestion, source: Question, translated: Parsed) -> None:
    """Warns of an explanation that the source gives and the translation leaves out."""
    if source.wording(None).explanation and not translated.wording.explanation:
        question.report("translation-explanation", id=source.id)
