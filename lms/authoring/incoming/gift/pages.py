"""Questions from Moodle into the draft of a course, as its next module; then what came of them, by line."""

from dataclasses import dataclass

import wtforms
from flask import Blueprint, request
from werkzeug.datastructures import CombinedMultiDict, FileStorage
from werkzeug.wrappers import Response
from wtforms.validators import Length

from lms.authoring.draft import drafts
from lms.authoring.draft.findings import Finding, worded_findings
from lms.authoring.draft.starter import NotBegun, next_path
from lms.authoring.incoming.gift.module import Imported, from_gift, title_of
from lms.courses.problems import Place, Problem
from lms.courses.source import LARGEST, Source, read_text
from lms.database import begin_write_alone, end_read
from lms.people.roles.me import myself
from lms.web.access import roles
from lms.web.forms import Form, Lines
from lms.web.guards.sizes import at_most
from lms.web.languages import N_, gettext, message_of
from lms.web.pages import page

bp = Blueprint("gift", __name__, url_prefix="/authoring")
MOST, SHOWN = LARGEST // 4, 100
EMPTY_FILE = N_("There is nothing in this file.")
NOTHING = N_("Choose a file, or paste its text.")
NONE_CARRIED = N_("No question in this could be carried over. Nothing was saved.")
TOO_LONG = N_("This is too long for one module. Divide it.")
PLAIN = {"class": "source", "rows": "14", "spellcheck": "false", "autocapitalize": "off", "dir": "auto"}


class GiftForm(Form):
    file = wtforms.FileField(N_("A file in GIFT format"))
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

    def read(self) -> tuple[str, str] | None:
        """The name and the text of what was sent; None when it cannot be taken, and its field says why."""
        file, pasted = self.sent_file, self.text.data or ""
        name = file.filename or "" if file else gettext("pasted text")
        text = read_text(file.read() if file else pasted.encode())
        if file and pasted.strip():
            self.source.errors = [gettext("Choose a file, or paste its text below, not both.")]
        elif text is None:
            self.source.errors = [message_of(Problem("not-utf8", Place(name)))]
        elif not text.strip():
            self.source.errors = [gettext(EMPTY_FILE if file else NOTHING)]
        elif len(text) > MOST:
            self.source.errors = [gettext(TOO_LONG)]
        else:
            self.title.data = self.title.data or (title_of(name) if file else "")
            if self.title.data:
                return name, text
            self.title.errors = [gettext("Write the title.")]
        return None


@dataclass(frozen=True, slots=True)
class LineOfLosses:
    """What could not be carried over: the first of it, errors before warnings, and how much more."""

    findings: list[Finding]
    more: int


@bp.route("/<slug>/import", methods=["GET", "POST"])
@roles("trainer", "administrator")
@at_most(4)
def show(slug: str) -> Response:
    """Carries questions over into a module of the draft; where none can be, nothing is saved."""
    form, reasons = GiftForm(CombinedMultiDict([request.files, request.form])), None
    source = drafts.source_of(slug)
    if form.sent() and (sent := form.read()):
        name, text = sent
        end_read()
        imported = from_gift(text, name, form.title.data, source)
        if not imported.content:
            form.source.errors = [gettext(NONE_CARRIED)]
            reasons = _told(imported, name, text)
        elif len(imported.content) > LARGEST:
            form.source.errors = [gettext(TOO_LONG)]
        elif saved := _save(form, sent, source, imported):
            path, imported = saved
            reasons = _told(imported, name, text)
            return page(
                "authoring/incoming/imported.html", slug=slug, path=path, imported=imported, told=reasons
            )
    return page("authoring/incoming/import.html", form=form, page_form="gift", slug=slug, told=reasons)


def _save(
    form: GiftForm, sent: tuple[str, str], source: Source, imported: Imported
) -> tuple[str, Imported] | None:
    """Where the module was saved, and as what; None where its title cannot be.

    If somebody saved another file meanwhile, the questions are numbered anew: no id is given twice.
    """
    slug, (name, text) = source.slug, sent
    begin_write_alone(f"draft {slug}")
    now = drafts.listed(slug)
    try:
        path = next_path(now, form.title.data)
    except NotBegun as why:
        form.title.errors = [message_of(why.problem)]
        return None
    if now != {one: drafts.digest(content) for one, content in source.files.items()}:
        imported = from_gift(text, name, form.title.data, drafts.source_of(slug))
    drafts.save(slug, path, imported.content, None, myself().id)
    return path, imported


def _told(imported: Imported, name: str, text: str) -> LineOfLosses:
    first = sorted(imported.problems, key=lambda one: one.severity != "error")[:SHOWN]
    return LineOfLosses(
        worded_findings(first, Source("", {name: text.encode()})), len(imported.problems) - len(first)
    )
