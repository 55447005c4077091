"""The remarks of readers, for trainers: listed, answered, decided of. Whose they are is not shown."""

import uuid
from math import ceil

import wtforms
from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import InputRequired

from lms.authoring.draft import drafts
from lms.authoring.remarks import triage
from lms.authoring.remarks.filters import FilterForm, filter_from
from lms.courses.names import read_name
from lms.database import db
from lms.learning.remarks.remarks import LONGEST, NEED_WORDS, DecisionKind, Remark
from lms.learning.remarks.thread import Thread, Where, threads_of, where_made
from lms.library import shelf
from lms.people.person import names_of
from lms.people.roles.me import myself
from lms.web.access import roles
from lms.web.forms import Form, choices, not_longer, take_turn, written
from lms.web.languages import N_, gettext, offered
from lms.web.pages import page
from lms.web.paging import page_within

bp = Blueprint("triage", __name__, url_prefix="/authoring/remarks")

PAGE = 50
STATES = {
    "open": N_("Open"),
    "answered": N_("Answered"),
    "mended": N_("Mended"),
    "unchanged": N_("Left as it is"),
    "removed": N_("Text removed"),
}
DECISIONS = [
    ("answered", N_("It is answered")),
    ("mended", N_("It is mended, and the next edition will have it")),
    ("unchanged", N_("It stays as it is, and the answer says why")),
]
MEANWHILE = N_("Somebody decided of this remark meanwhile. Look at it above; your answer is still here.")


class DecisionForm(Form):
    kind = wtforms.RadioField(N_("What becomes of it"), [InputRequired(N_("Choose what becomes of it."))])
    text = wtforms.TextAreaField(N_("Answer to the reader"), filters=[written])
    number = wtforms.HiddenField()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = choices(DECISIONS)

    def validate_text(self, field: wtforms.Field) -> None:
        if self.kind.data in NEED_WORDS and not field.data:
            raise wtforms.ValidationError(N_("Write what the reader shall know."))
        not_longer(field, LONGEST)


@bp.get("")
@roles("trainer", "administrator")
def index() -> Response:
    """The remarks, open ones first, narrowed down to a course, a module, an edition."""
    courses = shelf.courses()
    groups = triage.groups()
    form = FilterForm(request.args, courses, groups)
    wanted = filter_from(form)
    pages = max(1, ceil(triage.count(wanted) / PAGE))
    current = page_within(request.args.get("page"), pages)
    remarks = triage.listed(wanted, current, PAGE)
    return page(
        "authoring/remarks/remarks.html",
        listed=[(remark, state, where_made(remark, courses)) for remark, state in remarks],
        filters=form,
        filtered=wanted != triage.Filter(),
        any=bool(groups),
        states=STATES,
        current=current,
        pages=pages,
        href=lambda number: url_for(".index", **{**form.address(), "page": number}),
    )


@bp.route("/<uuid:remark_id>", methods=["GET", "POST"])
@roles("trainer", "administrator")
def show(remark_id: uuid.UUID) -> Response:
    """One remark, what was decided of it, and what becomes of it now."""
    thread, place = _find(remark_id)
    form = DecisionForm(request.form, data={"number": str(thread.number)})
    if form.sent() and _decided(form, thread, place):
        flash(gettext("Saved. The reader finds it on the page of their remarks."))
        return redirect(url_for(".show", remark_id=remark_id), 303)
    return page(
        "authoring/remarks/remark.html",
        form=form,
        told=thread,
        place=place,
        names=names_of(decision.by for decision in thread.decisions),
        states=STATES,
        tongues=dict(offered()),
        next_open=triage.next_open(remark_id),
        path=_path(thread.remark),
        page_form="decision",
    )


def _decided(form: DecisionForm, thread: Thread, place: Where) -> bool:
    """Records the decision, once if it is sent twice; False where another came between: the form says so."""
    kind = form.kind.data
    text = form.text.data or None
    last = thread.decisions[-1] if thread.decisions else None
    if last is not None and (last.by, last.kind, last.text) == (myself().id, kind, text):
        return True
    if form.number.data != str(thread.number):
        form.text.errors = [gettext(MEANWHILE)]
        form.number.data = str(thread.number)
        return False
    thread.remark.decide(kind, text, by=myself().id, edition=place.in_force)
    return True


@bp.post("/<uuid:remark_id>/reopen")
@roles("trainer", "administrator")
def reopen(remark_id: uuid.UUID) -> Response:
    """Opens a remark again; one that is open stays so."""
    thread, place = _find(remark_id)
    if not thread.open and thread.remark.text is not None:
        thread.remark.decide(DecisionKind.REOPENED, by=myself().id, edition=place.in_force)
        flash(gettext("The remark is open again."))
    return redirect(url_for(".show", remark_id=remark_id), 303)


@bp.route("/<uuid:remark_id>/remove", methods=["GET", "POST"], endpoint="remove")
@roles("trainer", "administrator")
def remove_text(remark_id: uuid.UUID) -> Response:
    """Removes a text that holds what does not belong here; asks once, since nothing brings it back."""
    thread, place = _find(remark_id)
    if thread.remark.text is None:
        return redirect(url_for(".show", remark_id=remark_id), 303)
    form = Form(request.form)
    if form.sent():
        thread.remark.remove_text(by=myself().id, edition=place.in_force)
        flash(gettext("The text is removed. Its reader is told so."))
        return redirect(url_for(".show", remark_id=remark_id), 303)
    return page("authoring/remarks/remove.html", told=thread, place=place, page_form="remove")


def _find(remark_id: uuid.UUID) -> tuple[Thread, Where]:
    """A remark with its decisions and its place, for a page that may decide of it; 404 when there is none."""
    take_turn(f"remark {remark_id}")  # before it is looked up, so that nobody else decides meanwhile
    remark = db.session.get(Remark, remark_id) or abort(404)
    return threads_of([remark])[0], where_made(remark, shelf.courses())


def _path(remark: Remark) -> str | None:
    """The file that the reader had open, as the draft has it; its original where it is not translated."""
    names = [name for path in drafts.draft_or_none(remark.course) or {} if (name := read_name(path))]
    mine = {name.language: name.path for name in names if name.slug == remark.module}
    return mine.get(remark.language, mine.get(None))
