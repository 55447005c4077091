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
from lms.learning.assessment.drawing import paper_from_rows
from lms.learning.grading import Answer
from lms.learning.questions import ShownQuestion, explained, read_answer
from lms.web.languages import format_clock, language
from lms.web.sent import single

NO_ANSWER: Answer = []


def written(answer: Answer) -> str:
    """An answer as `was-…` has it."""
    return json.dumps(answer, separators=(",", ":"), sort_keys=True)


def changed(question: Question, form: MultiDict[str, str]) -> Answer | None:
    """What a form answers to a question, or None when that is how the question was drawn."""
    answer = read_answer(question, form)
    was = single(form, f"was-{question.id}") or written(NO_ANSWER)
    return None if written(answer) == was else answer


def changed_answers(attempt: Attempt, form: MultiDict[str, str]) -> dict[str, Answer]:
    """The answers of a paper that a form changes. 400 for what was not asked."""
    asked = {question.id: question for question in attempt.questions()}
    if any(name.startswith("q-") and name[2:] not in asked for name in form):
        abort(400)
    try:
        found = {question.id: changed(question, form) for question in asked.values()}
    except BadAnswer:
        abort(400)
    return {key: answer for key, answer in found.items() if answer is not None}


def as_sent(attempt: Attempt, form: MultiDict[str, str]) -> dict[str, str]:
    """What a form that was saved said of each question: from now on that is how it was."""
    return {question.id: written(read_answer(question, form)) for question in attempt.questions()}


def unclear(attempt: Attempt) -> dict[str, str]:
    """What a reader should be told of the answers that are saved, by question; nothing where all is clear."""
    kept = attempt.responses()
    found = {question.id: kept[question.id].answer for question in attempt.questions() if question.id in kept}
    told = {question.id: explained(question, found.get(question.id, [])) for question in attempt.questions()}
    return {key: words for key, words in told.items() if words}


def questions_on_page(
    attempt: Attempt, form: MultiDict[str, str] | None = None, *, feedback: bool = False
) -> list[ShownQuestion]:
    """The questions of a paper as answered; what a form changes stands as the form has it."""
    kept = attempt.responses()
    asked = {question.id: question for question in attempt.questions()}
    found = []
    for place in paper_from_rows(attempt.paper):
        question, row = asked[place.question], kept.get(place.question)
        saved = row.answer if row else NO_ANSWER
        answer = saved if form is None else _typed(question, form, saved)
        found.append(
            ShownQuestion(
                question,
                question.wording(language()),
                question.language(language()),
                place.order,
                answer,
                feedback=KINDS[question.kind].grade(question, answer) if feedback else None,
                saved=format_clock(row.recorded_at) if row and answer == saved else "",
                was=written(saved),
                problem=None if feedback else explained(question, answer),
            )
        )
    return found


def _typed(question: Question, form: MultiDict[str, str], saved: Answer) -> Answer:
    try:
        answer = changed(question, form)
    except BadAnswer:
        return saved
    return saved if answer is None else answer
