"""Trying questions in a preview: graded and shown with feedback, and nothing of it is kept."""

from collections.abc import Iterable

from flask import abort
from werkzeug.datastructures import MultiDict

from lms.courses.course import Question
from lms.courses.questions import BadAnswer
from lms.learning.questions import ShownQuestion, practice, problem_with, read_answer, typed_answer, with_key
from lms.web.sent import single


def questions_tried(
    questions: Iterable[Question], tag: str, form: MultiDict[str, str], *, key: bool, check: bool
) -> dict[str, ShownQuestion]:
    """Questions as a form has them, by id: open, or with the answer that it asks to check.

    With the key, each stands as is right. 400 for what no page of ours sends.
    """
    by_id = {question.id: question for question in questions}
    checked = single(form, "check") if check else None
    if checked and checked not in by_id:
        abort(400)
    if key:
        return {question.id: with_key(question, tag) for question in by_id.values()}
    return {question.id: _shown(question, tag, form, question.id == checked) for question in by_id.values()}


def _shown(question: Question, tag: str, form: MultiDict[str, str], checked: bool) -> ShownQuestion:
    if not checked:
        return practice(question, tag, typed_answer(question, form), graded=False)
    try:
        answer = read_answer(question, form)
    except BadAnswer:
        abort(400)
    problem = problem_with(question, answer)
    return practice(question, tag, answer, problem is None, problem)
