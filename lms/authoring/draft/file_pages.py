"""One text of a course, written in the page."""

from typing import Any, NamedTuple

import wtforms
from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import Length

from lms.authoring.draft import drafts
from lms.authoring.draft.conflict import difference
from lms.authoring.draft.drafts import ChangedMeanwhile, digest
from lms.authoring.draft.files import is_text, language_of, languages_of, listed_files
from lms.authoring.draft.findings import problems_of, worded_findings
from lms.authoring.draft.naming import may_be_named
from lms.authoring.draft.starter import opening
from lms.courses.comparing.translated import NoTranslation, beside
from lms.courses.names import read_name
from lms.courses.source import LARGEST, Source, belongs, read_text
from lms.people.roles.me import myself
from lms.web.access import roles
from lms.web.forms import Form
from lms.web.guards.headers import POLICY
from lms.web.guards.sizes import at_most
from lms.web.languages import N_, gettext
from lms.web.pages import page

bp = Blueprint("draft_file", __name__, url_prefix="/authoring")


class TextForm(Form):
    """A text, and the bytes that it was begun from."""

    text = wtforms.TextAreaField(
        N_("Text"), [Length(max=LARGEST // 2, message=N_("This is too long for one file. Divide it."))]
    )
    base = wtforms.HiddenField()


@bp.route("/<slug>/files/<path:path>", methods=["GET", "POST"])
@roles("trainer", "administrator")
@at_most(4)
def edit(slug: str, path: str) -> Response:
    """A text of the course to be written on: saved as it is, whatever is still wrong in it."""
    if not is_text(path) or not belongs(path):
        abort(404)
    if request.method == "POST" and drafts.draft_or_none(slug) is None:
        return _both(slug, path, TextForm(request.form), None)
    source = drafts.source_of(slug)
    content = source.files.get(path)
    if content is None and not may_be_named(path):
        abort(404)
    begins = opening(source, path) if content is None else content
    if begins is None and request.method == "GET":
        abort(404)
    text = read_text(begins or b"")
    base = "" if content is None else digest(content)
    form = TextForm(request.form, data={"text": text or "", "base": base})
    form.base.data = request.form.get("base", "") if request.method == "POST" else base
    if form.sent():
        written = _plain(form.text.data)
        if written == text and content is not None:
            flash(gettext("Nothing was changed in it."))
        else:
            try:
                drafts.save(slug, path, written.encode(), form.base.data or None, myself().id)
            except ChangedMeanwhile as changed:
                return _both(slug, path, form, changed)
            flash(gettext("Saved in the draft."))
        return redirect(url_for(".edit", slug=slug, path=path), 303)
    unsaved = _plain(form.text.data) != _plain(text)
    return _page(source, path, form, readable=text is not None, unsaved=unsaved)


def _plain(typed: str | None) -> str:
    """What was typed, with the line ends and the last line of a plain text file."""
    text = (typed or "").replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") or not text else f"{text}\n"


def _page(source: Source, path: str, form: TextForm, *, readable: bool, unsaved: bool) -> Response:
    problems = [problem for problem in problems_of(source) if problem.place.path == path]
    listed = next((file for file in listed_files(source, problems) if file.path == path), None)
    spoken = language_of(source, path)
    panes = _panes(source, path)
    answer = page(
        "authoring/draft/edit.html",
        slug=source.slug,
        path=path,
        file=listed,
        form=form,
        findings=worded_findings(problems, source),
        readable=readable,
        unsaved=unsaved,
        spoken=spoken,
        panes=panes,
        pane_shown=_pane_in(spoken, panes),
        waiting=_waiting(source, path),
        page_form="text-form" if readable else None,
    )
    # Its preview stands beside it.
    answer.headers["Content-Security-Policy"] = f"{POLICY}; frame-src 'self'"
    return answer


def _waiting(source: Source, path: str) -> int | None:
    """How many blocks of a translation wait to be accepted; None for a text that translates nothing."""
    if path not in source.files:
        return None
    try:
        return beside(source, path).waiting
    except NoTranslation:
        return None


class Pane(NamedTuple):
    """A file's preview in one language: as a page of its own, and beside the text."""

    language: str
    alone: str
    beside: str


def _panes(source: Source, path: str) -> list[Pane]:
    name = read_name(path)
    if name is None:
        return []
    values: dict[str, Any] = {"slug": source.slug}
    if name.role == "module":
        values["module"] = name.slug
    endpoint = f"preview.{name.role}"

    def at(tag: str, **more: Any) -> str:
        return url_for(endpoint, **{**values, "in": tag, **more})

    return [Pane(tag, at(tag), at(tag, bare="yes")) for tag in languages_of(source)]


def _pane_in(language: str, panes: list[Pane]) -> Pane | None:
    """The pane in this language, else the first; None where there is nothing to preview."""
    first = panes[0] if panes else None
    return next((pane for pane in panes if pane.language == language), first)


def _both(slug: str, path: str, form: TextForm, changed: ChangedMeanwhile | None) -> Response:
    """Somebody saved the file meanwhile: both texts side by side, to be made one. None: no course is left."""
    current = changed.current if changed else None
    theirs, ours = read_text(current or b"") or "", _plain(form.text.data)
    form.text.data, form.base.data = ours, "" if current is None else digest(current)
    return page(
        "authoring/draft/both.html",
        409,
        slug=slug,
        path=path,
        form=form,
        course_gone=changed is None,
        gone=current is None,
        theirs=theirs,
        lines=difference(theirs, ours),
        page_form="text-form",
    )
