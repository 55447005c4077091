"""Single choice: a task list with one box marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lms.courses.course import Question
from lms.courses.questions.choices import Choices, marks
from lms.courses.questions.contract import Answer, BadAnswer, Grade

if TYPE_CHECKING:
    from lms.courses.questions.block import WrittenQuestion


class Single(Choices):
    """One choice is right. The right one gives 1, any other or none gives 0."""

    name = "single"
    template = "components/questions/single.html"

    def fits(self, question: WrittenQuestion) -> bool:
        return question.attributes.get("kind") in (None, self.name)

    def read(self, question: Question, values: Sequence[str]) -> Answer:
        answer = super().read(question, values)
        if len(answer) > 1:
            raise BadAnswer("too-many-choices")
        return answer

    def grade(self, question: Question, answer: Answer) -> Grade:
        treated = marks(question, answer)
        return Grade(float(bool(answer) and all(treated.values())), treated)
