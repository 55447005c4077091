"""One course as trainers have it: its files and their findings; another module; the source as a zip."""

from collections.abc import Iterable

import wtforms
from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Answer
from wtforms.validators import InputRequired, Length

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.authoring.draft import drafts
from lms.authoring.draft.files import is_text, listed_files
from lms.authoring.draft.findings import of_the_course, problems_of, worded_findings
from lms.authoring.draft.overview import overview_of
from lms.authoring.draft.packing import pack
from lms.authoring.draft.seen import CHANGED, state_shown
from lms.authoring.draft.starter import NotBegun, module_file, opening
from lms.courses.names import read_name
from lms.courses.problems import Problem
from lms.courses.source import Source
from lms.people.person import names_of
from lms.people.roles.me import myself
from lms.web.access import roles
from lms.web.forms import Form, Lines, take_turn
from lms.web.languages import N_, gettext, message_of
from lms.web.pages import page

bp = Blueprint("draft", __name__, url_prefix="/authoring")


class ModuleForm(Form):
    title = wtforms.StringField(
        N_("Title"),
        [InputRequired(N_("Write the title.")), Length(max=150, message=N_("Use at most 150 characters."))],
        filters=[Lines()],
    )


@bp.get("/<slug>")
@roles("trainer", "administrator")
def show(slug: str) -> Answer:
    """The course's files in order, each with its findings."""
    names = drafts.files_or_404(slug)
    source = drafts.source_at(slug, names)
    problems = problems_of(source)
    saved = drafts.saved_files(slug)
    text_paths = [path for path in source.files if is_text(path)]
    files = listed_files(source, problems)
    return page(
        "authoring/draft/course.html",
        course=overview_of(slug, names),
        texts=[file for file in files if file.role != "picture"],
        pictures=[file for file in files if file.role == "picture"],
        translatable="course.md" in source.files,
        findings=worded_findings(of_the_course(problems, text_paths), source),
        misnamed=[path for path in text_paths if read_name(path) is None],
        wanted=_to_begin(source, problems),
        saved=saved,
        people=names_of(file.saved_by for file in saved.values() if file.saved_by),
    )


def _to_begin(source: Source, problems: Iterable[Problem]) -> list[str]:
    """The files that are missing and that can be begun with a text."""
    paths = [problem.place.path for problem in problems]
    return [path for path in paths if opening(source, path) is not None]


@bp.route("/<slug>/add", methods=["GET", "POST"])
@roles("trainer", "administrator")
def add(slug: str) -> Answer:
    """Adds a module under a title, with a text that shows the syntax by example."""
    take_turn(f"draft {slug}")
    drafts.files_or_404(slug)
    form = ModuleForm(request.form)
    if form.sent():
        try:
            path, content = module_file(drafts.source_of(slug).files, form.title.data)
        except NotBegun as why:
            form.title.errors = [message_of(why.problem)]
        else:
            drafts.save(slug, path, content, None, myself().id)
            flash(gettext("The module is begun. Write over the example."))
            return redirect(url_for("draft_file.edit", slug=slug, path=path), 303)
    return page("authoring/draft/add.html", form=form, page_form="module", slug=slug)


@bp.get("/<slug>/source.zip")
@roles("trainer", "administrator")
def download(slug: str) -> Answer:
    """The files as a zip that can be sent back as it is: the draft's, else those of the edition in force."""
    answer = Response(pack(drafts.source_of(slug)), mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug}.zip"'
    return answer


@bp.route("/<slug>/discard", methods=["GET", "POST"])
@roles("trainer", "administrator")
def discard(slug: str) -> Answer:
    """Throws the draft away, once it was asked and the draft is still what was shown."""
    take_turn(f"draft {slug}")
    files = drafts.files_or_404(slug)
    if drafts.draft_of(slug) is None:
        return redirect(url_for(".show", slug=slug), 303)
    seen = state_shown(files)
    form = Form(request.form)
    if not form.sent():
        return page("authoring/draft/discard.html", course=overview_of(slug, files), seen=seen)
    if request.form.get("seen") != seen:
        flash(gettext(CHANGED), "due")
        return redirect(url_for(".discard", slug=slug), 303)
    drafts.throw_away(slug)
    note_act(Kind.DRAFT_DISCARDED, thing=slug)
    flash(gettext("The draft is thrown away."))
    if drafts.published(slug):
        return redirect(url_for(".show", slug=slug), 303)
    return redirect(url_for("authoring.index"), 303)
