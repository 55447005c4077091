"""What a kind of question has to know: the one contract that all kinds keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from lms.courses.course import Question, Wording

if TYPE_CHECKING:
    from lms.courses.questions.block import WrittenQuestion

Answer = list[Any]
"""What was answered, as it goes to JSON: numbers or texts, as the kind says. An empty list is no answer."""


class BadAnswer(ValueError):
    """A form that no page of ours sends: the code names what is wrong with it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Grade:
    """How good an answer is, from 0 to 1, and for each of its parts: was it rightly treated."""

    fraction: float
    marks: Mapping[int, bool]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a kind reads from a question's Markdown.

    In a translation whose boxes are all empty the key is None: the source's holds.
    """

    key: object | None
    size: int
    wording: Wording


class Kind(Protocol):
    """One kind of question, in one file, named in one line of the registry."""

    name: str
    template: str
    as_written_is_right: bool

    def recognise(self, question: WrittenQuestion) -> bool:
        """Has this question the shape of this kind? Of a translation: can it be of this kind?"""

    def parse(self, question: WrittenQuestion) -> Parsed | None:
        """Its key and wording; None when something is wrong, which is then reported to the question."""

    def agrees(self, question: WrittenQuestion, source: Question, translated: Parsed) -> bool:
        """Does a translation ask the same as its source? If not, it is reported to the question."""

    def joined(self, key: Any, translated: Any) -> object:
        """The key with what a translation adds to it."""

    def dump_key(self, key: Any) -> Any:
        """The key in a form that goes to JSON."""

    def load_key(self, plain: Any) -> object:
        """The key back from JSON."""

    def read(self, question: Question, values: Sequence[str]) -> Answer:
        """The answer in a form's raw values. Raises BadAnswer for what cannot be answered so."""

    def known(self, question: Question, answer: Answer) -> Answer:
        """An answer kept from another edition as far as it fits this question, else none."""

    def carried(self, before: Question, question: Question, answer: Answer) -> Answer | None:
        """An answer to the question as it was in another edition, as one to this; None where it cannot be."""

    def same_key(self, before: Question, question: Question) -> bool:
        """Is what was right in another edition what is right in this?"""

    def unclear(self, question: Question, answer: Answer) -> tuple[str, dict[str, object]] | None:
        """The code and values of what its writer should be told before it is graded, if anything."""

    def right(self, question: Question, language: str | None = None) -> Answer:
        """An answer that is wholly right, as one gives it in this language."""

    def grade(self, question: Question, answer: Answer) -> Grade:
        """How good this answer is. No answer gives 0."""
