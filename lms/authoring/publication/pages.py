"""Publishing from the page: what changed and whom it affects, told before anything is confirmed."""

from functools import partial
from typing import Any, NamedTuple

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from lms.authoring.draft import drafts
from lms.authoring.draft.block_place import place_of
from lms.authoring.draft.examples_left import with_examples
from lms.authoring.draft.findings import worded_findings
from lms.authoring.publication.affected import completed_count
from lms.authoring.publication.proposal import Proposal, confirm, propose
from lms.courses.comparing.changes import Change
from lms.courses.comparing.material import MATERIAL, WORDING
from lms.courses.comparing.translated import StaleFile, stale_files
from lms.courses.course import Course
from lms.courses.names import read_name
from lms.courses.problems import Severity
from lms.courses.source import Source, revision
from lms.database import after_commit, begin_write_alone
from lms.learning.assessment.late_passes import record_late_passes
from lms.library.edition import PublishedMeanwhile
from lms.library.limited import texts_of
from lms.people.roles.me import myself
from lms.web.access import roles
from lms.web.child.door import in_child
from lms.web.child.limits import OverLimit
from lms.web.languages import N_, gettext, language
from lms.web.pages import page

bp = Blueprint("publish", __name__, url_prefix="/authoring")

REASONS = {
    "new-module": N_("The module is new."),
    "sections": N_("A section was added or taken out."),
    "key": N_("A question has another key."),
    "question": N_("A question was added or is of another kind."),
    "words": N_("More than a fifth of the words are new or gone."),
}
BESIDES_MODULES = {"course": N_("Settings, overview and pictures"), "assessment": N_("Assessment")}
SETTLING = 5  # seconds; `lms tend` records what is left
MEANWHILE = N_("The course changed while you looked at it. Look at it as it stands now, then publish.")


@bp.get("/<slug>/publish")
@roles("trainer", "administrator")
def show(slug: str) -> Response:
    """What the next edition would change; changed keys first and alone."""
    return _page(propose(drafts.source_of(slug)))


@bp.post("/<slug>/publish")
@roles("trainer", "administrator")
def act(slug: str) -> Response:
    """Confirms the keys, counts anew whom it affects, or publishes."""
    files = drafts.files_or_404(slug)
    proposal = propose(drafts.source_of(slug))
    if request.form.get("seen") != seen(proposal):
        return _look_again(proposal)
    if request.form.get("act") != "publish" or proposal.course is None or not _confirmed(proposal):
        return _page(proposal)
    return _publish(proposal, files)


def seen(proposal: Proposal) -> str:
    """The name of what a page has shown: these files, beside this edition."""
    return f"{proposal.from_edition or 0}.{revision(proposal.source)}"


def _publish(proposal: Proposal, files: dict[str, str]) -> Response:
    """All was read and compiled before, so that nobody who writes waits for that."""
    slug = proposal.slug
    begin_write_alone(f"draft {slug}")
    # Only now are the files compared with those that were compiled: nobody changes them any more.
    try:
        if drafts.files_or_404(slug) != files:
            raise PublishedMeanwhile
        told_of = frozenset(request.form.getlist("tell"))
        number = confirm(proposal, kinds_of(proposal), told_of, by=myself().id)
    except PublishedMeanwhile:
        return _look_again(proposal)
    drafts.throw_away(slug)
    after_commit(partial(record_late_passes, seconds=SETTLING))
    flash(gettext("Edition %(number)s is in force.", number=number))
    return redirect(url_for("draft.show", slug=slug), 303)


def _look_again(proposal: Proposal) -> Response:
    """The page anew, with what was decided on it; keys are confirmed only as they are seen."""
    flash(gettext(MEANWHILE), "due")
    kinds = {name: kind for name, kind in request.values.items() if name.startswith("kind-")}
    decided: dict[str, Any] = {**kinds, "tell": request.values.getlist("tell")}
    return redirect(url_for(".show", slug=proposal.slug, **decided), 303)


def kinds_of(proposal: Proposal) -> dict[str, str]:
    """The kind of each module's change, as the form decides it, else as proposed. 400 for any other."""
    fields = {change.module: request.values.get(f"kind-{change.module}") for change in proposal.modules}
    decided = {module: kind for module, kind in fields.items() if kind}
    if not set(decided.values()) <= {WORDING, MATERIAL}:
        abort(400)
    return proposal.kinds(decided)


def _confirmed(proposal: Proposal) -> bool:
    return set(request.form.getlist("key")) == set(proposal.changes.keys)


def _page(proposal: Proposal) -> Response:
    kinds = kinds_of(proposal)
    confirmed = _confirmed(proposal)
    not_confirmed = request.form.get("act") == "keys" and not confirmed
    status = 422 if not_confirmed else None
    title = proposal.course.text(language()).title if proposal.course else proposal.slug
    findings = worded_findings(proposal.problems, proposal.source)
    publishable = proposal.course is not None and proposal.changed
    examples = _with_examples(proposal.source) if publishable else []
    stale = _stale_files(proposal.source) if publishable else []
    keys = [] if confirmed else _changed_keys(proposal)
    page_form = "publish" if publishable else None
    return page(
        "authoring/publication/publish.html",
        status,
        proposal=proposal,
        title=title,
        seen=seen(proposal),
        headings={part.module: _heading(proposal.course, part.module) for part in proposal.changes.modules},
        errors=[finding for finding in findings if finding.severity == Severity.ERROR],
        findings=findings,
        keys=keys,
        not_confirmed=not_confirmed,
        kinds=kinds,
        told=request.values.getlist("tell"),
        whom=proposal.affected(kinds),
        completed=completed_count(proposal.slug),
        reasons=REASONS,
        examples=examples,
        place_of=place_of,
        stale=stale,
        page_form=page_form,
    )


def _heading(course: Course | None, changed: str) -> str:
    """What the page calls a part of the course that changed: a module, or one of those besides."""
    module = course.module(changed) if course else None
    if module is not None:
        title = module.text(language()).title
        return gettext("Module %(number)s: %(title)s", number=module.number, title=title)
    if changed in BESIDES_MODULES:
        return gettext(BESIDES_MODULES[changed])
    return gettext("Module %(name)s, which is taken out", name=changed)


def _stale_files(source: Source) -> list[StaleFile]:
    """The translated files that do not follow; none are told where it takes too much to find them."""
    try:
        return in_child(stale_files, texts_of(source))
    except OverLimit:
        return []


def _with_examples(source: Source) -> list[str]:
    """As `_stale_files`, the texts in which an example stands still."""
    try:
        return in_child(with_examples, texts_of(source).files)
    except OverLimit:
        return []


class ChangedKey(NamedTuple):
    """A question of which something else is right, the file that it stands in, and what was written on it."""

    question: str
    path: str
    changes: list[Change]


def _changed_keys(proposal: Proposal) -> list[ChangedKey]:
    names = [name for path in proposal.source.files if (name := read_name(path)) and not name.language]
    paths = {name.slug: name.path for name in names}
    changed_keys = []
    for question in proposal.changes.keys:
        for module in proposal.changes.modules:
            changes = [change for change in module.changes if change.block == question and change.after]
            if changes:
                changed_keys.append(ChangedKey(question, paths[module.module], changes))
    return changed_keys
