"""The preview: a course as a learner sees it, in each language, from files that need not be published.

Nothing is recorded. Where a file is broken its findings stand instead, and the rest works.
"""

from flask import Blueprint, abort, g, request
from werkzeug.wrappers import Response

from lms.authoring.preview.answers import questions_tried
from lms.authoring.preview.frame import broken_page, language_of, preview_page, with_key
from lms.authoring.preview.preview import Preview, preview
from lms.authoring.preview.source import source_of
from lms.courses.advice.pictures import Picture, examine
from lms.courses.course import Course
from lms.courses.names import FileName
from lms.courses.problems import Problem
from lms.courses.source import PICTURES, suffix_of
from lms.learning.assessment.terms import terms_of
from lms.learning.progress import module_progress
from lms.web.access import roles
from lms.web.guards.headers import PICTURE_POLICY, revalidated
from lms.web.languages import language
from lms.web.sent import single

bp = Blueprint("preview", __name__)
trainers = roles("trainer", "administrator")


@bp.get("/authoring/<slug>/preview")
@trainers
def course(slug: str) -> Response:
    """What a course is for, its modules, and all that was found in it."""
    found = preview(source_of(slug))
    if found.course is None:
        return broken_page(found, found.problems)
    return preview_page(found, "authoring/preview/course.html", found.problems)


@bp.get("/authoring/<slug>/preview/<module>")
@bp.post("/authoring/<slug>/preview/<module>")
@trainers
def module(slug: str, module: str) -> Response:
    """A module; an answer that is posted is graded and forgotten."""
    found = preview(source_of(slug))
    name = found.find("module", module) or abort(404)
    course, problems = _of(found, name)
    if course is None:
        return broken_page(found, problems, name)
    read, done, tag = course.module(module) or abort(404), _read(), language_of(course)
    if not done <= {section.id for section in read.sections}:
        abort(400)
    cards = questions_tried(read.questions, tag, request.form, key=with_key(), check=_acts())
    tried = {id for id, card in cards.items() if card.feedback and not with_key()}
    return preview_page(
        found,
        "authoring/preview/module.html",
        problems,
        status=422 if any(card.problem for card in cards.values()) else 200,
        title=read.text(tag).title,
        title_lang=read.language(tag) if read.language(tag) != language() else None,
        name=name,
        beside=found.beside(name),
        module=read,
        shown_in=read.language(tag),
        read=done,
        progress=module_progress(read, done, tried),
        shown=cards,
        page_form="module" if read.questions else None,
    )


@bp.get("/authoring/<slug>/preview/assessment")
@bp.post("/authoring/<slug>/preview/assessment")
@trainers
def assessment(slug: str) -> Response:
    """The bank that attempts draw from, each question to be tried."""
    found = preview(source_of(slug))
    name = found.find("assessment", "assessment") or abort(404)
    course, problems = _of(found, name)
    if course is None:
        return broken_page(found, problems, name)
    cards = questions_tried(course.bank, language_of(course), request.form, key=with_key(), check=_acts())
    return preview_page(
        found,
        "authoring/preview/assessment.html",
        problems,
        status=422 if any(card.problem for card in cards.values()) else 200,
        title_lang=None,
        name=name,
        words=course.assessment_text(language_of(course)),
        terms=terms_of(course),
        shown=list(cards.values()),
        page_form="module",
    )


@bp.get("/authoring/<slug>/preview/media/<path:picture>")
@trainers
def media(slug: str, picture: str) -> Response:
    """A picture of the files, once it was examined: nobody else has looked at it yet."""
    content = source_of(slug).files.get(picture)
    kind = PICTURES.get(suffix_of(picture))
    if content is None or kind is None or not isinstance(examine(picture, content), Picture):
        abort(404)
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Security-Policy"] = PICTURE_POLICY
    return revalidated(answer)


def _of(found: Preview, name: FileName) -> tuple[Course | None, list[Problem]]:
    """The course, unless this file or its translation stands against it; and what was found in them."""
    tag = language_of(found.course)
    paths = found.files(name, tag)
    if found.course is None:
        return None, found.problems_in("course.md", *paths)
    return found.course if found.sound(name, tag) else None, found.problems_in(*paths)


def _acts() -> bool:
    """Whether something was posted to be tried; a change of language is not."""
    return request.method == "POST" and not g.get("only_language")


def _read() -> frozenset[str]:
    """The section that is said to be read."""
    section = single(request.form, "read") if _acts() else None
    return frozenset({section} if section else ())
