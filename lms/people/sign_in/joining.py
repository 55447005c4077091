"""Joining: whoever has a one-time code chooses a password with it."""

import re

import wtforms
from flask import abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired

from lms.database import end_read
from lms.people.codes import LENGTH, grouped, normalise
from lms.people.roles.me import current_person
from lms.people.sign_in.accounts import TRIES, WINDOW
from lms.people.sign_in.blueprint import bp
from lms.people.sign_in.invitations import accept_code, open_invitation
from lms.people.sign_in.new_password_form import NewPasswordForm
from lms.people.sign_in.passwords import hashed
from lms.people.sign_in.session import sign_in_person
from lms.web import throttle
from lms.web.access import public
from lms.web.forms import Form, Lines
from lms.web.languages import N_, gettext
from lms.web.log import note
from lms.web.pages import page


class CodeForm(Form):
    code = wtforms.StringField(
        N_("One-time code"),
        [DataRequired(N_("Write the code on your slip."))],
        [Lines()],
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"},
    )

    def validate_code(self, field: wtforms.Field) -> None:
        if not re.fullmatch(f"[0-9A-Z]{{{LENGTH}}}", normalise(field.data or "")):
            raise wtforms.ValidationError(
                N_("A code has twelve letters and figures. Look at your slip again.")
            )


@bp.route("/join", methods=["GET", "POST"])
@public
def join() -> Response:
    """Where somebody with a printed slip types its code."""
    form = CodeForm(request.form)
    if form.sent():
        code = grouped(normalise(form.code.data or ""))
        return redirect(url_for(".join_with", code=code), 303)
    return page("people/sign_in/join.html", form=form, page_form="join")


@bp.route("/join/<code>", methods=["GET", "POST"])
@public
def join_with(code: str) -> Response:
    """Chooses a password with a code. Opening the page does not use the code; sending the form does."""
    tries = f"code:{normalise(code)[:4]}"
    if throttle.tries_exhausted(tries, TRIES, WINDOW):
        abort(429)
    opened = open_invitation(code)
    if opened is None:
        throttle.count_try(tries, WINDOW)
        note("code refused")
        return page("people/sign_in/join_unknown.html", 404)
    invitation, person = opened
    form = NewPasswordForm(request.form)
    form.owner = person
    if form.sent():
        return _joined(code, form.password.data or "")
    purpose = invitation.purpose
    return page("people/sign_in/join_with.html", form=form, person=person, purpose=purpose, page_form="join")


def _joined(code: str, password: str) -> Response:
    """Uses the code up and signs its owner in; 410 when somebody else has used it meanwhile."""
    end_read()  # hashing takes a fifth of a second, in which no connection is held
    joined = accept_code(code, hashed(password))
    if joined is None:
        abort(410)
    answer = sign_in_person(joined, None)
    if current_person() is not None:  # where there is a second step, nobody is signed in yet
        flash(gettext("Your password is set. You are signed in."))
    return answer
