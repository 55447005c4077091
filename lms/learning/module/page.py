"""The module page: one page, its sections in a side list, practice questions answered in place."""

import re
import uuid

from flask import Blueprint, abort, g, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from lms.courses.course import Module, Question
from lms.courses.questions import BadAnswer
from lms.learning.keeping import keep_for
from lms.learning.module.fragments import Card, View, fragments_of
from lms.learning.module.studying import Study, answer_key, answer_question, read_section, study_of
from lms.learning.ownership import my_mark, other_owner
from lms.learning.questions import problem_with, read_answer, typed_answer
from lms.library import shelf
from lms.people.roles.me import Me, myself
from lms.web.access import signed_in
from lms.web.guards.headers import revalidated
from lms.web.languages import language
from lms.web.pages import page
from lms.web.sent import single

bp = Blueprint("module", __name__)


def find_module(slug: str, module: str) -> tuple[shelf.Shelved, Module]:
    """A published course and its module of this slug; 404 when there is none."""
    shelved = shelf.course(slug)
    published = shelved.course.module(module)
    return shelved, published or abort(404)


@bp.get("/courses/<slug>/<module>")
@signed_in
def show(slug: str, module: str) -> Response:
    """The module as I have it now; my browser may keep it and ask whether it changed."""
    shelved, shown = find_module(slug, module)
    return revalidated(_module_page(myself(), shelved, shown))


@bp.post("/courses/<slug>/<module>")
@signed_in
def act(slug: str, module: str) -> Response:
    """Checks an answer, marks a section as read, or shows the same page in another language."""
    shelved, shown = find_module(slug, module)
    who = myself()
    # In another language a page asks for nothing, so that whose it is does not matter.
    if g.only_language:
        return _module_page(who, shelved, shown)
    if owner := other_owner(request.form, who.id):
        return keep_for(owner, other_signed_in=True)
    problems = perform_act(who, shelved, shown, request.form)
    return _module_page(who, shelved, shown, problems)


def perform_act(who: Me, shelved: shelf.Shelved, module: Module, form: MultiDict[str, str]) -> dict[str, str]:
    """Does what a module's form asks: says that a section was read, or checks an answer.

    Returns what is wrong, by question. 400 for what no page of ours asks. A form that was kept for its owner
    is sent again through here too.
    """
    section = single(form, "read")
    check = single(form, "check")
    if section and check:
        abort(400)
    if section:
        if module.section(section) is None:
            abort(400)
        read_section(who.id, shelved, module, section, module.language(language()))
        return {}
    question = next((question for question in module.questions if question.id == check), None)
    if question is None:
        abort(400)
    return _check(who, shelved, module, question, form)


def _check(
    who: Me, shelved: shelf.Shelved, module: Module, question: Question, form: MultiDict[str, str]
) -> dict[str, str]:
    """Records an answer that can be graded; returns what is wrong with it, by question."""
    try:
        answer = read_answer(question, form)
    except BadAnswer:
        abort(400)
    problem = problem_with(question, answer)
    if problem is not None:
        return {question.id: problem}
    key = _key(who, shelved.course.slug, question, form)
    answer_question(who.id, shelved, module, question, answer, module.language(language()), key)
    return {}


def _key(who: Me, course: str, question: Question, form: MultiDict[str, str]) -> uuid.UUID | None:
    """The key of an answer, from the page's count of those before it: sent twice, it is one answer."""
    times = single(form, f"key-{question.id}") or ""
    if not re.fullmatch(r"\d{1,6}", times):
        return None
    return answer_key(who.id, course, question.id, int(times))


def _module_page(
    who: Me, shelved: shelf.Shelved, module: Module, problems: dict[str, str] | None = None
) -> Response:
    course = shelved.course
    study = study_of(who.id, shelved, module.slug, shut_before=who.shut_before)
    view = View(
        course=course.slug,
        edition=shelved.edition,
        id=shelved.id,
        module=module.slug,
        language=language(),
        read=study.read,
        answered=frozenset(study.answers),
        cards=tuple(_card(question, study, problems or {}) for question in module.questions),
    )
    return page(
        "learning/module/module.html",
        422 if problems else None,
        course=course,
        module=module,
        drawn=fragments_of(course, module, view),
        owner=my_mark(),
        keys=[(question.id, study.times(question.id)) for question in module.questions],
        page_form="module" if module.questions else None,
    )


def _card(question: Question, study: Study, problems: dict[str, str]) -> Card:
    """How a question stands on the page.

    - not answered yet: open, with what was typed
    - its reader asks for another try: open
    - what was typed cannot be graded: open, with that and what is wrong with it
    - another answer is typed than the one that was checked: open, with what was typed
    - else: the answer that was checked, with its feedback
    """
    checked = study.answers.get(question.id)
    typed = typed_answer(question, request.form) if request.method == "POST" else []
    once_more = request.method == "GET" and request.args.get("again") == question.id
    problem = problems.get(question.id)
    is_another = bool(typed) and typed != checked
    if checked is None or once_more or problem or is_another:
        return Card(question.id, tuple(typed), problem=problem)
    return Card(question.id, tuple(checked), graded=True)
