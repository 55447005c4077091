"""Postings of a person: add one, correct it, end it, move to another unit."""

import uuid

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from lms.database import db
from lms.people.fields import chosen_id, only_choice
from lms.people.person import Person
from lms.people.roles.me import myself
from lms.people.roles.reach import unit_in_reach, units_in_reach
from lms.people.roles.record_to_change import person_to_change
from lms.people.units import Unit
from lms.postings.posting import Posting, open_posting
from lms.postings.posting_form import CloseForm, MoveForm, PostingForm
from lms.postings.posts import Post
from lms.web.access import roles
from lms.web.clock import today
from lms.web.forms import take_turn
from lms.web.languages import gettext
from lms.web.pages import page

bp = Blueprint("postings", __name__)


def posting_to_change(posting_id: uuid.UUID) -> tuple[Posting, Person, Unit]:
    """The posting, if it is in a unit that I look after, with whose it is and where."""
    take_turn(f"person {_posting(posting_id).person_id}")
    posting = _posting(posting_id)  # looked up anew: whoever had the turn before may have changed it
    unit = unit_in_reach(posting.unit_id)
    return posting, person_to_change(posting.person_id), unit


def _posting(posting_id: uuid.UUID) -> Posting:
    return db.session.get(Posting, posting_id) or abort(404)


def _back(person_id: uuid.UUID, words: str) -> Response:
    flash(words)
    return redirect(url_for("person.show", person_id=person_id), 303)


@bp.route("/people/<uuid:person_id>/postings/add", methods=["GET", "POST"])
@roles("administrator", "focal_point")
def add(person_id: uuid.UUID) -> Response:
    """Records that the person serves in a unit, now or later."""
    take_turn(f"person {person_id}")
    person = person_to_change(person_id)
    form = PostingForm(request.form, data={"unit": only_choice(units_in_reach())}, person_id=person_id)
    if form.sent():
        unit_id = chosen_id(form.unit) or abort(404)
        open_posting(person_id, unit_id, **form.values(), by=myself().id)  # type: ignore[arg-type]
        return _back(person_id, gettext("The posting is recorded."))
    return page("postings/posting.html", form=form, person=person, page_form="posting")


@bp.route("/postings/<uuid:posting_id>", methods=["GET", "POST"])
@roles("administrator", "focal_point")
def edit(posting_id: uuid.UUID) -> Response:
    """Corrects a posting; its unit stays, since a move is a new posting."""
    posting, person, unit = posting_to_change(posting_id)
    post = db.session.get(Post, posting.post_id) if posting.post_id else None
    data = {"post": post.code if post else None}
    form = PostingForm(request.form, obj=posting, data=data, person_id=person.id, posting=posting)
    if form.sent():
        person_id = person.id
        posting.amend(**form.values())  # type: ignore[arg-type]
        return _back(person_id, gettext("Saved."))
    return page("postings/posting.html", form=form, person=person, unit=unit, page_form="posting")


@bp.route("/postings/<uuid:posting_id>/close", methods=["GET", "POST"])
@roles("administrator", "focal_point")
def close(posting_id: uuid.UUID) -> Response:
    """Ends a posting; the roles that were given for it end with it."""
    posting, person, unit = posting_to_change(posting_id)
    kind = None if posting.end_kind == "open" else posting.end_kind
    form = CloseForm(request.form, data={"last_day": posting.last_day or today(), "end_kind": kind})
    form.posting = posting
    if form.sent():
        person_id = person.id
        posting.close(form.last_day.data, form.end_kind.data)
        return _back(person_id, gettext("The last day is recorded. Roles given for it end too."))
    return page("postings/close.html", form=form, person=person, unit=unit, page_form="close")


@bp.route("/postings/<uuid:posting_id>/move", methods=["GET", "POST"])
@roles("administrator", "focal_point")
def onward(posting_id: uuid.UUID) -> Response:
    """Moves the person to another unit: this posting ends the day before the next begins."""
    posting, person, unit = posting_to_change(posting_id)
    form = MoveForm(request.form, data={"function": posting.function})
    form.posting = posting
    if form.sent():
        person_id = person.id
        unit_id = chosen_id(form.unit) or abort(404)
        posting.move(unit_id, form.first_day.data, function=form.function.data, by=myself().id)
        return _back(person_id, gettext("The move is recorded."))
    return page("postings/move.html", form=form, person=person, unit=unit, posting=posting, page_form="move")
