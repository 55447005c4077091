"""The outbox: letters as they were written, for missions without SMTP and for looking what was sent."""

import uuid

import sqlalchemy as sa
from flask import Blueprint, abort, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from lms.database import db, read_rows
from lms.people.roles.me import myself
from lms.people.sign_in.letters import may_be_shown, open_letter, pass_on, states, to_pass_on
from lms.web.access import roles
from lms.web.forms import take_turn
from lms.web.languages import gettext
from lms.web.mail import Letter, leaves
from lms.web.pages import page
from lms.web.paging import page_within

bp = Blueprint("outbox", __name__, url_prefix="/outbox")

PER_PAGE = 50


@bp.get("")
@roles("administrator")
def index() -> Response:
    """The letters, newest first."""
    total = read_rows(sa.select(sa.func.count()).select_from(Letter)).scalar_one()
    pages = max(1, -(-total // PER_PAGE))
    number = page_within(request.args.get("page"), pages)
    newest = sa.select(Letter).order_by(Letter.taken_at.desc(), Letter.id)
    letters = read_rows(newest.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).scalars().all()
    return page(
        "people/sign_in/outbox.html",
        letters=letters,
        states=states(letters),
        number=number,
        pages=pages,
        href=lambda n: url_for(".index", page=n),
        by_smtp=leaves(),
    )


@bp.route("/<uuid:letter_id>", methods=["GET", "POST"])
@roles("administrator")
def show(letter_id: uuid.UUID) -> Response:
    """One letter; its text is made and shown this once where I ask for it."""
    take_turn(f"letter {letter_id}")
    letter = db.session.get(Letter, letter_id) or abort(404)
    state = states([letter])[letter.id]
    may_show = may_be_shown(letter, state)
    text = None
    if request.method == "POST" and not g.get("only_language"):
        text = open_letter(letter, by=myself().id) if may_show else None
        if text is None:
            abort(409)
    return page(
        "people/sign_in/letter.html",
        letter=letter,
        text=text,
        state=state,
        may_show=may_show,
        to_pass_on=to_pass_on(letter, state),
    )


@bp.post("/<uuid:letter_id>/passed-on")
@roles("administrator")
def passed(letter_id: uuid.UUID) -> Response:
    """Records that I have passed the letter on."""
    take_turn(f"letter {letter_id}")
    letter = db.session.get(Letter, letter_id) or abort(404)
    if not to_pass_on(letter, states([letter])[letter_id]):
        abort(409)
    pass_on(letter, by=myself().id)
    flash(gettext("The letter is marked as passed on."))
    return redirect(url_for(".index"), 303)
