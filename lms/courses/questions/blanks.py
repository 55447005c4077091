"""What fill the gaps and number share: blanks in the text, each with what is right in it.

An answer is the text typed in each blank, in reading order. It is right when it is right in any language of
the course, so that a reader who changes the language keeps what was typed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape, unescape
from typing import TYPE_CHECKING, Any, cast

from lms.courses.course import ChoiceText, Question, Wording
from lms.courses.questions.contract import Answer, BadAnswer, Grade, Parsed
from lms.courses.questions.numbers import UnclearNumber, read_measure
from lms.courses.questions.parts import compare_explanations, explanation_of
from lms.courses.token_meta import start_of

if TYPE_CHECKING:
    from markdown_it.token import Token

    from lms.courses.questions.block import WrittenQuestion

LONGEST = 200
KIN = ("gaps", "number")
APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘´`＇", "'") | dict.fromkeys("‐‑–", "-"))


def fold(text: str) -> str:
    """The text as answers are compared: case, accents, spaces and the shapes of apostrophes do not count."""
    plain = unicodedata.normalize("NFKD", text.translate(APOSTROPHES)).casefold().replace("œ", "oe")
    return "".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


@dataclass(frozen=True, slots=True)
class TextBlank:
    """A blank for words: all the answers that are right, folded."""

    right: tuple[str, ...]

    def accepts(self, typed: str) -> bool:
        return fold(typed) in self.right

    def same(self, other: Blank) -> bool:
        """Is the same right in both, in whatever order it is listed?"""
        return isinstance(other, TextBlank) and set(self.right) == set(other.right)

    def joined(self, other: TextBlank) -> TextBlank:
        return TextBlank(tuple(dict.fromkeys((*self.right, *other.right))))


@dataclass(frozen=True, slots=True)
class NumberBlank:
    """A blank for a number: right within the tolerance, in one of the units or without a unit."""

    value: Decimal
    tolerance: Decimal
    units: tuple[str, ...]

    def accepts(self, typed: str) -> bool:
        try:
            measure = read_measure(typed)
        except UnclearNumber:
            return False
        fits = not measure.unit or not self.units or measure.unit in self.units
        return fits and abs(measure.value - self.value) <= self.tolerance

    def same(self, other: Blank) -> bool:
        """Is the same right in both, in whatever order its units are listed?"""
        return isinstance(other, NumberBlank) and (self.value, self.tolerance, set(self.units)) == (
            other.value,
            other.tolerance,
            set(other.units),
        )

    def joined(self, other: NumberBlank) -> NumberBlank:
        return NumberBlank(self.value, self.tolerance, tuple(dict.fromkeys((*self.units, *other.units))))


Blank = TextBlank | NumberBlank


def blanks_of(question: Question) -> tuple[Blank, ...]:
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
        gaps = [token for _, token in question.gaps]
        numbers = sum(is_number(token) for token in gaps)
        return bool(gaps) and (question.translation or self.fits(numbers, len(gaps)))

    def parse(self, question: WrittenQuestion) -> Parsed | None:
        before = len(question.findings)
        if question.choice_lists:
            inline, token = question.gaps[0]
            question.report_inside("gap-beside-choices", inline, start_of(token))
            return None
        read = [_read_blank(question, inline, token) for inline, token in question.gaps]
        explanation = explanation_of(question)
        if len(question.findings) > before:
            return None
        prompt = [token for part in question.blocks for token in part.tokens]
        shown = tuple(ChoiceText(escape(text)) for _, text in filter(None, read))
        wording = Wording(question.html(prompt, "prompt"), shown, explanation)
        return Parsed(tuple(blank for blank, _ in filter(None, read)), 0, wording)

    def agrees(self, question: WrittenQuestion, source: Question, translated: Parsed) -> bool:
        theirs, ours = blanks_of(source), cast("tuple[Blank, ...]", translated.key)
        if len(theirs) != len(ours):
            question.report("translation-gaps", id=source.id, here=len(ours), source=len(theirs))
            return False
        for (inline, token), there, here in zip(question.gaps, theirs, ours, strict=True):
            if not _ask_the_same(there, here):
                question.report_inside("translation-gap", inline, start_of(token), id=source.id)
                return False
        compare_explanations(question, source, translated)
        return True

    def joined(self, key: object, translated: object) -> object:
        ours = cast("tuple[Any, ...]", key)
        theirs = cast("tuple[Any, ...]", translated)
        return tuple(one.joined(other) for one, other in zip(ours, theirs, strict=True))

    def dump_key(self, key: Any) -> Any:
        return [_dump(blank) for blank in key]

    def load_key(self, plain: Any) -> object:
        return tuple(_load(blank) for blank in plain)

    def read(self, question: Question, values: Sequence[str]) -> Answer:
        if values and len(values) != len(blanks_of(question)):
            raise BadAnswer("wrong-gaps")
        if any(len(value) > LONGEST for value in values):
            raise BadAnswer("gap-too-long")
        typed = [" ".join(value.split()) for value in values]
        return typed if any(typed) else []

    def right(self, question: Question, language: str | None = None) -> Answer:
        shown = [unescape(words.text) for words in question.wording(language).choices]
        return [
            text if isinstance(blank, TextBlank) else text.partition("±")[0].strip()
            for blank, text in zip(blanks_of(question), shown, strict=True)
        ]

    def known(self, question: Question, answer: Answer) -> Answer:
        sound = len(answer) == len(blanks_of(question)) and all(isinstance(part, str) for part in answer)
        return answer if sound else []

    def carried(self, before: Question, question: Question, answer: Answer) -> Answer | None:
        return answer if before.kind in KIN and len(blanks_of(before)) == len(blanks_of(question)) else None

    def same_key(self, before: Question, question: Question) -> bool:
        ours, theirs = blanks_of(question), blanks_of(before)
        if before.kind not in KIN or len(ours) != len(theirs):
            return False
        return all(one.same(other) for one, other in zip(ours, theirs, strict=True))

    def unclear(self, question: Question, answer: Answer) -> tuple[str, dict[str, object]] | None:
        for blank, typed in zip(blanks_of(question), answer, strict=False):
            if isinstance(blank, NumberBlank) and typed:
                try:
                    read_measure(str(typed))
                except UnclearNumber as unclear:
                    return unclear.code, {"written": str(typed)}
        return None

    def grade(self, question: Question, answer: Answer) -> Grade:
        blanks = blanks_of(question)
        typed = [str(part) for part in answer] or [""] * len(blanks)
        pairs = zip(blanks, typed, strict=True)
        marks = {number: blank.accepts(text) for number, (blank, text) in enumerate(pairs, 1)}
        return Grade(sum(marks.values()) / len(blanks), marks)


def is_number(gap: Token) -> bool:
    """Does this gap ask for a number: `{{= 18}}`?"""
    return gap.content.lstrip().startswith("=")


def _read_blank(question: WrittenQuestion, inline: Token, gap: Token) -> tuple[Blank, str] | None:
    """What is right in a gap, and how it is shown to who may see the key."""
    start = start_of(gap)
    if "{" in gap.content or "}" in gap.content:
        question.report_inside("brace-in-gap", inline, start)
        return None
    if is_number(gap):
        return _read_number(question, inline, gap, start)
    answers = [" ".join(part.split()) for part in gap.content.split(";")]
    if not all(answers):
        question.report_inside("empty-gap", inline, start)
        return None
    folded = [fold(answer) for answer in answers]
    for number, answer in enumerate(folded):
        if not answer:
            question.report_inside("empty-gap", inline, start)
            return None
        if answer in folded[:number]:
            question.report_inside("same-answer", inline, start, answer=answers[number])
            return None
    return TextBlank(tuple(folded)), answers[0]


def _read_number(
    question: WrittenQuestion, inline: Token, gap: Token, start: int
) -> tuple[NumberBlank, str] | None:
    written = " ".join(gap.content.strip().removeprefix("=").replace("+/-", "±").split())
    value, sign, rest = written.partition("±")
    try:
        middle = read_measure(value)
        tolerance = read_measure(rest) if sign else None
    except UnclearNumber as unclear:
        question.report_inside(f"gap-{unclear.code}", inline, start, written=written)
        return None
    if tolerance is not None and (tolerance.value < 0 or (middle.unit and middle.unit != tolerance.unit)):
        question.report_inside("gap-tolerance", inline, start, written=written)
        return None
    unit = tolerance.unit if tolerance else middle.unit
    within = tolerance.value if tolerance else Decimal(0)
    return NumberBlank(middle.value, within, (unit,) if unit else ()), written


def _ask_the_same(there: Blank, here: Blank) -> bool:
    if isinstance(there, NumberBlank) and isinstance(here, NumberBlank):
        return (there.value, there.tolerance) == (here.value, here.tolerance)
    return type(there) is type(here)


def _dump(blank: Blank) -> dict[str, Any]:
    if isinstance(blank, TextBlank):
        return {"right": list(blank.right)}
    return {"value": str(blank.value), "tolerance": str(blank.tolerance), "units": list(blank.units)}


def _load(plain: dict[str, Any]) -> Blank:
    if "right" in plain:
        return TextBlank(tuple(plain["right"]))
    return NumberBlank(Decimal(plain["value"]), Decimal(plain["tolerance"]), tuple(plain["units"]))
