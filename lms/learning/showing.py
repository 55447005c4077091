"""Showing questions: what the components need to draw one, made from a question and what was answered."""

from dataclasses import dataclass

from flask import render_template
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from lms.courses.course import Question, Wording
from lms.courses.questions import KINDS, BadAnswer, Grade
from lms.learning.drawing import order_of
from lms.learning.grading import Answer
from lms.learning.studying import Given
from lms.web.languages import language


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as a page draws it."""

    question: Question
    wording: Wording
    language: str
    order: tuple[int, ...]
    chosen: Answer
    feedback: Grade | None = None
    saved: str | None = None
    problem: str | None = None

    @property
    def template(self) -> str:
        return KINDS[self.question.kind].template

    @property
    def field(self) -> str:
        return field_of(self.question.id)


def field_of(question: str) -> str:
    """The form field that answers a question."""
    return f"q-{question}"


def read_answer(question: Question, form: MultiDict[str, str]) -> Answer:
    """What a form answers to a question. Raises BadAnswer for what no page of ours sends."""
    return KINDS[question.kind].read(question, form.getlist(field_of(question.id)))


def typed(question: Question, form: MultiDict[str, str]) -> Answer:
    """What was typed in a form that comes back, as far as it can be read."""
    try:
        return read_answer(question, form)
    except BadAnswer:
        return []


def practice(
    question: Question, tag: str, given: Given | None, sent: Answer, problem: str | None = None
) -> Shown:
    """A practice question: with feedback where an answer is given, else open with what was typed.

    Its choices stand in one shuffled order for everybody, so that a card drawn once serves all who gave
    the same answer.
    """
    order = order_of(question, question.id)
    wording, shown_in = question.wording(tag), question.language(tag)
    if given is None:
        return Shown(question, wording, shown_in, order, sent, problem=problem)
    readable = all(number <= question.size for number in given.answer)
    grade = KINDS[question.kind].grade(question, given.answer) if readable else None
    return Shown(question, wording, shown_in, order, given.answer if readable else [], grade)


_KEPT = 4096
_cards: dict[tuple[object, ...], Markup] = {}


def card(edition: str, one: Shown, around: str) -> Markup:
    """A practice question drawn as a card, on a page whose own language is `around`.

    Cards of an edition never change, so each is drawn once per worker and answer.
    """
    key = (edition, one.question.id, language(), around, tuple(one.chosen), one.feedback is None, one.problem)
    found = _cards.get(key)
    if found is None:
        found = Markup(render_template("learning/_practice.html", one=one, shown_in=around))  # noqa: S704
        if len(_cards) >= _KEPT:
            _cards.clear()
        _cards[key] = found
    return found
