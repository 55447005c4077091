"""The outbox: letters as they were written, for missions without SMTP and for looking what was sent."""

import uuid

import sqlalchemy as sa
from flask import Blueprint, abort, request, url_for
from werkzeug.wrappers import Response

from lms.database import db, reading
from lms.web.access import roles
from lms.web.mail import Letter, leaves
from lms.web.pages import page
from lms.web.paging import within

bp = Blueprint("outbox", __name__, url_prefix="/outbox")

PER_PAGE = 50


@bp.get("")
@roles("administrator")
def index() -> Response:
    """The letters, newest first."""
    total = reading(sa.select(sa.func.count()).select_from(Letter)).scalar_one()
    pages = max(1, -(-total // PER_PAGE))
    number = within(request.args.get("page"), pages)
    newest = sa.select(Letter).order_by(Letter.taken_at.desc(), Letter.id)
    letters = reading(newest.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).scalars().all()
    return page(
        "people/outbox.html",
        letters=letters,
        number=number,
        pages=pages,
        href=lambda n: url_for(".index", page=n),
        by_smtp=leaves(),
    )


@bp.get("/<uuid:letter_id>")
@roles("administrator")
def show(letter_id: uuid.UUID) -> Response:
    """One letter, as it was or will be sent."""
    letter = db.session.get(Letter, letter_id) or abort(404)
    return page("people/letter.html", letter=letter)
