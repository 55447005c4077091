"""A folder, files or a zip into the draft of a course; then what came of it, file by file."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

import wtforms
from flask import Blueprint, request
from werkzeug.wrappers import Response

from lms.authoring.draft import drafts
from lms.authoring.draft.limits import MOST_BYTES, MOST_FILES
from lms.authoring.draft.naming import RESERVED_SLUGS
from lms.authoring.draft.overview import all_slugs, title_of
from lms.authoring.draft.starter import LONGEST_SLUG, NotBegun, slug_of
from lms.authoring.incoming.arrival import arrival
from lms.authoring.incoming.unpacking import Unpacked, placed, unpack
from lms.authoring.incoming.zips import Refused
from lms.courses.problems import WORDS, Problem, in_two
from lms.courses.reading.settings import SLUG
from lms.database import begin_write_alone, end_read
from lms.library.edition import named
from lms.people.person import names_of
from lms.people.roles.me import myself
from lms.web.access import roles
from lms.web.forms import Form, Lines, MultipleFileField
from lms.web.guards.sizes import at_most
from lms.web.languages import N_, gettext, message_of
from lms.web.pages import page

bp = Blueprint("upload", __name__, url_prefix="/authoring")
MEGABYTES = 20
SHOWN = 10
NO_NAME = N_("Write a name for the course: small letters, digits and hyphens, as in cpas-101.")


class UploadForm(Form):
    folder = MultipleFileField(N_("A course’s folder"), render_kw={"webkitdirectory": True})
    files = MultipleFileField(N_("Or a zip, or some files"))
    into = wtforms.SelectField(N_("Into"), validate_choice=True)
    name = wtforms.StringField(N_("Name of a new course"), filters=[Lines()])
    remove = wtforms.BooleanField(N_("Remove files of the draft that this folder or zip does not have"))
    replace = wtforms.BooleanField(N_("Write over what other trainers saved in the draft"))


@bp.route("/upload", methods=["GET", "POST"])
@roles("trainer", "administrator")
@at_most(MEGABYTES)
def show() -> Response:
    """Takes files into a draft. Readers see none of it until the draft is published."""
    form = UploadForm(request.form, data={"into": request.args.get("course", "")})
    form.into.choices = _courses_to_choose()
    uploaded = _take(form) if form.sent() else None
    if uploaded is not None:
        return uploaded
    return page("authoring/incoming/upload.html", form=form, megabytes=MEGABYTES)


def _courses_to_choose() -> list[tuple[str, str]]:
    courses = [(slug, f"{title_of(slug)[0]} ({slug})") for slug in all_slugs()]
    return [("", gettext("As the folder or zip is named")), *courses]


def _take(form: UploadForm) -> Response | None:
    """Saves what was sent and shows what came of it; None when it cannot be, and a field says why."""
    end_read()  # unpacking takes its time, and needs nothing of the database
    try:
        unpacked = unpack(_sent(form))
    except Refused as why:
        form.files.errors = [message_of(why.problem)]
        return None
    slug = form.into.data or form.name.data or slug_of(unpacked.name)
    if not _is_course(slug, form):
        return None
    try:
        return _save(slug, unpacked, form)
    except drafts.TooMuch:
        form.files.errors = [_too_much()]
        return None


def _sent(form: UploadForm) -> list[tuple[str, bytes]]:
    files = [*(form.folder.data or []), *(form.files.data or [])]
    return [(file.filename, file.read()) for file in files if getattr(file, "filename", "")]


def _is_course(slug: str, form: UploadForm) -> bool:
    """Whether it is clear which course is meant, and a course may be called so; else a field says why not."""
    if form.into.data and form.name.data:
        form.name.errors = [gettext("Choose a course above, or write a new name here, not both.")]
    elif not slug and len(form.into.choices) > 1:
        form.into.errors = [gettext("Choose the course that these files belong to.")]
    elif slug in RESERVED_SLUGS:
        form.name.errors = [message_of(NotBegun("begin-course-reserved", slug=slug).problem)]
    elif not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        form.name.errors = [gettext(NO_NAME)]
    else:
        return True
    return False


def _save(slug: str, unpacked: Unpacked, form: UploadForm) -> Response:
    """Saves what came: nobody else's work is written over unless that was asked for. Raises TooMuch."""
    me = myself().id
    files = named(unpacked.files)
    # Alone from here on: what is compared with the draft must still be so when it is written.
    begin_write_alone(f"draft {slug}")
    there = drafts.draft_or_none(slug) or {}
    if not unpacked.whole:
        files = placed(files, there)
    others = _of_others(slug, me)
    result = arrival(
        {path: file.sha256 for path, file in files.items()},
        there,
        frozenset(others),
        remove=form.remove.data and unpacked.whole,
        replace=form.replace.data,
    )
    if result.written or result.removed:
        drafts.put(slug, {path: files[path] for path in result.written}, result.removed, me)
    return page(
        "authoring/incoming/uploaded.html",
        slug=slug,
        there=bool(there or result.written),
        result=result,
        others=others,
        left_out=_by_reason(unpacked.left_out),
    )


def _too_much() -> str:
    return gettext(
        "With these the draft would have more than %(files)s files or %(megabytes)s MB, so nothing was saved."
        " Take out of it what the course does not need, or make its pictures smaller.",
        files=MOST_FILES,
        megabytes=MOST_BYTES // 1_000_000,
    )


def _of_others(slug: str, me: uuid.UUID) -> dict[str, str]:
    """The files of a draft that somebody else saved, and who."""
    saved_by = {path: file.saved_by for path, file in drafts.saved_files(slug).items()}
    others = {path: person for path, person in saved_by.items() if person is not None and person != me}
    names = names_of(others.values())
    return {path: names[person] for path, person in others.items()}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Files that were left out for one reason: the first of them, and how many more."""

    message: str
    fix: str
    paths: tuple[str, ...]
    more: int


def _by_reason(problems: Iterable[Problem]) -> list[LeftOut]:
    by_code: dict[str, list[str]] = {}
    for problem in problems:
        by_code.setdefault(problem.code, []).append(problem.place.path)
    return [_left_out(code, paths) for code, paths in by_code.items()]


def _left_out(code: str, paths: list[str]) -> LeftOut:
    message, fix = in_two(gettext(WORDS[code]), {})
    return LeftOut(message, fix, tuple(paths[:SHOWN]), max(len(paths) - SHOWN, 0))
