"""Drawing a paper: which questions are asked in an attempt, and in which order their choices stand. Pure."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lms.courses.course import Question
from lms.learning.choice_order import order_of


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question of a paper: its id, and its choices in the order shown (numbers as written, from 1)."""

    question: str
    order: tuple[int, ...]


Paper = tuple[PaperQuestion, ...]


def draw(
    bank: Sequence[Question], per_objective: Mapping[str, int], seen: Mapping[str, int], seed: int
) -> Paper:
    """The paper of a new attempt.

    Of each objective as many questions as the course says (all of the bank where it says nothing), those
    seen least often first and chance among equals, then all of them shuffled.
    """
    chance = random.Random(seed)  # noqa: S311 - a draw must be repeatable, not secret
    questions: list[Question] = []
    everything = dict.fromkeys((question.objective or "" for question in bank), len(bank))
    for objective, number in (per_objective or everything).items():
        pool = [question for question in bank if (question.objective or "") == objective]
        # Shuffled first: the sort keeps that order among questions that were seen equally often.
        chance.shuffle(pool)
        pool.sort(key=lambda question: seen.get(question.id, 0))
        questions.extend(pool[:number])
    chance.shuffle(questions)
    return tuple(PaperQuestion(question.id, order_of(question, chance.random())) for question in questions)


def paper_to_rows(paper: Paper) -> list[list[object]]:
    """A paper as its attempt keeps it."""
    return [[question.question, list(question.order)] for question in paper]


def paper_from_rows(rows: Iterable[Sequence]) -> Paper:
    """A paper as its attempt kept it."""
    return tuple(PaperQuestion(question, tuple(order)) for question, order in rows)
