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
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from lms.courses.course import ChoiceText, Question, Wording
from lms.courses.questions.contract import Answer, BadAnswer, Grade, Parsed
from lms.courses.questions.numbers import UnclearNumber, read_measure
from lms.courses.questions.parts import compare_explanations, explanation_of
from lms.courses.token_meta import start_of

if TYPE_CHECKING:
    from markdown_it.token import Token

    from lms.courses.questions.block import Gap, WrittenQuestion

LONGEST = 200
KIN = ("gaps", "number")
APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘´`＇", "'") | dict.fromkeys("‐‑–", "-"))


def fold(text: str) -> str:
    """The text as answers are compared: case, accents, spaces and the shapes of apostrophes do not count."""
    # Accents become signs of their own, and are left out.
    decomposed = unicodedata.normalize("NFKD", text.translate(APOSTROPHES))
    plain = decomposed.casefold().replace("œ", "oe")
    without_accents = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return "".join(without_accents.split())


@dataclass(frozen=True, slots=True)
class TextBlank:
    """A blank for words: all the answers that are right, folded."""

    right: tuple[str, ...]

    def accepts(self, typed: str) -> bool:
        """Is this one of the right answers?"""
        return fold(typed) in self.right

    def same(self, other: Blank) -> bool:
        """Is the same right in both, in whatever order it is listed?"""
        return isinstance(other, TextBlank) and set(self.right) == set(other.right)

    def joined(self, other: TextBlank) -> TextBlank:
        """A blank for which all is right that is right in one of the two."""
        return TextBlank(tuple(dict.fromkeys((*self.right, *other.right))))


@dataclass(frozen=True, slots=True)
class NumberBlank:
    """A blank for a number: right within the tolerance, in one of the units or without a unit."""

    value: Decimal
    tolerance: Decimal
    units: tuple[str, ...]

    def accepts(self, typed: str) -> bool:
        """Is this a number within the tolerance, its unit one of these or left out?"""
        try:
            measure = read_measure(typed)
        except UnclearNumber:
            return False
        fits = not measure.unit or not self.units or measure.unit in self.units
        return fits and abs(measure.value - self.value) <= self.tolerance

    def same(self, other: Blank) -> bool:
        """Is the same right in both, in whatever order their units are listed?"""
        if not isinstance(other, NumberBlank):
            return False
        return self.asks_the_same(other) and set(self.units) == set(other.units)

    def asks_the_same(self, other: NumberBlank) -> bool:
        """Are value and tolerance the same? Units may differ, as between languages."""
        return (self.value, self.tolerance) == (other.value, other.tolerance)

    def joined(self, other: NumberBlank) -> NumberBlank:
        """The same blank with the units of both."""
        units = dict.fromkeys((*self.units, *other.units))
        return NumberBlank(self.value, self.tolerance, tuple(units))


Blank = TextBlank | NumberBlank


class ReadBlank(NamedTuple):
    """A blank as it was read: its part of the key, and how that is shown to who may see it."""

    key: Blank
    text: str


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
        blanks = [blank for gap in question.gaps if (blank := _read_blank(question, gap))]
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
            if not _ask_the_same(there, here):
                question.report_inside("translation-gap", gap.inline, start_of(gap.token), id=source.id)
                return False
        compare_explanations(question, source, translated)
        return True

    def join_keys(self, key: object, translated: object) -> object:
        # Those of a translation ask the same, so each joins one of its own type.
        blanks = cast("tuple[Any, ...]", key)
        blanks_here = cast("tuple[Any, ...]", translated)
        return tuple(blank.joined(here) for blank, here in zip(blanks, blanks_here, strict=True))

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
        shown = [unescape(choice.text) for choice in question.wording(language).choices]
        return [
            text if isinstance(blank, TextBlank) else _without_tolerance(text)
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


def is_number(gap: Token) -> bool:
    """Does this gap ask for a number: `{{= 18}}`?"""
    return gap.content.lstrip().startswith("=")


def _as_many_blanks(before: Question, question: Question) -> bool:
    """Had the question blanks in another edition, and as many? Only then was a key of blanks its key."""
    return before.kind in KIN and len(blanks_of(before)) == len(blanks_of(question))


def _without_tolerance(number: str) -> str:
    """`18 ± 0.5 %` as one answers it: 18."""
    return number.partition("±")[0].strip()


def _read_blank(question: WrittenQuestion, gap: Gap) -> ReadBlank | None:
    """What is right in a gap; None when something is wrong with it, which is reported at its braces.

    | written | right, or what is reported |
    | --- | --- |
    | `{{plan}}` | plan |
    | `{{plan; the plan}}` | either of the two |
    | `{{}}`, `{{plan;}}` | `empty-gap` |
    | `{{plan; Plan}}` | `same-answer`: capitals, accents and spaces do not count |
    | `{{a {b}}` | `brace-in-gap` |
    | `{{= 18}}` | as `_read_number` says |
    """
    written = gap.token.content
    if "{" in written or "}" in written:
        question.report_inside("brace-in-gap", gap.inline, start_of(gap.token))
        return None
    if is_number(gap.token):
        return _read_number(question, gap)
    return _read_words(question, gap)


def _read_words(question: WrittenQuestion, gap: Gap) -> ReadBlank | None:
    start = start_of(gap.token)
    answers = [" ".join(answer.split()) for answer in gap.token.content.split(";")]
    if not all(answers):
        question.report_inside("empty-gap", gap.inline, start)
        return None
    right: list[str] = []
    for answer in answers:
        compared = fold(answer)
        # Of an accent alone nothing is left to compare.
        if not compared:
            question.report_inside("empty-gap", gap.inline, start)
            return None
        if compared in right:
            question.report_inside("same-answer", gap.inline, start, answer=answer)
            return None
        right.append(compared)
    return ReadBlank(TextBlank(tuple(right)), answers[0])


def _read_number(question: WrittenQuestion, gap: Gap) -> ReadBlank | None:
    """The number in a gap, whose content begins with =.

    | written | right, or what is reported |
    | --- | --- |
    | `{{= 18}}` | 18 |
    | `{{= 18 ± 0.5 %}}`, `{{= 18 % +/- 0.5 %}}` | from 17.5 to 18.5, also with % after it |
    | `{{= 18 % ± 0.5}}`, `{{= 18 ± -1}}` | `gap-tolerance` |
    | `{{= many}}`, `{{= 18 ± some}}` | `gap-no-number` |
    | `{{= 1,500}}` | `gap-number-twofold` |
    """
    start = start_of(gap.token)
    written = " ".join(gap.token.content.strip().removeprefix("=").replace("+/-", "±").split())
    before_sign, sign, after_sign = written.partition("±")
    try:
        number = read_measure(before_sign)
        tolerance = read_measure(after_sign) if sign else None
    except UnclearNumber as unclear:
        question.report_inside(f"gap-{unclear.code}", gap.inline, start, written=written)
        return None
    if tolerance is None:
        return ReadBlank(_number_blank(number.value, Decimal(0), number.unit), written)
    # A unit may stand once, at the end, or the same after both.
    other_unit = bool(number.unit) and number.unit != tolerance.unit
    if tolerance.value < 0 or other_unit:
        question.report_inside("gap-tolerance", gap.inline, start, written=written)
        return None
    return ReadBlank(_number_blank(number.value, tolerance.value, tolerance.unit), written)


def _number_blank(value: Decimal, tolerance: Decimal, unit: str) -> NumberBlank:
    units = (unit,) if unit else ()
    return NumberBlank(value, tolerance, units)


def _ask_the_same(there: Blank, here: Blank) -> bool:
    """Does a translation ask for the same? For words it has answers of its own."""
    if isinstance(there, NumberBlank) and isinstance(here, NumberBlank):
        return there.asks_the_same(here)
    return type(there) is type(here)


def _dump(blank: Blank) -> dict[str, Any]:
    if isinstance(blank, TextBlank):
        return {"right": list(blank.right)}
    return {"value": str(blank.value), "tolerance": str(blank.tolerance), "units": list(blank.units)}


def _load(plain: dict[str, Any]) -> Blank:
    if "right" in plain:
        return TextBlank(tuple(plain["right"]))
    return NumberBlank(Decimal(plain["value"]), Decimal(plain["tolerance"]), tuple(plain["units"]))
