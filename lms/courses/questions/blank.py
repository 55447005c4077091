"""A blank in a question's text: what is right in it, and how it is read from what a trainer wrote."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from lms.courses.questions.numbers import UnclearNumber, read_measure
from lms.courses.token_meta import start_of

if TYPE_CHECKING:
    from markdown_it.token import Token

    from lms.courses.questions.block import Gap, WrittenQuestion


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

    def join(self, other: TextBlank) -> TextBlank:
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

    def join(self, other: NumberBlank) -> NumberBlank:
        """The same blank with the units of both."""
        units = dict.fromkeys((*self.units, *other.units))
        return NumberBlank(self.value, self.tolerance, tuple(units))


Blank = TextBlank | NumberBlank


class ReadBlank(NamedTuple):
    """A blank as it was read: its part of the key, and how that is shown to who may see it."""

    key: Blank
    text: str


def is_number(gap: Token) -> bool:
    """Does this gap ask for a number: `{{= 18}}`?"""
    return gap.content.lstrip().startswith("=")


def without_tolerance(number: str) -> str:
    """`18 ± 0.5 %` as one answers it: 18."""
    return number.partition("±")[0].strip()


def read_blank(question: WrittenQuestion, gap: Gap) -> ReadBlank | None:
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
    right: dict[str, None] = {}
    for answer in answers:
        compared = fold(answer)
        # Of an accent alone nothing is left to compare.
        if not compared:
            question.report_inside("empty-gap", gap.inline, start)
            return None
        if compared in right:
            question.report_inside("same-answer", gap.inline, start, answer=answer)
            return None
        right[compared] = None
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


def ask_the_same(there: Blank, here: Blank) -> bool:
    """Does a translation ask for the same? For words it has answers of its own."""
    if isinstance(there, NumberBlank) and isinstance(here, NumberBlank):
        return there.asks_the_same(here)
    return type(there) is type(here)


def dump_blank(blank: Blank) -> dict[str, Any]:
    """The blank in a form that goes to JSON."""
    if isinstance(blank, TextBlank):
        return {"right": list(blank.right)}
    return {"value": str(blank.value), "tolerance": str(blank.tolerance), "units": list(blank.units)}


def load_blank(plain: dict[str, Any]) -> Blank:
    """The blank back from JSON."""
    if "right" in plain:
        return TextBlank(tuple(plain["right"]))
    return NumberBlank(Decimal(plain["value"]), Decimal(plain["tolerance"]), tuple(plain["units"]))
