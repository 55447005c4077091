"""Renaming and deleting a file of a course; the translations of a module go with it."""

from collections.abc import Collection

import wtforms
from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import InputRequired, Length

from lms.authoring.draft import drafts
from lms.authoring.draft.drafts import Taken
from lms.authoring.draft.files import family, is_text, renamed
from lms.authoring.draft.naming import composed, may_be_named, nearest_name
from lms.authoring.draft.seen import CHANGED, state_shown
from lms.courses.names import read_name
from lms.courses.source import belongs, suffix_of
from lms.people.roles.me import myself
from lms.web.access import roles
from lms.web.forms import Form, Lines, take_turn
from lms.web.languages import N_, gettext
from lms.web.pages import page

bp = Blueprint("draft_name", __name__, url_prefix="/authoring")


class NameForm(Form):
    name = wtforms.StringField(
        N_("Name of the file"),
        [InputRequired(N_("Write a name.")), Length(max=150, message=N_("Use at most 150 characters."))],
        filters=[Lines(), lambda name: composed(name or "")],
    )


@bp.route("/<slug>/rename/<path:path>", methods=["GET", "POST"])
@roles("trainer", "administrator")
def rename(slug: str, path: str) -> Response:
    """Gives a file another name; the translations of a module go with it."""
    paths = _files_with(slug, path)
    form = NameForm(request.form, data={"name": path})
    if form.sent() and _renamed(slug, paths, path, form):
        flash(gettext("Renamed in the draft."))
        return redirect(url_for("draft.show", slug=slug), 303)
    name = read_name(path)
    return page(
        "authoring/draft/rename.html",
        slug=slug,
        path=path,
        family=family(paths, path),
        text=is_text(path),
        module=name is not None and name.role == "module",
        form=form,
        page_form="rename",
    )


def _files_with(slug: str, path: str) -> dict[str, str]:
    """The files of a course of which this is one, for a page that will change them; else 404."""
    take_turn(f"draft {slug}")  # before they are looked up, so that nobody else changes them any more
    files = drafts.files_or_404(slug)
    if path not in files:
        abort(404)
    return files


def _renamed(slug: str, paths: Collection[str], path: str, form: NameForm) -> bool:
    """Gives the file the name that was written; False where it cannot have it, and the field says why."""
    fault = _fault(paths, path, form.name.data)
    if fault:
        form.name.errors = [fault]
        return False
    try:
        drafts.rename(slug, renamed(paths, path, form.name.data), myself().id)
    except Taken as taken:
        fault = gettext("There is a file %(name)s already. Choose another name.", name=taken)
        form.name.errors = [fault]
        return False
    return True


def _fault(paths: Collection[str], old: str, new: str) -> str:
    """Why a file cannot have this name; empty when it can."""
    if suffix_of(old) != suffix_of(new) and not (is_text(old) and new.endswith(".md")):
        return gettext("Keep the ending %(suffix)s.", suffix=suffix_of(old))
    if new == old or not belongs(new) or not may_be_named(new):
        return gettext("Write another name, as in 03-your-part.md or media/cycle.svg.")
    old_name = read_name(old)
    new_name = read_name(new)
    if is_text(new) and new_name is None:
        return gettext(
            "A text of the course is named as in 03-your-part.md, and a translation of it as in "
            "03-your-part.fr.md. Here it could be %(name)s.",
            name=nearest_name(paths, old, new),
        )
    if old_name and new_name and new_name.language and len(family(paths, old)) > 1:
        return gettext(
            "A text of the course is named as in 03-your-part.md, and a translation of it as in "
            "03-your-part.fr.md. Write such a name."
        )
    return ""


@bp.route("/<slug>/delete/<path:path>", methods=["GET", "POST"])
@roles("trainer", "administrator")
def delete(slug: str, path: str) -> Response:
    """Takes a file out of the draft, once it was asked; the translations of a module go with it."""
    paths = _files_with(slug, path)
    files = {member: paths[member] for member in family(paths, path)}
    seen = state_shown(files)
    form = Form(request.form)
    if not form.sent():
        return page("authoring/draft/delete.html", slug=slug, path=path, family=files, seen=seen)
    if request.form.get("seen") != seen:
        flash(gettext(CHANGED), "due")
        return redirect(url_for(".delete", slug=slug, path=path), 303)
    drafts.remove(slug, files, myself().id)
    if files.keys() & drafts.published(slug).keys():
        flash(gettext("Deleted from the draft. The edition in force still has it."))
    else:
        flash(gettext("Deleted from the draft."))
    return redirect(url_for("draft.show", slug=slug), 303)
