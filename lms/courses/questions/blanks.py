"""What fill the gaps and number share: blanks in the text, each with what is right in it.

An answer is the text typed in each blank, in reading order. It is right when it is right in any language of
the course, so that a reader who changes the language keeps what was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape, unescape
from typing import TYPE_CHECKING, Any, cast

from lms.courses.course import ChoiceText, Question, Wording
from lms.courses.questions.blank import (
    Blank,
    NumberBlank,
    TextBlank,
    ask_the_same,
    dump_blank,
    is_number,
    load_blank,
    read_blank,
    without_tolerance,
)
from lms.courses.questions.contract import Answer, BadAnswer, Grade, Parsed
from lms.courses.questions.numbers import UnclearNumber, read_measure
from lms.courses.questions.parts import compare_explanations, explanation_of
from lms.courses.token_meta import start_of

if TYPE_CHECKING:
    from lms.courses.questions.block import WrittenQuestion

LONGEST = 200
KIN = ("gaps", "number")


def blanks_of(question: Question) -> tuple[Blank, ...]:
    """The key of a question whose kind shares this file."""
    return cast("tuple[Blank, ...]", question.key)


class Blanks:
    """A question answered by typing into the gaps of its text. Each gap is worth the same.

    fraction = gaps filled rightly / number of gaps
    """

    name = ""
    as_written_is_right = False

    def fits(self, numbers: int, gaps: int) -> bool:
        """Is a question with so many gaps for numbers among all its gaps of this kind?"""
        raise NotImplementedError

    def recognise(self, question: WrittenQuestion) -> bool:
        gaps = question.gaps
        if not gaps:
            return False
        if question.translation:
            # Where it has a number for the source's word, `agrees` says so at its place.
            return True
        return self.fits(sum(is_number(gap.token) for gap in gaps), len(gaps))

    def parse(self, question: WrittenQuestion) -> Parsed | None:
        before = len(question.findings)
        if question.choice_lists:
            gap = question.gaps[0]
            question.report_inside("gap-beside-choices", gap.inline, start_of(gap.token))
            return None
        blanks = [blank for gap in question.gaps if (blank := read_blank(question, gap))]
        explanation = explanation_of(question)
        if len(question.findings) > before:
            return None
        texts = tuple(ChoiceText(escape(blank.text)) for blank in blanks)
        wording = Wording(question.prompt_html(question.blocks), texts, explanation)
        return Parsed(tuple(blank.key for blank in blanks), 0, wording)

    def agrees(self, question: WrittenQuestion, source: Question, translated: Parsed) -> bool:
        blanks_there = blanks_of(source)
        blanks_here = cast("tuple[Blank, ...]", translated.key)
        if len(blanks_there) != len(blanks_here):
            question.report("translation-gaps", id=source.id, here=len(blanks_here), source=len(blanks_there))
            return False
        for gap, there, here in zip(question.gaps, blanks_there, blanks_here, strict=True):
            if not ask_the_same(there, here):
                question.report_inside("translation-gap", gap.inline, start_of(gap.token), id=source.id)
                return False
        compare_explanations(question, source, translated)
        return True

    def join_keys(self, key: object, translated: object) -> object:
        # Those of a translation ask the same, so each joins one of its own type.
        blanks = cast("tuple[Any, ...]", key)
        blanks_here = cast("tuple[Any, ...]", translated)
        return tuple(blank.join(here) for blank, here in zip(blanks, blanks_here, strict=True))

    def dump_key(self, key: Any) -> Any:
        return [dump_blank(blank) for blank in key]

    def load_key(self, plain: Any) -> object:
        return tuple(load_blank(blank) for blank in plain)

    def read(self, question: Question, values: Sequence[str]) -> Answer:
        if values and len(values) != len(blanks_of(question)):
            raise BadAnswer("wrong-gaps")
        if any(len(value) > LONGEST for value in values):
            raise BadAnswer("gap-too-long")
        typed = [" ".join(value.split()) for value in values]
        return typed if any(typed) else []

    def right(self, question: Question, language: str | None = None) -> Answer:
        shown = [unescape(choice.text) for choice in question.wording(language).choices]
        return [
            text if isinstance(blank, TextBlank) else without_tolerance(text)
            for blank, text in zip(blanks_of(question), shown, strict=True)
        ]

    def fitting(self, question: Question, answer: Answer) -> Answer:
        fits = len(answer) == len(blanks_of(question)) and all(isinstance(text, str) for text in answer)
        return answer if fits else []

    def carry(self, before: Question, question: Question, answer: Answer) -> Answer | None:
        return answer if _as_many_blanks(before, question) else None

    def same_key(self, before: Question, question: Question) -> bool:
        if not _as_many_blanks(before, question):
            return False
        pairs = zip(blanks_of(question), blanks_of(before), strict=True)
        return all(blank.same(blank_before) for blank, blank_before in pairs)

    def unclear(self, question: Question, answer: Answer) -> tuple[str, dict[str, object]] | None:
        for blank, typed in zip(blanks_of(question), answer, strict=False):
            if not isinstance(blank, NumberBlank) or not typed:
                continue
            try:
                read_measure(str(typed))
            except UnclearNumber as unclear:
                return unclear.code, {"written": str(typed)}
        return None

    def grade(self, question: Question, answer: Answer) -> Grade:
        blanks = blanks_of(question)
        texts = [str(text) for text in answer] or [""] * len(blanks)
        pairs = zip(blanks, texts, strict=True)
        marks = {number: blank.accepts(text) for number, (blank, text) in enumerate(pairs, 1)}
        return Grade(sum(marks.values()) / len(blanks), marks)


def _as_many_blanks(before: Question, question: Question) -> bool:
    """Had the question blanks in another edition, and as many? Only then was a key of blanks its key."""
    return before.kind in KIN and len(blanks_of(before)) == len(blanks_of(question))
