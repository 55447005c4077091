"""What changed in a course since I completed its modules: told once, until I say that I have seen it."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, url_for
from werkzeug.wrappers import Response

from lms.courses.comparing.changes import Change
from lms.courses.course import Module
from lms.learning.mine.pages import my_plan
from lms.learning.mine.plan import Item
from lms.learning.mine.seen_changes import see_changes
from lms.library import shelf
from lms.library.differences import between
from lms.people.roles.me import myself
from lms.web.access import signed_in
from lms.web.languages import gettext, language
from lms.web.pages import page

bp = Blueprint("changes", __name__)


@dataclass(frozen=True, slots=True)
class Changed:
    """A module with what changed in it, in the language in which I read it.

    Where that is a translation and only the original changed, `original` is its language.
    """

    module: Module
    again: bool
    original: str | None
    changes: tuple[tuple[Change, str], ...]
    keys: tuple[str, ...]


@bp.get("/courses/<slug>/changes")
@signed_in
def show(slug: str) -> Response:
    """The modules that changed since I completed them; 404 when none did."""
    shelved = shelf.course(slug)
    item = next(item for item in my_plan(myself()).items if item.course.slug == slug)
    modules = [module for module in shelved.course.modules if module in (*item.again, *item.news)]
    if not modules:
        abort(404)
    return page(
        "learning/mine/changes.html",
        course=shelved.course,
        changed=[_changed(item, module, shelved.edition) for module in modules],
        seen=bool(item.news),
    )


def _changed(item: Item, module: Module, edition: int) -> Changed:
    before = item.record.modules.get(module.slug) or (item.holding.edition if item.holding else edition)
    found = between(item.course.slug, before, edition)
    changes = [change for one in found.modules if one.module == module.slug for change in one.changes]
    read, written = module.language(language()), item.course.languages[0]
    mine = [change for change in changes if change.language == read]
    source = [change for change in changes if change.language is None]
    if mine:
        # What is right stands in the original only.
        told = {change.block for change in mine}
        source = [one for one in source if one.block in found.keys and one.block not in told]
    shown = [(change, change.language or written) for change in (*mine, *source)]
    original = written if source and read != written else None
    return Changed(module, module in item.again, original, tuple(shown), found.keys)


@bp.post("/courses/<slug>/changes")
@signed_in
def seen(slug: str) -> Response:
    """I have seen what changed up to the edition in force."""
    shelved = shelf.course(slug)
    see_changes(myself().id, slug, shelved.edition)
    flash(gettext("You will not be told of these changes again."))
    return redirect(url_for("learning.index"), 303)
