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
    """A module with what changed in it, each change with the language that it is in: mine where it can be.

    `again`: I am asked to read it again. `original`: the language of the original, where a change stands in
    that only and I read a translation. `keys`: the questions in which what is right is another now.
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
    item = my_plan(myself()).item(slug)
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
    before = _edition_completed(item, module, edition)
    differences = between(item.course.slug, before, edition)
    in_modules = [changed for changed in differences.modules if changed.module == module.slug]
    changes = [change for changed in in_modules for change in changed.changes]
    read_in = module.language(language())
    written_in = item.course.languages[0]
    translated = [change for change in changes if change.language == read_in]
    source = [change for change in changes if change.language is None]
    if translated:
        # The translation tells it all, but for what is right, which stands in the original only.
        blocks = {change.block for change in translated}
        source = [
            change for change in source if change.block in differences.keys and change.block not in blocks
        ]
    shown = [(change, read_in) for change in translated] + [(change, written_in) for change in source]
    original = written_in if source and read_in != written_in else None
    return Changed(module, module in item.again, original, tuple(shown), differences.keys)


def _edition_completed(item: Item, module: Module, in_force: int) -> int:
    """The edition in which a module was completed last, or else the one by which the course is held."""
    if module.slug in item.record.modules:
        return item.record.modules[module.slug]
    return item.holding.edition if item.holding else in_force


@bp.post("/courses/<slug>/changes")
@signed_in
def seen(slug: str) -> Response:
    """I have seen what changed up to the edition in force."""
    shelved = shelf.course(slug)
    see_changes(myself().id, slug, shelved.edition)
    flash(gettext("You will not be told of these changes again."))
    return redirect(url_for("learning.index"), 303)
