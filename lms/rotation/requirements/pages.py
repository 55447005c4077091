"""The pages of requirements: which unit must hold which course, and how soon. For the administrator."""

import uuid

from flask import Blueprint, abort, flash, redirect, url_for
from werkzeug.wrappers import Response

from lms.database import db
from lms.days import is_over
from lms.people.roles.me import myself
from lms.postings.due.requirement import Requirement, require, required_already
from lms.rotation.requirements.forms import end_form, requirement_form
from lms.rotation.requirements.listed import listed_requirements
from lms.web.access import roles
from lms.web.clock import today
from lms.web.forms import take_turn
from lms.web.languages import N_, gettext
from lms.web.pages import page

bp = Blueprint("requirements", __name__, url_prefix="/requirements")

ALREADY = N_("This unit already requires this course in these days. End that requirement first.")


@bp.get("")
@roles("administrator")
def index() -> Response:
    """All requirements, by unit and course."""
    return page("rotation/requirements/requirements.html", listed=listed_requirements(), day=today())


@bp.route("/add", methods=["GET", "POST"])
@roles("administrator")
def add() -> Response:
    """Requires a course of a unit and all below it."""
    take_turn("requirements")
    form = requirement_form()
    if form.sent():
        unit_id = uuid.UUID(form.unit.data)
        course = form.course.data
        first_day = form.first_day.data
        if not required_already(unit_id, course, first_day):
            require(unit_id, course, form.days.data, first_day, by=myself().id)
            flash(gettext("Saved. It counts for everybody in this unit and below it."))
            return redirect(url_for(".index"), 303)
        form.course.errors = [gettext(ALREADY)]
    return page("rotation/requirements/add.html", form=form, page_form="requirement")


@bp.route("/<uuid:requirement_id>/end", methods=["GET", "POST"])
@roles("administrator")
def end(requirement_id: uuid.UUID) -> Response:
    """Ends a requirement after a day; one that had not begun by then never counts."""
    take_turn("requirements")
    requirement = _not_over(requirement_id)
    form = end_form(requirement)
    if form.sent():
        requirement.end(form.last_day.data)
        flash(gettext("Saved. It is no longer asked for after that day."))
        return redirect(url_for(".index"), 303)
    listed = next(line for line in listed_requirements() if line.requirement.id == requirement_id)
    return page("rotation/requirements/end.html", form=form, listed=listed, page_form="end")


def _not_over(requirement_id: uuid.UUID) -> Requirement:
    """A requirement that is not over; 404 for any other."""
    requirement = db.session.get(Requirement, requirement_id) or abort(404)
    if is_over(requirement.last_day, today()):
        abort(404)
    return requirement
