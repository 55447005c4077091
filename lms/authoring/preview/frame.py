"""The frame of a preview: what can be asked of it by its address, and what all its pages share."""

from collections.abc import Sequence
from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from lms.authoring.draft.findings import worded_findings
from lms.authoring.preview.preview import Preview
from lms.authoring.preview.source import written_here
from lms.courses.course import Course
from lms.courses.names import FileName
from lms.courses.problems import Problem, Severity
from lms.web.guards.headers import POLICY
from lms.web.languages import gettext, language, own_name
from lms.web.pages import page

KEPT = ("in", "key", "bare")


def language_of(course: Course | None) -> str:
    """The course's language that is asked for, else the one nearest to the reader's."""
    return course.language(request.args.get("in") or language()) if course else language()


def with_key() -> bool:
    """Whether the answers are asked for too."""
    return request.args.get("key") == "yes"


def arguments_carried() -> dict[str, Any]:
    """What the links to other pages of a preview ask again."""
    return {name: request.args[name] for name in KEPT if name in request.args}


def here(**changes: str | int | None) -> str:
    """The address of this page with something of it shown otherwise."""
    carried = {name: request.args[name] for name in (*KEPT, "of", "at") if name in request.args}
    values = {**(request.view_args or {}), **carried, **changes}
    given = {name: value for name, value in values.items() if value is not None}
    return url_for(request.endpoint or "", **given)


def preview_page(
    preview: Preview,
    template: str,
    problems: Sequence[Problem],
    status: int = 200,
    name: FileName | None = None,
    **values: object,
) -> Response:
    """A page of a preview, that of a module or of the bank by its name, with what was found in its files.

    A value given here replaces the one of its name that all these pages share.
    """
    answer = page(template, status, **{**_shared_values(preview, problems, name), **values})
    # It may stand beside the text that is being written.
    answer.headers["Content-Security-Policy"] = POLICY.replace(
        "frame-ancestors 'none'", "frame-ancestors 'self'"
    )
    return answer


def _shared_values(preview: Preview, problems: Sequence[Problem], name: FileName | None) -> dict[str, object]:
    course = preview.course
    slug = preview.source.slug
    tag = language_of(course)
    bare = request.args.get("bare") == "yes"
    writes = written_here() and not bare
    title = course.text(tag).title if course else slug
    title_lang = tag if course and tag != language() else None
    codes = course.languages if course else ()
    return {
        "slug": slug,
        "preview": preview,
        "name": name,
        "course": course,
        "title": title,
        "title_lang": title_lang,
        "above": _above(slug, title, title_lang, writes),
        "edit": _edit(preview, name, tag) if writes else None,
        "reading": tag,
        "reading_languages": [(code, own_name(code), here(**{"in": code})) for code in codes],
        "key": with_key(),
        "bare": bare,
        "kept": arguments_carried(),
        "here": here,
        "listed": worded_findings(problems, preview.source),
    }


def _above(slug: str, title: str, title_lang: str | None, writes: bool) -> list[tuple[str, str, str | None]]:
    """The way back up: to the course in the preview; where it is written too, through its page there."""
    course_preview = url_for("preview.course", slug=slug, **arguments_carried())
    if not writes:
        return [(title, course_preview, title_lang)]
    return [
        (gettext("Authoring"), url_for("authoring.index"), None),
        (title, url_for("draft.show", slug=slug), title_lang),
        (gettext("Preview"), course_preview, None),
    ]


def _edit(preview: Preview, name: FileName | None, tag: str) -> str:
    """Where the text that a page shows is written: its translation if there is one, else its source."""
    stem = name.stem if name else "course"
    translation = f"{stem}.{tag}.md"
    path = translation if translation in preview.source.files else f"{stem}.md"
    return url_for("draft_file.edit", slug=preview.source.slug, path=path)


def broken_page(preview: Preview, problems: Sequence[Problem], name: FileName | None = None) -> Response:
    """The page of what cannot be shown: what is to be mended, and where."""
    title = name.path if name else preview.source.slug
    beside = preview.beside(name) if name and name.role == "module" else (None, None)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return preview_page(
        preview,
        "authoring/preview/broken.html",
        problems,
        errors=errors,
        warnings=len(problems) - errors,
        title=title,
        title_lang=None,
        name=name,
        beside=beside,
    )
