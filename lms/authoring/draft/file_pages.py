"""One text of a course, written in the page."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import wtforms
from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import Length

from lms.authoring.draft import drafts
from lms.authoring.draft.conflict import Line, difference
from lms.authoring.draft.drafts import ChangedMeanwhile, digest
from lms.authoring.draft.files import is_text, language_of, languages_of, listed_files
from lms.authoring.draft.findings import problems_of, worded_findings
from lms.authoring.draft.naming import may_be_named
from lms.authoring.draft.starter import opening
from lms.courses.names import read_name
from lms.courses.source import LARGEST, Source, belongs, read_text
from lms.library.limited import waiting
from lms.people.roles.me import myself
from lms.web.access import roles
from lms.web.child.door import in_child
from lms.web.child.limits import OverLimit
from lms.web.forms import Form
from lms.web.guards.headers import POLICY
from lms.web.guards.sizes import at_most
from lms.web.languages import N_, gettext
from lms.web.pages import page

MOST_LINES = 5_000  # of two texts that hardly agree, more than anybody compares

bp = Blueprint("draft_file", __name__, url_prefix="/authoring")


class TextForm(Form):
    """A text, and the bytes that it was begun from."""

    text = wtforms.TextAreaField(
        N_("Text"), [Length(max=LARGEST // 2, message=N_("This is too long for one file. Divide it."))]
    )
    base = wtforms.HiddenField()


@dataclass(frozen=True, slots=True)
class Beginning:
    """What somebody begins to write from: a text (None: bytes that are none), and the name of its bytes."""

    text: str | None
    base: str  # empty for a file that is not there yet


@bp.route("/<slug>/files/<path:path>", methods=["GET", "POST"])
@roles("trainer", "administrator")
@at_most(4)
def edit(slug: str, path: str) -> Response:
    """A text of the course to be written on: saved as it is, whatever is still wrong in it."""
    if not is_text(path) or not belongs(path):
        abort(404)
    if request.method == "POST" and drafts.draft_or_none(slug) is None:
        return _conflict(slug, path, TextForm(request.form), None)
    source = drafts.source_of(slug)
    beginning = _beginning(source, path)
    form = TextForm(request.form, data={"text": beginning.text or "", "base": beginning.base})
    if request.method == "POST":
        # A text that was sent without its base was begun from nothing, never from what is there now.
        form.base.data = request.form.get("base", "")
    if not form.sent():
        return _page(source, path, form, beginning)
    written = _plain(form.text.data)
    if beginning.base and written == beginning.text:
        flash(gettext("Nothing was changed in it."))
        return redirect(url_for(".edit", slug=slug, path=path), 303)
    return _save(slug, path, form, written)


def _beginning(source: Source, path: str) -> Beginning:
    """The text that is there, else the one that such a file begins with; 404 where there would be neither."""
    content = source.files.get(path)
    if content is not None:
        return Beginning(read_text(content), digest(content))
    if not may_be_named(path):
        abort(404)
    example = opening(source, path)
    if example is None and request.method == "GET":
        abort(404)
    return Beginning(read_text(example or b""), "")


def _save(slug: str, path: str, form: TextForm, written: str) -> Response:
    try:
        drafts.save(slug, path, written.encode(), form.base.data or None, myself().id)
    except ChangedMeanwhile as changed:
        return _conflict(slug, path, form, changed)
    flash(gettext("Saved in the draft."))
    return redirect(url_for(".edit", slug=slug, path=path), 303)


def _plain(typed: str | None) -> str:
    """What was typed, with the line ends and the last line of a plain text file."""
    text = (typed or "").replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") or not text else f"{text}\n"


def _page(source: Source, path: str, form: TextForm, beginning: Beginning) -> Response:
    readable = beginning.text is not None
    page_form = "text-form" if readable else None
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
        unsaved=_plain(form.text.data) != _plain(beginning.text),
        spoken=spoken,
        panes=panes,
        pane_shown=_pane_in(spoken, panes),
        waiting=_waiting(source, path),
        page_form=page_form,
    )
    # Its preview stands beside it.
    answer.headers["Content-Security-Policy"] = f"{POLICY}; frame-src 'self'"
    return answer


def _waiting(source: Source, path: str) -> int | None:
    """How many blocks of a translation wait to be accepted; None for a text that translates nothing."""
    if path not in source.files:
        return None
    try:
        return waiting(source, path)
    except OverLimit:
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


def _difference(theirs: str, ours: str) -> list[Line]:
    """The lines that differ, the first of very many; none where it takes too much to find them."""
    try:
        return in_child(difference, theirs, ours, MOST_LINES)
    except OverLimit:
        return []


def _conflict(slug: str, path: str, form: TextForm, changed: ChangedMeanwhile | None) -> Response:
    """Somebody saved the file meanwhile: both texts side by side, to be made one. None: no course is left."""
    current = changed.current if changed else None
    theirs = read_text(current or b"") or ""
    ours = _plain(form.text.data)
    form.text.data = ours
    form.base.data = "" if current is None else digest(current)
    return page(
        "authoring/draft/both.html",
        409,
        slug=slug,
        path=path,
        form=form,
        course_gone=changed is None,
        gone=current is None,
        theirs=theirs,
        lines=_difference(theirs, ours),
        page_form="text-form",
    )
