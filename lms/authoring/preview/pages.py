"""The preview: a course as a learner sees it, in each language, from files that need not be published.

Nothing is recorded. Where a file is broken its findings stand instead, and the rest works.
"""

from collections.abc import Iterable

from flask import Blueprint, abort, g, request
from werkzeug.wrappers import Response

from lms.authoring.preview.answers import questions_tried
from lms.authoring.preview.frame import broken_page, language_of, preview_page, with_key
from lms.authoring.preview.preview import Preview, preview
from lms.authoring.preview.source import source_of
from lms.courses.advice.pictures import Picture, examine
from lms.courses.course import Course, Module
from lms.courses.names import FileName
from lms.courses.problems import Problem
from lms.courses.source import PICTURES, suffix_of
from lms.learning.assessment.terms import terms_of
from lms.learning.module.fragments import side_entries
from lms.learning.progress import module_progress
from lms.learning.questions import ShownQuestion
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
    course_preview = preview(source_of(slug))
    if course_preview.course is None:
        return broken_page(course_preview, course_preview.problems)
    tag = language_of(course_preview.course)
    bank = course_preview.find("assessment", "assessment")
    return preview_page(
        course_preview,
        "authoring/preview/course.html",
        course_preview.problems,
        modules=course_preview.listed_modules(course_preview.course, tag),
        has_bank=bank is not None,
        bank_sound=bank is not None and course_preview.sound(bank, tag),
    )


@bp.get("/authoring/<slug>/preview/<module>")
@bp.post("/authoring/<slug>/preview/<module>")
@trainers
def module(slug: str, module: str) -> Response:
    """A module; an answer that is posted is graded and forgotten."""
    course_preview = preview(source_of(slug))
    name = course_preview.find("module", module) or abort(404)
    course = _sound_course(course_preview, name)
    if course is None:
        return broken_page(course_preview, _problems_with(course_preview, name), name)
    return _module_page(course_preview, course, name)


def _module_page(course_preview: Preview, course: Course, name: FileName) -> Response:
    module = course.module(name.slug) or abort(404)
    tag = language_of(course)
    sections_read = _sections_read(module)
    cards = questions_tried(module.questions, tag, request.form, key=with_key(), check=_acts())
    tried = {id for id, card in cards.items() if card.feedback and not with_key()}
    shown_in = module.language(tag)
    title_lang = shown_in if shown_in != language() else None
    page_form = "module" if module.questions else None
    progress = module_progress(module, sections_read, tried)
    return preview_page(
        course_preview,
        "authoring/preview/module.html",
        _problems_with(course_preview, name),
        status=_status(cards.values()),
        title=module.text(tag).title,
        title_lang=title_lang,
        name=name,
        beside=course_preview.beside(name),
        module=module,
        shown_in=shown_in,
        read=sections_read,
        progress=progress,
        entries=side_entries(module, progress, shown_in),
        shown=cards,
        page_form=page_form,
    )


@bp.get("/authoring/<slug>/preview/assessment")
@bp.post("/authoring/<slug>/preview/assessment")
@trainers
def assessment(slug: str) -> Response:
    """The bank that attempts draw from, each question to be tried."""
    course_preview = preview(source_of(slug))
    name = course_preview.find("assessment", "assessment") or abort(404)
    course = _sound_course(course_preview, name)
    if course is None:
        return broken_page(course_preview, _problems_with(course_preview, name), name)
    return _assessment_page(course_preview, course, name)


def _assessment_page(course_preview: Preview, course: Course, name: FileName) -> Response:
    tag = language_of(course)
    cards = questions_tried(course.bank, tag, request.form, key=with_key(), check=_acts())
    return preview_page(
        course_preview,
        "authoring/preview/assessment.html",
        _problems_with(course_preview, name),
        status=_status(cards.values()),
        title_lang=None,
        name=name,
        words=course.assessment_text(tag),
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


def _sound_course(course_preview: Preview, name: FileName) -> Course | None:
    """The course, unless this file or its translation stands against it."""
    tag = language_of(course_preview.course)
    return course_preview.course if course_preview.sound(name, tag) else None


def _problems_with(course_preview: Preview, name: FileName) -> list[Problem]:
    """What was found in this file and its translation; in the settings too, where they make no course."""
    if course_preview.over_limit:
        return list(course_preview.problems)
    paths = course_preview.files(name, language_of(course_preview.course))
    if course_preview.course is None:
        return course_preview.problems_in("course.md", *paths)
    return course_preview.problems_in(*paths)


def _status(cards: Iterable[ShownQuestion]) -> int:
    """422 where an answer is one that cannot be graded."""
    return 422 if any(card.problem for card in cards) else 200


def _acts() -> bool:
    """Whether something was posted to be tried; a change of language is not."""
    return request.method == "POST" and not g.get("only_language")


def _sections_read(module: Module) -> frozenset[str]:
    """The section that is said to be read, if one is. 400 for one that the module does not have."""
    section = single(request.form, "read") if _acts() else None
    if section is None:
        return frozenset()
    if section not in {other.id for other in module.sections}:
        abort(400)
    return frozenset({section})
