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
    questions: Iterable[Question],
    answers: Mapping[str, Answer],
    edition: int,
    history: History,
    courses: Callable[[int], Course],
) -> list[Correction]:
    """What keys corrected after an edition make of the answers to its paper, in the order of its questions.

    `courses` gives the course in an edition. Of several corrections to one key each counts that is worth more
    than all before it.
    """
    kinder = []
    for question in questions:
        answer = answers.get(question.id, [])
        earned = fraction(question, answer)
        for number in history.corrections(question.id, edition):
            after = _fraction(courses(number).question(question.id), question, answer)
            if after > earned:
                kinder.append(Correction(question.id, history.published[number], earned, after))
                earned = after
    return kinder


def _fraction(corrected: Question | None, question: Question, answer: Answer) -> Fraction:
    """What an answer to the question as asked earns by the corrected one; nothing where that is gone."""
    if corrected is None:
        return Fraction(0)
    carried = KINDS[corrected.kind].carry(question, corrected, answer)
    return fraction(corrected, carried) if carried else Fraction(0)
