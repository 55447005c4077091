"""Requirements: which unit must hold which course, and how soon. For the administrator."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
import wtforms
from flask import Blueprint, abort, flash, redirect, url_for
from flask import request as asked
from werkzeug.wrappers import Response
from wtforms.validators import InputRequired, NumberRange

from lms.database import db, reading
from lms.days import is_over
from lms.library import shelf
from lms.people.fields import day
from lms.people.roles.me import myself
from lms.people.units import Unit, in_order
from lms.postings.due.requirement import Requirement, all_requirements, end, require, required_already
from lms.web.access import roles
from lms.web.clock import today
from lms.web.forms import Form, turn
from lms.web.languages import N_, gettext, in_language, language
from lms.web.pages import page

bp = Blueprint("requirements", __name__, url_prefix="/requirements")

ALREADY = N_("This unit already requires this course in these days. End that requirement first.")


class RequirementForm(Form):
    unit = wtforms.SelectField(N_("Unit"), [InputRequired(N_("Choose a unit."))])
    course = wtforms.SelectField(N_("Course"), [InputRequired(N_("Choose a course."))])
    days = wtforms.IntegerField(
        N_("Days after arrival"),
        [
            InputRequired(N_("Write a number of days.")),
            NumberRange(0, 3650, N_("Write a whole number of days from 0 to 3650.")),
        ],
    )
    first_day = day(N_("From"), N_("Choose the first day."))


class EndForm(Form):
    last_day = day(N_("Last day"), N_("Choose the last day."))


@dataclass(frozen=True, slots=True)
class Listed:
    """A requirement as the list shows it."""

    requirement: Requirement
    unit: str
    code: str
    title: str
    over: bool


def _units() -> list[tuple[Unit, int]]:
    return in_order(list(reading(sa.select(Unit)).scalars()))


def _listed() -> list[Listed]:
    """Every requirement in the order of the tree, those that are over after those in force."""
    courses = {slug: shelved.course for slug, shelved in shelf.courses().items()}
    day = today()
    by_unit: dict[uuid.UUID, list[Requirement]] = {}
    for one in all_requirements():
        by_unit.setdefault(one.unit_id, []).append(one)
    found = []
    for unit, _ in _units():
        for one in by_unit.get(unit.id, []):
            course = courses.get(one.course)
            code, title = (course.code, course.text(language()).title) if course else (one.course, "")
            over = is_over(one.last_day, day)
            found.append(Listed(one, in_language(unit.names), code, title, over))
    return sorted(found, key=lambda listed: listed.over)


def _find(requirement_id: uuid.UUID) -> Requirement:
    """A requirement that is not over; 404 for any other."""
    found = db.session.get(Requirement, requirement_id)
    if found is None or is_over(found.last_day, today()):
        abort(404)
    return found


@bp.get("")
@roles("administrator")
def index() -> Response:
    """All requirements, by unit and course."""
    return page("rotation/requirements/requirements.html", listed=_listed(), day=today())


@bp.route("/add", methods=["GET", "POST"])
@roles("administrator")
def add() -> Response:
    """Requires a course of a unit and all below it."""
    turn("requirements")
    form = _form()
    if form.sent():
        unit, course, first = uuid.UUID(form.unit.data), form.course.data, form.first_day.data
        if not required_already(unit, course, first):
            require(unit, course, form.days.data, first, by=myself().id)
            flash(gettext("Saved. It counts for everybody in this unit and below it."))
            return redirect(url_for(".index"), 303)
        form.course.errors = [gettext(ALREADY)]
    return page("rotation/requirements/add.html", form=form, page_form="requirement")


def _form() -> RequirementForm:
    form = RequirementForm(asked.form, data={"days": 30, "first_day": today()})
    names = [(str(unit.id), "\u2003" * depth + in_language(unit.names)) for unit, depth in _units()]
    form.unit.choices = [("", gettext("Choose")), *names]
    courses = [shelved.course for shelved in shelf.courses().values()]
    titles = [(course.slug, f"{course.code} · {course.text(language()).title}") for course in courses]
    form.course.choices = [("", gettext("Choose")), *titles]
    return form


@bp.route("/<uuid:requirement_id>/end", methods=["GET", "POST"], endpoint="end")
@roles("administrator")
def end_one(requirement_id: uuid.UUID) -> Response:
    """Ends a requirement after a day; one that had not begun by then never counts."""
    turn("requirements")
    found = _find(requirement_id)
    form = EndForm(asked.form, data={"last_day": found.last_day or max(today(), found.first_day)})
    if form.sent():
        end(found, form.last_day.data)
        flash(gettext("Saved. It is no longer asked for after that day."))
        return redirect(url_for(".index"), 303)
    listed = next(one for one in _listed() if one.requirement.id == requirement_id)
    return page("rotation/requirements/end.html", form=form, listed=listed, page_form="end")
