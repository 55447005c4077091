"""The paper of an attempt: how it is drawn, and what of it a form that comes back has changed.

Beside each question stands its answer as drawn (`was-…`). A page that knows less than what is saved, such as
a second tab, says so by it: what equals its `was-` is left alone.
"""

import json

from flask import abort
from werkzeug.datastructures import MultiDict

from lms.courses.course import Question
from lms.courses.questions import KINDS, BadAnswer
from lms.learning.assessment.attempt import Attempt
from lms.learning.assessment.drawing import PaperQuestion, paper_from_rows
from lms.learning.grading import Answer
from lms.learning.questions import ShownQuestion, explained, read_answer
from lms.learning.records import Response
from lms.web.languages import format_clock, language
from lms.web.sent import single

NO_ANSWER: Answer = []


def written(answer: Answer) -> str:
    """An answer as `was-…` has it."""
    return json.dumps(answer, separators=(",", ":"), sort_keys=True)


def changed(question: Question, form: MultiDict[str, str]) -> Answer | None:
    """What a form answers to a question, or None when that is how the question was drawn.

    Raises BadAnswer for what no page of ours sends.
    """
    answer = read_answer(question, form)
    was = single(form, f"was-{question.id}") or written(NO_ANSWER)
    return None if written(answer) == was else answer


def changed_answers(attempt: Attempt, form: MultiDict[str, str]) -> dict[str, Answer]:
    """The answers of a paper that a form changes. 400 for what was not asked."""
    questions = {question.id: question for question in attempt.questions()}
    if any(name.startswith("q-") and name[2:] not in questions for name in form):
        abort(400)
    try:
        answers = {question.id: changed(question, form) for question in questions.values()}
    except BadAnswer:
        abort(400)
    return {question: answer for question, answer in answers.items() if answer is not None}


def as_sent(attempt: Attempt, form: MultiDict[str, str]) -> dict[str, str]:
    """What a form that was saved said of each question: from now on that is how it was."""
    return {question.id: written(read_answer(question, form)) for question in attempt.questions()}


def unclear(attempt: Attempt) -> dict[str, str]:
    """What a reader should be told of the answers that are saved, by question; nothing where all is clear."""
    answers = attempt.answers()
    words = {
        question.id: explained(question, answers.get(question.id, NO_ANSWER))
        for question in attempt.questions()
    }
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
        problem=problem,
    )


def _typed(question: Question, form: MultiDict[str, str], saved: Answer) -> Answer:
    """The answer that stands in a form; the one saved where that changes nothing or cannot be read."""
    try:
        answer = changed(question, form)
    except BadAnswer:
        return saved
    return saved if answer is None else answer
