"""The projector: a module for a hall, one section a screen in large type, the answers on demand."""

import re

from flask import Blueprint, abort, redirect, request, url_for
from markupsafe import escape
from werkzeug.wrappers import Response

from lms.authoring.preview.frame import here, kept, language_of, with_key
from lms.authoring.preview.pages import trainers
from lms.authoring.preview.preview import preview
from lms.authoring.preview.screens import alone, places
from lms.authoring.preview.source import in_force, source_of
from lms.learning.questions import practice
from lms.learning.questions import with_key as answered
from lms.web.languages import language
from lms.web.pages import page

bp = Blueprint("project", __name__)


@bp.get("/authoring/<slug>/project/<module>")
@trainers
def show(slug: str, module: str) -> Response:
    """A section of a module, or its title before the first; of the edition in force where that is asked."""
    published = request.args.get("of") == "edition"
    found = preview(in_force(slug) if published else source_of(slug))
    name, tag = found.find("module", module), language_of(found.course)
    if found.course is None or name is None or not found.sound(name, tag):
        # What cannot be shown says why on its own page, if there is such a module at all.
        return redirect(url_for("preview.module", slug=slug, module=module, **kept()))
    shown = found.course.module(module) or abort(404)
    at = _at(len(shown.sections))
    section = shown.sections[at - 1] if at else None
    shown_in = shown.language(tag)
    draw = answered if with_key() else lambda question, tag: practice(question, tag, [], graded=False)
    return page(
        "authoring/preview/projector.html",
        title=shown.text(shown_in).title,
        title_lang=shown_in if shown_in != language() else None,
        course=found.course,
        module=shown,
        shown_in=shown_in,
        section=section,
        at=at,
        shown={question.id: draw(question, tag) for question in section.questions} if section else {},
        key=with_key(),
        here=here,
        alone=lambda screen: alone(screen, places(shown, shown_in), lambda at: escape(here(at=at, key=None))),
        out=url_for("module.show" if published else "preview.module", slug=slug, module=module),
    )


def _at(sections: int) -> int:
    """The number of the section that is asked for, 0 for the title."""
    text = request.args.get("at", "0")
    if not re.fullmatch(r"\d{1,3}", text, re.ASCII) or int(text) > sections:
        abort(404)
    return int(text)
