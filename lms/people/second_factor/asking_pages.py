"""The second step at sign-in: whoever has proved the password types a code of the app, or a recovery code."""

import uuid
from datetime import timedelta
from functools import partial

import wtforms
from flask import Blueprint, abort, redirect, request, session, url_for
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired, Length

from lms.database import after_commit, db, end_read
from lms.people.merging import merged_into
from lms.people.person import Person
from lms.people.second_factor.factor import has_factor, use_code
from lms.people.sign_in.accounts import TRIES, WINDOW
from lms.people.sign_in.closing import is_closed
from lms.people.sign_in.passwords import account_secret
from lms.people.sign_in.session import complete_sign_in
from lms.web import throttle
from lms.web.access import public
from lms.web.clock import now
from lms.web.forms import Form, Lines
from lms.web.languages import N_, gettext
from lms.web.log import mark_of, note
from lms.web.pages import page

bp = Blueprint("second_step", __name__)

PENDING = "second_step"
"""In the cookie: who has proved the password, a secret that ends with it, when, and where they go on."""
VALID = timedelta(minutes=5)


class CodeForm(Form):
    code = wtforms.StringField(
        N_("Code"),
        [DataRequired(N_("Write the code that the app shows.")), Length(max=40)],
        [Lines()],
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"},
    )


def second_step(person: Person, target: str | None) -> Response | None:
    """Leads to the second step, where the account has one; None where the password is enough."""
    if not has_factor(person.id):
        return None
    session[PENDING] = [person.id.hex, account_secret(person.id, PENDING), now().timestamp(), target]
    return redirect(url_for("second_step.ask"), 303)


def _pending() -> tuple[Person, str | None] | None:
    """Who has proved their password a moment ago, and where they go on."""
    if PENDING not in session:
        return None
    person_id, secret, instant, target = session[PENDING]
    person = db.session.get(Person, uuid.UUID(hex=person_id))
    is_late = now().timestamp() - instant > VALID.total_seconds()
    if person is None or is_late or secret != account_secret(person.id, PENDING):
        return None
    if is_closed(person.id) or merged_into(person.id):
        return None  # closed or merged meanwhile
    return person, target


@bp.route("/sign-in/second", methods=["GET", "POST"])
@public
def ask() -> Response:
    """Asks for a code, and signs in with it."""
    pending = _pending()
    if pending is None:
        session.pop(PENDING, None)
        return page("people/second_factor/late.html")
    person, target = pending
    form = CodeForm(request.form)
    if form.sent():
        end_read()  # the throttle writes in a transaction of its own
        subject = f"second step:{person.id}"
        if not throttle.admit_try(subject, TRIES, WINDOW):
            abort(429)
        if use_code(person.id, form.code.data or ""):
            session.pop(PENDING)
            after_commit(partial(throttle.forget_tries, subject))
            return complete_sign_in(person, target, "two steps")
        note("sign-in failed", person=mark_of(person.id), step="second")
        form.code.errors = [gettext("This is not the code that the app shows now. Wait for the next one.")]
    return page("people/second_factor/ask.html", form=form, page_form="second-step")
