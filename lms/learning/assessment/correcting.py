"""Correcting: what a key that was corrected later makes of an attempt, in the learner's favour only.

A result stays as its own paper has it, but for this: where a later edition says that something else is right,
the answer counts by whichever key is kinder to it. Nothing is stored: the editions say what was corrected.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from lms.courses.course import Course, Question
from lms.courses.questions import KINDS, Answer
from lms.learning.grading import fraction
from lms.library.history import History


@dataclass(frozen=True, slots=True)
class Correction:
    """An answer that a corrected key made worth more: since when, and what it was and is worth."""

    question: str
    corrected_at: datetime
    before: Fraction
    after: Fraction


def corrections(
    asked: Iterable[Question],
    answers: Mapping[str, Answer],
    edition: int,
    history: History,
    courses: Callable[[int], Course],
) -> list[Correction]:
    """What keys corrected after an edition make of the answers to its paper. `courses` gives an edition."""
    found = []
    for question in asked:
        answer = answers.get(question.id, [])
        earned = fraction(question, answer)
        for number in history.corrections(question.id, edition):
            by_this = _fraction(courses(number).question(question.id), question, answer)
            if by_this > earned:
                found.append(Correction(question.id, history.published[number], earned, by_this))
                earned = by_this
    return found


def _fraction(corrected: Question | None, question: Question, answer: Answer) -> Fraction:
    if corrected is None:
        return Fraction(0)
    carried = KINDS[corrected.kind].carried(question, corrected, answer)
    return fraction(corrected, carried) if carried else Fraction(0)
