"""Roles of a person: give one, end one. They live here because a role may end with a posting."""

import uuid

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from lms.database import db
from lms.people.fields import chosen_id
from lms.people.roles.ending import end_grant, unit_path
from lms.people.roles.grants import ROLES, Grant, give_role
from lms.people.roles.me import myself
from lms.people.roles.reach import reaches_all
from lms.people.roles.record_to_change import person_to_change
from lms.people.roles.roles import WantedRole, may_give_role
from lms.people.roles.seniority import may_end_grant
from lms.postings.person.grant_form import EndForm, GrantForm
from lms.web.access import roles
from lms.web.clock import today
from lms.web.forms import take_turn
from lms.web.languages import gettext
from lms.web.pages import page

bp = Blueprint("grants", __name__)


@bp.route("/people/<uuid:person_id>/roles/give", methods=["GET", "POST"])
@roles("administrator", "focal_point")
def add(person_id: uuid.UUID) -> Response:
    """Gives the person a role, from a day and until one or until a posting ends."""
    take_turn(f"person {person_id}")
    person = person_to_change(person_id)
    form = GrantForm(request.form, data={"first_day": today()})
    form.offer(person)
    if form.sent():
        _give(form, person_id)
        flash(gettext("The role is given."))
        return redirect(url_for("person.show", person_id=person_id), 303)
    stand_in = not reaches_all()
    return page("postings/person/grant.html", form=form, person=person, stand_in=stand_in, page_form="grant")


def _give(form: GrantForm, person_id: uuid.UUID) -> None:
    """Gives the role that the form asks for; 403 for one that I may not give."""
    role = form.role.data
    unit_id = chosen_id(form.unit)
    first_day = form.first_day.data
    last_day = form.ends()
    if not may_give_role(myself().grants, WantedRole(role, unit_path(unit_id), first_day, last_day)):
        abort(403)
    posting_id = chosen_id(form.posting)
    give_role(role, person_id, unit_id, first_day, last_day, by=myself().id, posting_id=posting_id)


@bp.route("/grants/<uuid:grant_id>/end", methods=["GET", "POST"])
@roles("administrator", "focal_point")
def finish(grant_id: uuid.UUID) -> Response:
    """Ends a role after a day; yesterday ends it at once."""
    take_turn(f"person {_grant(grant_id).person_id}")
    grant = _grant(grant_id)  # looked up anew: whoever had the turn before may have ended it
    person = person_to_change(grant.person_id)
    if not may_end_grant(grant):
        abort(403)
    form = EndForm(request.form, data={"last_day": today()})
    form.grant = grant
    if form.sent():
        person_id = person.id
        end_grant(grant, form.last_day.data, by=myself().id)
        flash(gettext("The last day of the role is recorded."))
        return redirect(url_for("person.show", person_id=person_id), 303)
    role = ROLES[grant.role]
    return page(
        "postings/person/grant_end.html", form=form, person=person, grant=grant, role=role, page_form="end"
    )


def _grant(grant_id: uuid.UUID) -> Grant:
    return db.session.get(Grant, grant_id) or abort(404)
