"""What put in order and match share: each part is given a number, of a place or a partner, from a list.

A form sends `part.number` for each part that has one, and nothing for the others. An answer is the numbers of
the parts as written, 0 for a part without one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from lms.courses.course import Question
from lms.courses.questions.contract import Answer, BadAnswer

if TYPE_CHECKING:
    from lms.courses.questions.block import WrittenQuestion

PLACED = re.compile(r"(?P<part>[1-9][0-9]{0,2})\.(?P<number>[1-9][0-9]{0,2})", re.ASCII)


class Placing:
    """A question answered by giving numbers to its parts."""

    name = ""
    last_block = ""

    def parts(self, question: Question) -> int:
        """How many parts are given a number."""
        raise NotImplementedError

    def recognise(self, question: WrittenQuestion) -> bool:
        if question.choice_lists or question.gaps:
            return False
        # A translation need not repeat the attributes of its source.
        may_be = question.translation or question.attributes.get("kind") in (None, self.name)
        return may_be and bool(question.blocks) and question.blocks[-1].type == self.last_block

    def join_keys(self, key: object, _translated: object) -> object:
        return key

    def dump_key(self, key: Any) -> Any:
        return list(key)

    def load_key(self, plain: Any) -> object:
        return tuple(plain)

    def read(self, question: Question, values: Sequence[str]) -> Answer:
        answer: Answer = [0] * self.parts(question)
        given = [value for value in values if value]
        for value in given:
            match = PLACED.fullmatch(value)
            if match is None:
                raise BadAnswer("no-such-choice")
            part = int(match["part"])
            number = int(match["number"])
            if part > len(answer) or number > question.size:
                raise BadAnswer("no-such-choice")
            if answer[part - 1]:
                raise BadAnswer("choice-twice")
            answer[part - 1] = number
        return answer if given else []

    def right(self, question: Question, _language: str | None = None) -> Answer:
        return list(cast("tuple[int, ...]", question.key))

    def fitting(self, question: Question, answer: Answer) -> Answer:
        numbers = range(question.size + 1)
        fits = len(answer) == self.parts(question) and all(number in numbers for number in answer)
        return answer if fits else []

    def same_key(self, before: Question, question: Question) -> bool:
        if before.kind != self.name:
            return False
        return self.carry(before, question, self.right(before)) == self.right(question)

    def carry(self, before: Question, question: Question, answer: Answer) -> Answer | None:
        raise NotImplementedError

    def unclear(self, _question: Question, _answer: Answer) -> None:
        return None
