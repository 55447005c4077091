"""The forms of a requirement: make one, end one."""

import wtforms
from flask import request
from wtforms.validators import InputRequired, NumberRange

from lms.library import shelf
from lms.people.fields import day
from lms.postings.due.requirement import Requirement
from lms.rotation.requirements.listed import units_as_a_tree
from lms.web.clock import today
from lms.web.forms import Form
from lms.web.languages import N_, gettext, in_language, language

DAYS = 30  # what the form proposes


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


def requirement_form() -> RequirementForm:
    """The form as it was sent or as it begins, with the units and courses to choose from."""
    form = RequirementForm(request.form, data={"days": DAYS, "first_day": today()})
    names = [(str(unit.id), "\u2003" * depth + in_language(unit.names)) for unit, depth in units_as_a_tree()]
    form.unit.choices = [("", gettext("Choose")), *names]
    courses = [shelved.course for shelved in shelf.courses().values()]
    titles = [(course.slug, f"{course.code} · {course.text(language()).title}") for course in courses]
    form.course.choices = [("", gettext("Choose")), *titles]
    return form


def end_form(requirement: Requirement) -> EndForm:
    """The form of its last day; it proposes today or, where it has not begun, its first day."""
    proposed = requirement.last_day or max(today(), requirement.first_day)
    return EndForm(request.form, data={"last_day": proposed})
