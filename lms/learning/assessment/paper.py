"""The paper of an attempt: how it is drawn, and what of it a form that comes back has changed.

Beside each question stands its answer as drawn (`was-…`). A page that knows less than what is saved, such as
a second tab, says so by it: what equals its `was-` is left alone.
"""

import json
from typing import NamedTuple

from flask import abort
from werkzeug.datastructures import MultiDict

from lms.courses.course import Question
from lms.courses.questions import KINDS, BadAnswer
from lms.learning.assessment.attempt import Attempt
from lms.learning.assessment.drawing import PaperQuestion, paper_from_rows
from lms.learning.grading import Answer
from lms.learning.questions import ShownQuestion, explained, read_answer
from lms.learning.records import Response
from lms.learning.saved_answers import SavedAnswers
from lms.web.languages import format_clock, language
from lms.web.sent import single

NO_ANSWER: Answer = []


def written(answer: Answer) -> str:
    """An answer as `was-…` has it."""
    return json.dumps(answer, separators=(",", ":"), sort_keys=True)


def _is_as_drawn(question: str, answer: Answer, form: MultiDict[str, str]) -> bool:
    """Whether an answer of a form is the one that its question was drawn with."""
    was = single(form, f"was-{question}") or written(NO_ANSWER)
    return written(answer) == was


def changed_answers(attempt: Attempt, form: MultiDict[str, str]) -> dict[str, Answer]:
    """The answers of a paper that a form changes. 400 for what was not asked."""
    return read_form(attempt, form).changed


class SentPaper(NamedTuple):
    """What a form says of a paper: its answer to each question, and those that it changes."""

    answers: dict[str, Answer]
    changed: dict[str, Answer]

    def was(self) -> dict[str, str]:
        """Its answers as `was-…` has them: once they are taken, from now on that is how it was."""
        return {question: written(answer) for question, answer in self.answers.items()}

    def differing(self, saved: SavedAnswers) -> dict[str, str]:
        """What is saved where the form says something else, as another page or a later save had it."""
        return {
            question: written(saved.answer(question))
            for question, answer in self.answers.items()
            if answer != saved.answer(question)
        }


def read_form(attempt: Attempt, form: MultiDict[str, str]) -> SentPaper:
    """What a form says of a paper. 400 for what was not asked, and for what no page of ours sends."""
    questions = {question.id: question for question in attempt.questions()}
    if any(name.startswith("q-") and name[2:] not in questions for name in form):
        abort(400)
    try:
        answers = {question.id: read_answer(question, form) for question in questions.values()}
    except BadAnswer:
        abort(400)
    changed = {
        question: answer for question, answer in answers.items() if not _is_as_drawn(question, answer, form)
    }
    return SentPaper(answers, changed)


def unclear(attempt: Attempt, saved: SavedAnswers) -> dict[str, str]:
    """What a reader should be told of the answers that are saved, by question; nothing where all is clear."""
    words = {question.id: explained(question, saved.answer(question.id)) for question in attempt.questions()}
    return {question: text for question, text in words.items() if text}


def questions_on_page(
    attempt: Attempt, form: MultiDict[str, str] | None = None, *, feedback: bool = False
) -> list[ShownQuestion]:
    """The questions of a paper as answered; what a form changes stands as the form has it.

    With `feedback`, graded: only for an attempt that is closed.
    """
    responses = attempt.responses()
    questions = {question.id: question for question in attempt.questions()}
    return [
        _shown(asked, questions[asked.question], responses.get(asked.question), form, feedback)
        for asked in paper_from_rows(attempt.paper)
    ]


def _shown(
    asked: PaperQuestion,
    question: Question,
    response: Response | None,
    form: MultiDict[str, str] | None,
    feedback: bool,
) -> ShownQuestion:
    saved = response.answer if response else NO_ANSWER
    answer = saved if form is None else _typed(question, form, saved)
    saved_at = format_clock(response.recorded_at) if response and answer == saved else ""
    grade = KINDS[question.kind].grade(question, answer) if feedback else None
    problem = None if feedback else explained(question, answer)
    return ShownQuestion(
        question,
        question.wording(language()),
        question.language(language()),
        asked.order,
        answer,
        feedback=grade,
        saved=saved_at,
        was=written(saved),
        unsent=form is not None and answer != saved,
        problem=problem,
    )


def _typed(question: Question, form: MultiDict[str, str], saved: Answer) -> Answer:
    """The answer that stands in a form; the one saved where that changes nothing or cannot be read."""
    try:
        answer = read_answer(question, form)
    except BadAnswer:
        return saved
    return saved if _is_as_drawn(question.id, answer, form) else answer
