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
from lms.learning.ownership import other_owner, signed_owner
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
    """A published module; 404 when there is none."""
    shelved = shelf.course(slug)
    return shelved, shelved.course.module(module) or abort(404)


@bp.get("/courses/<slug>/<module>")
@signed_in
def show(slug: str, module: str) -> Response:
    """The module as I have it now; my browser may keep it and ask whether it changed."""
    shelved, found = find_module(slug, module)
    return revalidated(_page(myself(), shelved, found))


@bp.post("/courses/<slug>/<module>")
@signed_in
def act(slug: str, module: str) -> Response:
    """Checks an answer, marks a section as read, or shows the same page in another language."""
    shelved, found = find_module(slug, module)
    who = myself()
    if g.only_language:
        return _page(who, shelved, found)
    if owner := other_owner(request.form, who.id):
        return keep_for(owner, other_signed_in=True)
    problem = perform_act(who, shelved, found, request.form)
    return _page(who, shelved, found, problem)


def perform_act(who: Me, shelved: shelf.Shelved, module: Module, form: MultiDict[str, str]) -> dict[str, str]:
    """Does what a module's form asks; returns what is wrong, by question."""
    shown_in = module.language(language())
    section, check = single(form, "read"), single(form, "check")
    if section and check:
        abort(400)
    if section:
        if module.section(section) is None:
            abort(400)
        read_section(who.id, shelved, module, section, shown_in)
        return {}
    question = next((asked for asked in module.questions if asked.id == check), None)
    if question is None:
        abort(400)
    try:
        answer = read_answer(question, form)
    except BadAnswer:
        abort(400)
    if problem := problem_with(question, answer):
        return {question.id: problem}
    key = _key(who, shelved.course.slug, question, form)
    answer_question(who.id, shelved, module, question, answer, shown_in, key)
    return {}


def _key(who: Me, course: str, question: Question, form: MultiDict[str, str]) -> uuid.UUID | None:
    """The key of an answer, from the page's count of those before it: sent twice, it is one answer."""
    times = single(form, f"key-{question.id}") or ""
    return answer_key(who.id, course, question.id, int(times)) if re.fullmatch(r"\d{1,6}", times) else None


def _page(
    who: Me, shelved: shelf.Shelved, module: Module, problems: dict[str, str] | None = None
) -> Response:
    course, done = shelved.course, study_of(who.id, shelved, module.slug)
    place = View(
        course=course.slug,
        edition=shelved.edition,
        id=shelved.id,
        module=module.slug,
        language=language(),
        read=done.read,
        answered=frozenset(done.given),
        cards=tuple(_card(question, done, problems or {}) for question in module.questions),
    )
    return page(
        "learning/module/module.html",
        422 if problems else None,
        course=course,
        module=module,
        drawn=fragments_of(course, module, place),
        owner=signed_owner(who.id),
        keys=[(question.id, done.times(question.id)) for question in module.questions],
        page_form="module" if module.questions else None,
    )


def _card(question: Question, done: Study, problems: dict[str, str]) -> Card:
    """The question as answered; open where its reader asked for another try or is typing one."""
    given = done.given.get(question.id)
    sent = typed_answer(question, request.form) if request.method == "POST" else []
    again = request.method == "GET" and request.args.get("again") == question.id
    problem = problems.get(question.id)
    if given is None or again or problem or (sent and sent != given):
        return Card(question.id, tuple(sent), problem=problem)
    return Card(question.id, tuple(given), graded=True)
