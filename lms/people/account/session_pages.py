"""Ending all sessions of an account: mine on my account, anybody's by an administrator."""

import uuid

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.people.roles.me import leave_session, myself
from lms.people.roles.record_to_change import person_to_change
from lms.people.sign_ins import end_sign_ins
from lms.web.access import roles, signed_in
from lms.web.forms import take_turn
from lms.web.languages import gettext, language, use_until_sign_in

bp = Blueprint("sessions", __name__)


@bp.post("/account/sessions/end")
@signed_in
def end_mine() -> Response:
    """Ends my sessions in all browsers, this one too."""
    tag = language()
    end_sign_ins(myself().id)
    note_act(Kind.SESSIONS_ENDED, concerns=myself().id)
    leave_session()
    use_until_sign_in(tag)
    flash(gettext("You are signed out everywhere."))
    return redirect(url_for("sign_in.sign_in"), 303)


@bp.post("/people/<uuid:person_id>/sessions/end")
@roles("administrator")
def end_all(person_id: uuid.UUID) -> Response:
    """Ends all sessions of somebody else's account."""
    take_turn(f"person {person_id}")
    person = person_to_change(person_id)
    end_sign_ins(person.id)
    note_act(Kind.SESSIONS_ENDED, concerns=person.id)
    flash(gettext("All sessions of this account are ended."))
    return redirect(url_for("person.show", person_id=person_id), 303)
