"""Showing questions: what the components need to draw one, made from a question and what was answered."""

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from lms.courses.course import Question, Wording
from lms.courses.problems import WORDS
from lms.courses.questions import KINDS, Answer, BadAnswer, Grade
from lms.learning.choice_order import order_of
from lms.web.languages import gettext


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question as a page draws it.

    - `language`: that of its wording, which may be another than its reader's.
    - `order`: its choices as they stand on the page, by their numbers as written, from 1.
    - `chosen`: the answer that stands in it; `feedback` says how good it is, where that is told.
    - `saved`: in a paper, the time when that answer was saved; `was`: its answer as it
      is saved; `unsent`: another one is chosen, as a form had it that came back.
    - `problem`: what is wrong with the answer, in words.
    """

    question: Question
    wording: Wording
    language: str
    order: tuple[int, ...]
    chosen: Answer
    feedback: Grade | None = None
    saved: str | None = None
    problem: str | None = None
    was: str = ""
    unsent: bool = False

    @property
    def template(self) -> str:
        """The file whose macros draw it."""
        return KINDS[self.question.kind].template

    @property
    def field(self) -> str:
        """The name of its form field."""
        return field_of(self.question.id)


def field_of(question: str) -> str:
    """The form field that answers a question."""
    return f"q-{question}"


def read_answer(question: Question, form: MultiDict[str, str]) -> Answer:
    """What a form answers to a question. Raises BadAnswer for what no page of ours sends."""
    return KINDS[question.kind].read(question, form.getlist(field_of(question.id)))


def explained(question: Question, answer: Answer) -> str | None:
    """What a reader should be told of an answer before it is graded: that a number reads in two ways."""
    unclear = KINDS[question.kind].unclear(question, answer)
    if unclear is None:
        return None
    code, values = unclear
    return gettext(WORDS[code], **values)


def problem_with(question: Question, answer: Answer) -> str | None:
    """What keeps an answer from being graded, in words: that it is none, or reads in two ways."""
    if not answer:
        return gettext("Answer first, then check it.")
    return explained(question, answer)


def typed_answer(question: Question, form: MultiDict[str, str]) -> Answer:
    """What was typed in a form that comes back, as far as it can be read."""
    try:
        return read_answer(question, form)
    except BadAnswer:
        return []


def practice(
    question: Question, tag: str, answer: Answer, graded: bool, problem: str | None = None
) -> ShownQuestion:
    """A practice question: with feedback on a graded answer, else open with what was typed.

    Its choices stand in one shuffled order for everybody, so that it is drawn once for all who gave the
    same answer.
    """
    kind = KINDS[question.kind]
    # An answer from an earlier edition may not fit the question as it is now.
    fitting = kind.fitting(question, answer)
    grade = kind.grade(question, fitting) if graded and fitting else None
    return ShownQuestion(
        question,
        question.wording(tag),
        question.language(tag),
        order_of(question, question.id),
        chosen=fitting,
        feedback=grade,
        problem=problem,
    )


def with_key(question: Question, tag: str) -> ShownQuestion:
    """A question answered as is right, with its explanation."""
    right = KINDS[question.kind].right(question, question.language(tag))
    return practice(question, tag, right, graded=True)
