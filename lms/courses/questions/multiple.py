"""Multiple response: a task list with several boxes marked, or `kind=multiple`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lms.courses.course import Question
from lms.courses.questions.choices import Choices, marks, right_choices
from lms.courses.questions.contract import Answer, Grade

if TYPE_CHECKING:
    from lms.courses.questions.block import WrittenQuestion


class Multiple(Choices):
    """Several choices may be right, and each wrong one taken costs what a right one gives.

    fraction = max(0, (right chosen − wrong chosen) / number right)

    So all boxes ticked is worth less than the right ones, and nothing ticked is worth 0.
    """

    name = "multiple"
    template = "components/questions/multiple.html"

    def fits(self, question: WrittenQuestion) -> bool:
        kind = question.attributes.get("kind")
        return kind == self.name or (kind is None and question.boxes_marked > 1)

    def grade(self, question: Question, answer: Answer) -> Grade:
        treated = marks(question, answer)
        right = right_choices(question)
        hits = len(right.intersection(answer))
        misses = len(set(answer) - right)
        return Grade(max(0.0, (hits - misses) / len(right)), treated)
