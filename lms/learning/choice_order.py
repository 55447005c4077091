"""The order in which the choices of a question are shown. Pure."""

import random

from lms.courses.course import Question
from lms.courses.questions import KINDS


def order_of(question: Question, seed: object) -> tuple[int, ...]:
    """The order in which a question's choices are shown: shuffled by the seed unless the trainer fixed it.

    Items to be put in order never stand as they belong.
    """
    order = list(range(1, question.size + 1))
    if question.shuffle:
        random.Random(str(seed)).shuffle(order)  # noqa: S311 - it must be repeatable, not secret
    if KINDS[question.kind].as_written_is_right and order == sorted(order):
        order = order[1:] + order[:1]
    return tuple(order)
