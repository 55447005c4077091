"""The projector: a module for a hall, one section a screen in large type, the answers on demand."""

import re

from flask import Blueprint, abort, redirect, request, url_for
from markupsafe import escape
from werkzeug.wrappers import Response

from lms.authoring.preview.frame import arguments_carried, here, language_of, with_key
from lms.authoring.preview.pages import trainers
from lms.authoring.preview.preview import preview
from lms.authoring.preview.screens import places, screen_html
from lms.authoring.preview.source import in_force, source_of
from lms.courses.course import Course, Module, Question
from lms.learning import questions
from lms.learning.questions import ShownQuestion
from lms.web.languages import language
from lms.web.pages import page

bp = Blueprint("project", __name__)


@bp.get("/authoring/<slug>/project/<module>")
@trainers
def show(slug: str, module: str) -> Response:
    """A section of a module, or its title before the first; of the edition in force where that is asked."""
    published = request.args.get("of") == "edition"
    source = in_force(slug) if published else source_of(slug)
    course_preview = preview(source)
    course = course_preview.course
    name = course_preview.find("module", module)
    if course is None or name is None or not course_preview.sound(name, language_of(course)):
        # What cannot be shown says why on its own page, if there is such a module at all.
        return redirect(url_for("preview.module", slug=slug, module=module, **arguments_carried()))
    module_page = "module.show" if published else "preview.module"
    out = url_for(module_page, slug=slug, module=module)
    return _screen(course, course.module(module) or abort(404), out)


def _screen(course: Course, module: Module, out: str) -> Response:
    tag = language_of(course)
    shown_in = module.language(tag)
    title_lang = shown_in if shown_in != language() else None
    at = _at(len(module.sections))
    section = module.sections[at - 1] if at else None
    section_questions = section.questions if section else ()
    screen_of_id = places(module, shown_in)

    def address(screen: int) -> str:
        return escape(here(at=screen, key=None))

    return page(
        "authoring/preview/projector.html",
        title=module.text(shown_in).title,
        title_lang=title_lang,
        course=course,
        module=module,
        shown_in=shown_in,
        section=section,
        at=at,
        shown={question.id: _shown(question, tag) for question in section_questions},
        key=with_key(),
        here=here,
        alone=lambda screen: screen_html(screen, screen_of_id, address),
        out=out,
    )


def _shown(question: Question, tag: str) -> ShownQuestion:
    """A question with its right answer where that is asked for, else open."""
    if with_key():
        return questions.with_key(question, tag)
    return questions.practice(question, tag, [], graded=False)


def _at(sections: int) -> int:
    """The number of the section that is asked for, 0 for the title."""
    text = request.args.get("at", "0")
    if not re.fullmatch(r"\d{1,3}", text, re.ASCII) or int(text) > sections:
        abort(404)
    return int(text)
