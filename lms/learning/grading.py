"""Grading a paper: pure."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lms.courses.course import Question
from lms.courses.questions import KINDS, Answer

NONE = Fraction(0)
NONE_RAISED: Mapping[str, Fraction] = {}


@dataclass(frozen=True, slots=True)
class ObjectiveResult:
    """How one objective went: questions asked, and those answered fully right."""

    objective: str | None
    asked: int
    right: int


@dataclass(frozen=True, slots=True)
class Result:
    """What an attempt came to. `score` is an integer percent."""

    score: int
    asked: int
    answered: int
    objectives: tuple[ObjectiveResult, ...]


def fraction(question: Question, answer: Answer) -> Fraction:
    """The part of a question that an answer earns, exact: 0…1."""
    if not answer:
        return NONE
    return exact(KINDS[question.kind].grade(question, answer).fraction)


def exact(part: float) -> Fraction:
    """The fraction that a grade stands for: 0.29 is 29 hundredths and no less."""
    return Fraction(part).limit_denominator(1000)


def percent(part: Fraction) -> int:
    """An integer percent, rounded down, so that 79.9 does not pass where 80 is asked."""
    return math.floor(part * 100)


def grade_paper(
    questions: Sequence[Question], answers: Mapping[str, Answer], raised: Mapping[str, Fraction] = NONE_RAISED
) -> Result:
    """The score of a paper: the mean of its questions' fractions; what was not answered earns nothing.

    `raised` is what corrected keys make of an answer; it can only raise what the answer earns.
    """
    earned = {
        question.id: max(fraction(question, answers.get(question.id, [])), raised.get(question.id, NONE))
        for question in questions
    }
    mean = sum(earned.values(), NONE) / len(questions) if questions else NONE
    return Result(
        score=percent(mean),
        asked=len(questions),
        answered=sum(1 for question in questions if answers.get(question.id)),
        objectives=_by_objective(questions, earned),
    )


def _by_objective(
    questions: Sequence[Question], earned: Mapping[str, Fraction]
) -> tuple[ObjectiveResult, ...]:
    """How each objective went, in the order in which the paper first asks for it."""
    asked = Counter(question.objective for question in questions)
    right = Counter(question.objective for question in questions if earned[question.id] == 1)
    return tuple(ObjectiveResult(objective, asked[objective], right[objective]) for objective in asked)
