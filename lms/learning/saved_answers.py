"""What is saved of a paper: the answer that counts to each question, in one query."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from lms.database import read_prepared
from lms.learning.grading import Answer
from lms.learning.records import Response, UnclaimedAnswers


class SavedAnswer(NamedTuple):
    """The answer that counts to a question: the one that arrived last, and when it was taken."""

    answer: Answer
    arrival: int
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class SavedAnswers:
    """All answers that count, by question, and the place of what arrives next."""

    by_question: Mapping[str, SavedAnswer]
    next_arrival: int

    def answer(self, question: str) -> Answer:
        """The answer that counts to a question; an empty one where there is none."""
        saved = self.by_question.get(question)
        return saved.answer if saved else []

    def arrival(self, question: str) -> int:
        """The place at which the answer to a question arrived; 0 where there is none."""
        saved = self.by_question.get(question)
        return saved.arrival if saved else 0

    def seconds_until(self, instant: datetime, started_at: datetime) -> int:
        """The seconds since the last answer before an instant, or since the attempt began; never below 0.

        The clock may have been set back since.
        """
        instants = [saved.taken_at for saved in self.by_question.values() if saved.taken_at <= instant]
        return max(0, int((instant - max([started_at, *instants])).total_seconds()))

    def with_answers(self, answers: Mapping[str, Answer], arrival: int, taken_at: datetime) -> "SavedAnswers":
        """What is saved once these answers are too."""
        new = {question: SavedAnswer(answer, arrival, taken_at) for question, answer in answers.items()}
        return SavedAnswers({**self.by_question, **new}, max(self.next_arrival, arrival + 1))

    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(1 for saved in self.by_question.values() if saved.answer)


_attempt: sa.BindParameter[uuid.UUID] = sa.bindparam("attempt")
_last = (
    sa.select(Response.question, sa.func.max(Response.arrival).label("arrival"))
    .where(Response.attempt_id == _attempt)
    .group_by(Response.question)
    .subquery()
)
_unclaimed = (
    sa.select(sa.func.coalesce(sa.func.max(UnclaimedAnswers.arrival), 0))
    .where(UnclaimedAnswers.attempt_id == _attempt)
    .scalar_subquery()
)
_saved = (
    sa.select(Response.question, Response.answer, Response.arrival, Response.taken_at)
    .join(_last, sa.and_(_last.c.question == Response.question, _last.c.arrival == Response.arrival))
    .where(Response.attempt_id == _attempt)
    .subquery()
)
# One row at least, so that the place of unclaimed answers is told where nothing is saved yet.
_one = sa.select(_unclaimed.label("unclaimed")).subquery()
_statement = sa.select(_one.c.unclaimed, _saved).select_from(_one.outerjoin(_saved, sa.true()))


def saved_answers(attempt_id: uuid.UUID) -> SavedAnswers:
    """What is saved of an attempt's paper."""
    rows = read_prepared(_statement, attempt=attempt_id).all()
    by_question = {
        row.question: SavedAnswer(row.answer, row.arrival, row.taken_at) for row in rows if row.question
    }
    arrivals = [saved.arrival for saved in by_question.values()]
    return SavedAnswers(by_question, max([rows[0].unclaimed, *arrivals]) + 1)
