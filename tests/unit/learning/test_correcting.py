"""A corrected key raises what an answer is worth and never lowers it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lms.courses.course import ChoiceText, Question, Wording
from lms.learning.assessment.correcting import corrections
from lms.learning.grading import fraction, grade_paper
from lms.library.history import Decisions, History, history

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CHOICES = ("Alpha", "Beta", "Gamma", "Delta")


def question(key: tuple[int, ...], order: tuple[str, ...] = CHOICES) -> Question:
    kind = "single" if len(key) == 1 else "multiple"
    wording = Wording("<p></p>", tuple(ChoiceText(text) for text in order))
    return Question("q", kind, None, True, key, len(order), {"en": wording})


class Editions:
    """Editions of a course with one question, each with its key."""

    def __init__(self, *forms: Question) -> None:
        self.forms = forms

    def __call__(self, number: int) -> Any:
        return self

    def question(self, _id: str) -> Question:
        return self.forms[-1]


def decided(*keys: int) -> History:
    """A history in whose editions with these numbers the key was corrected."""
    rows: list[tuple[int, datetime, Mapping[str, Any]]] = [
        (number, NOON, Decisions(keys=frozenset({"q"}) if number in keys else frozenset()).plain())
        for number in range(1, 5)
    ]
    return history(rows)


def test_an_answer_that_is_right_by_the_corrected_key_counts_as_right():
    before, after = question((1,)), question((2,))
    (correction,) = corrections([before], {"q": [2]}, 1, decided(2), Editions(after))
    assert (correction.question, correction.before, correction.after) == ("q", Fraction(0), Fraction(1))
    assert correction.corrected_at == NOON


def test_the_answer_moves_with_its_choice():
    before, after = question((1,)), question((1,), ("Beta", "Alpha", "Gamma", "Delta"))
    (correction,) = corrections([before], {"q": [2]}, 1, decided(2), Editions(after))
    assert correction.after == 1


def test_what_was_right_stays_right():
    before, after = question((1,)), question((2,))
    assert corrections([before], {"q": [1]}, 1, decided(2), Editions(after)) == []


def test_a_key_corrected_before_the_attempt_changes_nothing():
    before, after = question((1,)), question((2,))
    assert corrections([before], {"q": [2]}, 2, decided(2), Editions(after)) == []
    assert corrections([before], {"q": [2]}, 1, decided(), Editions(after)) == []


def test_no_answer_and_a_choice_that_is_gone_earn_nothing():
    before, after = question((1,)), question((2,), ("Alpha", "Beta"))
    assert corrections([before], {}, 1, decided(2), Editions(after)) == []
    assert corrections([before], {"q": [4]}, 1, decided(2), Editions(after)) == []


keys = st.sets(st.integers(1, 4), min_size=1, max_size=3).map(lambda numbers: tuple(sorted(numbers)))


@given(keys, keys, st.permutations(CHOICES), st.sets(st.integers(1, 4)).map(sorted))
def test_no_correction_lowers_a_score(before: Any, after: Any, order: list[str], answer: list[int]):
    asked, corrected = question(before), question(after, tuple(order))
    kinder = corrections([asked], {"q": answer}, 1, decided(2), Editions(corrected))
    raised = {correction.question: correction.after for correction in kinder}
    earned = fraction(asked, answer)
    assert all(correction.before < correction.after for correction in kinder)
    assert grade_paper([asked], {"q": answer}, raised).score >= grade_paper([asked], {"q": answer}).score
    assert all(value > earned for value in raised.values())
