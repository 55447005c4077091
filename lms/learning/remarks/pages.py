"""A reader's remarks: sent from the foot of a module, and the page of mine with what became of each."""

import math
import uuid

import sqlalchemy as sa
from flask import Blueprint, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response

from lms.database import read_rows
from lms.learning.keeping import keep_for
from lms.learning.ownership import other_owner
from lms.learning.remarks.form import answer_form
from lms.learning.remarks.remarks import Remark
from lms.learning.remarks.thread import threads_of, where_made
from lms.learning.remarks.wording import outcome_in_words
from lms.library import shelf
from lms.people.roles.me import myself
from lms.web.access import signed_in
from lms.web.pages import page
from lms.web.paging import page_within

bp = Blueprint("remarks", __name__)

PAGE = 20


@bp.route("/courses/<slug>/<module>/remark", methods=["GET", "POST"])
@signed_in
def write(slug: str, module: str) -> Response:
    """What is wrong or unclear in a module, in its reader's words."""
    who = myself()
    is_sent = request.method == "POST" and not g.only_language
    owner = other_owner(request.form, who.id) if is_sent else None
    if owner is not None:
        return keep_for(owner, other_signed_in=True)
    return answer_form(who, slug, module, request.form)


@bp.get("/remarks")
@signed_in
def mine() -> Response:
    """My remarks, newest first, with what became of each."""
    who = myself()
    are_mine = Remark.person_id == who.id
    if who.shut_before is not None:
        are_mine = sa.and_(are_mine, Remark.taken_at >= who.shut_before)
    total: int = read_rows(sa.select(sa.func.count()).select_from(Remark).where(are_mine)).scalar_one()
    pages = max(1, math.ceil(total / PAGE))
    current = page_within(request.args.get("page"), pages)
    newest = sa.select(Remark).where(are_mine).order_by(Remark.taken_at.desc(), Remark.id)
    remarks = list(read_rows(newest.limit(PAGE).offset((current - 1) * PAGE)).scalars())
    courses = shelf.courses()
    return page(
        "learning/remarks/remarks.html",
        listed=[(thread, where_made(thread.remark, courses)) for thread in threads_of(remarks)],
        outcome_in_words=outcome_in_words,
        current=current,
        pages=pages,
    )


@bp.post("/remarks/<uuid:remark_id>/seen")
@signed_in
def seen(remark_id: uuid.UUID) -> Response:
    """Says that I have read the answers to my remark that the page showed."""
    statement = sa.select(Remark).where(Remark.id == remark_id, Remark.person_id == myself().id)
    remark = read_rows(statement).scalars().first() or abort(404)
    number = request.form.get("number", type=int)
    if number is None or not 0 < number < 1_000_000:
        abort(400)
    remark.see_decisions(number)
    return redirect(url_for(".mine"), 303)
