"""Questions from Moodle into the draft of a course, as its next module; then what came of them, by line."""

from dataclasses import dataclass
from typing import NamedTuple

import wtforms
from flask import Blueprint, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response
from wtforms.validators import Length

from lms.authoring.draft import drafts
from lms.authoring.draft.findings import Finding, worded_findings
from lms.authoring.draft.starter import NotBegun, next_path
from lms.authoring.incoming.gift import module
from lms.authoring.incoming.gift.module import Imported, title_of
from lms.courses.problems import Place, Problem, Severity
from lms.courses.source import LARGEST, Source, read_text
from lms.database import begin_write_alone, end_read
from lms.library.limited import problem_of, texts_of
from lms.people.roles.me import myself
from lms.web.access import roles
from lms.web.child.door import in_child
from lms.web.child.limits import OverLimit
from lms.web.forms import FileField, Form, Lines
from lms.web.guards.sizes import at_most
from lms.web.languages import N_, gettext, message_of
from lms.web.pages import page

bp = Blueprint("gift", __name__, url_prefix="/authoring")
MOST = LARGEST // 4
SHOWN = 100
EMPTY_FILE = N_("There is nothing in this file.")
NOTHING = N_("Choose a file, or paste its text.")
NONE_CARRIED = N_("No question in this could be carried over. Nothing was saved.")
TOO_LONG = N_("This is too long for one module. Divide it.")
PLAIN = {"class": "source", "rows": "14", "spellcheck": "false", "autocapitalize": "off", "dir": "auto"}


class SentText(NamedTuple):
    """A text in GIFT format that was sent, and the name by which its problems are told."""

    name: str
    text: str


class GiftForm(Form):
    file = FileField(N_("A file in GIFT format"))
    text = wtforms.TextAreaField(N_("Or its text"), render_kw=PLAIN)
    title = wtforms.StringField(
        N_("Title of the module"),
        [Length(max=150, message=N_("Use at most 150 characters."))],
        filters=[Lines()],
    )

    @property
    def sent_file(self) -> FileStorage | None:
        return self.file.data if getattr(self.file.data, "filename", "") else None

    @property
    def source(self) -> wtforms.Field:
        """The field that the questions came in."""
        return self.file if self.sent_file else self.text

    def read(self) -> SentText | None:
        """What was sent; None when it cannot be taken, and its field says why."""
        file = self.sent_file
        pasted = self.text.data or ""
        if file:
            name = file.filename or ""
            text = read_text(file.read())
        else:
            name = gettext("pasted text")
            text = read_text(pasted.encode())
        nothing_there = EMPTY_FILE if file else NOTHING
        if file and pasted.strip():
            self.source.errors = [gettext("Choose a file, or paste its text below, not both.")]
        elif text is None:
            self.source.errors = [message_of(Problem("not-utf8", Place(name)))]
        elif not text.strip():
            self.source.errors = [gettext(nothing_there)]
        elif len(text) > MOST:
            self.source.errors = [gettext(TOO_LONG)]
        elif self._has_title(file):
            return SentText(name, text)
        return None

    def _has_title(self, file: FileStorage | None) -> bool:
        """Whether there is a title, written or made of the file's name; else its field says so."""
        if file and not self.title.data:
            self.title.data = title_of(file.filename or "")
        if not self.title.data:
            self.title.errors = [gettext("Write the title.")]
        return bool(self.title.data)


@dataclass(frozen=True, slots=True)
class LineOfLosses:
    """What could not be carried over: the first of it, errors before warnings, and how much more."""

    findings: list[Finding]
    more: int

    @property
    def has_errors(self) -> bool:
        """Whether something is to be mended and imported again."""
        return any(finding.severity == Severity.ERROR for finding in self.findings)


@bp.route("/<slug>/import", methods=["GET", "POST"])
@roles("trainer", "administrator")
@at_most(4)
def show(slug: str) -> Response:
    """Carries questions over into a module of the draft; where none can be, nothing is saved."""
    form = GiftForm(request.form)
    source = drafts.source_of(slug)
    sent = form.read() if form.sent() else None
    if sent is None:
        return _page(slug, form)
    return _carry_over(form, sent, source)


def _page(slug: str, form: GiftForm, losses: LineOfLosses | None = None) -> Response:
    return page("authoring/incoming/import.html", form=form, page_form="gift", slug=slug, told=losses)


def _carry_over(form: GiftForm, sent: SentText, source: Source) -> Response:
    end_read()  # this takes its time, and needs nothing of the database
    try:
        imported = from_gift(sent.text, sent.name, form.title.data, source)
    except OverLimit as over:
        form.source.errors = [message_of(problem_of(over))]
        return _page(source.slug, form)
    if not imported.content:
        form.source.errors = [gettext(NONE_CARRIED)]
        return _page(source.slug, form, _losses(imported, sent))
    if len(imported.content) > LARGEST:
        form.source.errors = [gettext(TOO_LONG)]
        return _page(source.slug, form)
    saved = _save(form, sent, source, imported)
    if saved is None:
        return _page(source.slug, form)
    return page(
        "authoring/incoming/imported.html",
        slug=source.slug,
        path=saved.path,
        imported=saved.imported,
        told=_losses(saved.imported, sent),
    )


def from_gift(text: str, name: str, title: str, source: Source) -> Imported:
    """As `module` has it. Raises OverLimit."""
    return in_child(module.from_gift, text, name, title, texts_of(source))


class SavedModule(NamedTuple):
    """Where the questions were saved as a module, and what was carried over into it."""

    path: str
    imported: Imported


def _save(form: GiftForm, sent: SentText, source: Source, imported: Imported) -> SavedModule | None:
    """Saves the module; None where its title cannot be, and its field says why.

    If somebody saved another file meanwhile, the questions are numbered anew: no id is given twice.
    """
    slug = source.slug
    # Alone before the files are looked up: a path and ids that are free must still be so when it is saved.
    begin_write_alone(f"draft {slug}")
    files = drafts.files_or_404(slug)
    try:
        path = next_path(files, form.title.data)
    except NotBegun as why:
        form.title.errors = [message_of(why.problem)]
        return None
    before = {other: drafts.digest(content) for other, content in source.files.items()}
    if files != before:
        imported = from_gift(sent.text, sent.name, form.title.data, drafts.source_of(slug))
    drafts.save(slug, path, imported.content, None, myself().id)
    return SavedModule(path, imported)


def _losses(imported: Imported, sent: SentText) -> LineOfLosses:
    errors_first = sorted(imported.problems, key=lambda problem: not problem.is_error)
    first = errors_first[:SHOWN]
    findings = worded_findings(first, Source("", {sent.name: sent.text.encode()}))
    return LineOfLosses(findings, len(errors_first) - len(first))
