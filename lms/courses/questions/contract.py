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
    """One kind of question, in one file, named in one line of the registry.

    A kind reads its questions from Markdown (`recognise`, `parse`, `agrees`, `joined`), takes their key to an
    edition and back (`dump_key`, `load_key`), judges what was answered (`read`, `unclear`, `grade`, `right`),
    and says what an answer is worth in another edition (`known`, `carried`, `same_key`).
    """

    name: str
    """What an author writes as `kind=`, and what editions store: `order`."""

    template: str
    """The template that shows a question of this kind, with fields or with what was answered."""

    as_written_is_right: bool
    """Is it right to leave the parts as the file has them, as in put in order? Then they never stand so."""

    def recognise(self, question: WrittenQuestion) -> bool:
        """Has this question the shape of this kind? Of a translation: can it be of this kind?

        `Multiple` recognises choices of which two are checked, `Single` any choices: the registry asks the
        more particular kind first. In a translation both say yes, since the boxes there may be empty.
        """

    def parse(self, question: WrittenQuestion) -> Parsed | None:
        """Its key and wording; None when something is wrong, which is then reported to the question.

        Called after `recognise` has said yes. `- [ ] A`, `- [x] B` gives the key `(2,)` and the size 2.
        """

    def agrees(self, question: WrittenQuestion, source: Question, translated: Parsed) -> bool:
        """Does a translation ask the same as its source? If not, that is reported to the question.

        `question` is the translation as written, `translated` what `parse` made of it. Three choices where
        the source has four do not agree (`translation-choices`); where only the explanation is left out,
        that is reported, and the rest agrees.
        """

    def join_keys(self, key: Any, translated: Any) -> object:
        """The key with what a translation adds to it; called after `agrees` has said yes.

        The gap {{plan}} with its translation {{planifier}} accepts both words. Choices add nothing.
        """

    def dump_key(self, key: Any) -> Any:
        """The key in a form that goes to JSON: `(1, 3)` as `[1, 3]`, a gap as `{"right": ["plan"]}`."""

    def load_key(self, plain: Any) -> object:
        """The key back from JSON: `load_key(dump_key(key)) == key`."""

    def read(self, question: Question, values: Sequence[str]) -> Answer:
        """The answer in the raw values of a form. Raises BadAnswer for what no page of ours sends.

        | kind | values | answer |
        | --- | --- | --- |
        | single, multiple: the choices' numbers | `["3", "1"]` | `[1, 3]` |
        | order, match: `part.number` for each part that has one | `["3.1", "1.2"]` of 3 parts | `[2, 0, 1]` |
        | gaps, number: what was typed, gap by gap | `[" the  plan ", ""]` | `["the plan", ""]` |
        | any: nothing chosen or typed | `[]` | `[]` |
        """

    def fitting(self, question: Question, answer: Answer) -> Answer:
        """An answer kept from another edition if it can be shown as one to this question, else `[]`.

        Only its form is looked at, not what it meant: of three choices `[2]` stays and `[4]` is `[]`.
        """

    def carry(self, before: Question, question: Question, answer: Answer) -> Answer | None:
        """An answer to the question as it was in another edition, as one to this; None where it cannot be.

        What was chosen is found by its text: the first of `A`, `B` is `[2]` where they now stand as `B`, `A`,
        and None where `A` is gone, or where the kinds have no answers in common.
        """

    def same_key(self, before: Question, question: Question) -> bool:
        """Is what was right in another edition what is right in this?

        True where choices only changed places, False where another one is right, or a gap accepts more.
        """

    def unclear(self, question: Question, answer: Answer) -> tuple[str, dict[str, object]] | None:
        """The code and values of what its writer should be told before it is graded; None if nothing.

        A number typed as 1,500 gives `("number-twofold", {"written": "1,500"})`. Only blanks can be unclear.
        """

    def right(self, question: Question, language: str | None = None) -> Answer:
        """An answer that is wholly right, as one gives it in this language, else in the course's own.

        `[1, 3]` for choices; for a gap the first word listed in that language: `["planifier"]`.
        """

    def grade(self, question: Question, answer: Answer) -> Grade:
        """How good this answer is. No answer gives 0.

        Two of three gaps filled rightly: `Grade(2 / 3, {1: True, 2: True, 3: False})`.
        """
