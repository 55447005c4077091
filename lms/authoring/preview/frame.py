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
from lms.courses.problems import Problem
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


def kept() -> dict[str, Any]:
    """What the links to other pages of a preview ask again."""
    return {name: request.args[name] for name in KEPT if name in request.args}


def here(**changes: str | int | None) -> str:
    """The address of this page with something of it shown otherwise."""
    asked = {name: request.args[name] for name in (*KEPT, "of", "at") if name in request.args}
    values = {**(request.view_args or {}), **asked, **changes}
    return url_for(request.endpoint or "", **{name: it for name, it in values.items() if it is not None})


def preview_page(
    found: Preview,
    template: str,
    problems: Sequence[Problem],
    status: int = 200,
    name: FileName | None = None,
    **values: object,
) -> Response:
    """A page of a preview, that of a module or of the bank by its name, with what was found in its files."""
    course, tag = found.course, language_of(found.course)
    bare = request.args.get("bare") == "yes"
    writes = written_here() and not bare
    title = course.text(tag).title if course else found.source.slug
    languages = [(one, own_name(one), here(**{"in": one})) for one in course.languages] if course else []
    answer = page(
        template,
        status,
        **{
            "slug": found.source.slug,
            "preview": found,
            "name": name,
            "course": course,
            "title": title,
            "title_lang": tag if course and tag != language() else None,
            "above": _above(found, title, tag, writes),
            "edit": _edit(found, name, tag) if writes else None,
            "reading": tag,
            "reading_languages": languages,
            "key": with_key(),
            "bare": bare,
            "kept": kept(),
            "here": here,
            "listed": worded_findings(problems, found.source),
            **values,
        },
    )
    # It may stand beside the text that is being written.
    answer.headers["Content-Security-Policy"] = POLICY.replace(
        "frame-ancestors 'none'", "frame-ancestors 'self'"
    )
    return answer


def _above(found: Preview, title: str, tag: str, writes: bool) -> list[tuple[str, str, str | None]]:
    """The way back up: to the course in the preview; where it is written too, through its page there."""
    slug, lang = found.source.slug, tag if found.course and tag != language() else None
    preview = url_for("preview.course", slug=slug, **kept())
    if not writes:
        return [(title, preview, lang)]
    return [
        (gettext("Authoring"), url_for("authoring.index"), None),
        (title, url_for("draft.show", slug=slug), lang),
        (gettext("Preview"), preview, None),
    ]


def _edit(found: Preview, name: FileName | None, tag: str) -> str:
    """Where the text that a page shows is written: its translation if there is one, else its source."""
    stem = name.stem if name else "course"
    paths = (f"{stem}.{tag}.md", f"{stem}.md")
    path = next((path for path in paths if path in found.source.files), paths[1])
    return url_for("draft_file.edit", slug=found.source.slug, path=path)


def broken_page(found: Preview, problems: Sequence[Problem], name: FileName | None = None) -> Response:
    """The page of what cannot be shown: what is to be mended, and where."""
    return preview_page(
        found,
        "authoring/preview/broken.html",
        problems,
        title=name.path if name else found.source.slug,
        title_lang=None,
        name=name,
        beside=found.beside(name) if name and name.role == "module" else (None, None),
    )
