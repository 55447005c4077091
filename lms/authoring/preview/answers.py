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
        return {id: with_key(question, tag) for id, question in by_id.items()}
    shown = {id: _open(question, tag, form) for id, question in by_id.items()}
    if checked:
        shown[checked] = _checked(by_id[checked], tag, form)
    return shown


def _open(question: Question, tag: str, form: MultiDict[str, str]) -> ShownQuestion:
    return practice(question, tag, typed_answer(question, form), graded=False)


def _checked(question: Question, tag: str, form: MultiDict[str, str]) -> ShownQuestion:
    """The question graded, or with what keeps its answer from being graded."""
    try:
        answer = read_answer(question, form)
    except BadAnswer:
        abort(400)
    problem = problem_with(question, answer)
    return practice(question, tag, answer, graded=problem is None, problem=problem)
