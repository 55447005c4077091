"""Signing in and out."""

import wtforms
from flask import abort, current_app, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired, InputRequired

from lms.database import end_read
from lms.people.fields import AS_TYPED
from lms.people.roles.me import end_session
from lms.people.sign_in.accounts import TRIES, WINDOW, account_named, tries_of
from lms.people.sign_in.blueprint import bp
from lms.people.sign_in.demo_accounts import DEMO_ACCOUNTS
from lms.people.sign_in.passwords import matches
from lms.people.sign_in.session import sign_in_person
from lms.web import throttle
from lms.web.access import public, signed_in
from lms.web.addresses import local
from lms.web.forms import Form, Lines
from lms.web.languages import N_, gettext, language, use_until_sign_in
from lms.web.pages import page


class SignInForm(Form):
    name = wtforms.StringField(
        N_("Sign-in name or e-mail address"),
        [DataRequired(N_("Write your sign-in name."))],
        [Lines()],
        render_kw=AS_TYPED | {"autocomplete": "username"},
    )
    password = wtforms.PasswordField(
        N_("Password"),
        [InputRequired(N_("Write your password."))],
        render_kw=AS_TYPED | {"autocomplete": "current-password"},
    )


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Response:
    """The door. Tries are counted per account, so that a camp behind one address is never shut out."""
    form = SignInForm(request.form)
    if form.sent():
        name = form.name.data or ""
        person = account_named(name)
        end_read()  # the throttle writes in a transaction of its own, and checking a password is slow
        tries = tries_of("sign-in", person, name)
        if not throttle.admit_try(tries, TRIES, WINDOW):
            abort(429)
        if matches(person, form.password.data or "") and person is not None:
            throttle.forget_tries(tries)
            return sign_in_person(person, local(request.args.get("next")))
        form.password.errors = [gettext("This name and password do not go together. Try again.")]
    accounts = DEMO_ACCOUNTS if current_app.config["SETTINGS"].demo else {}
    return page("people/sign_in/sign_in.html", form=form, accounts=accounts, page_form="sign-in")


@bp.post("/sign-out")
@signed_in
def sign_out() -> Response:
    """Ends the session and has the browser forget what it kept."""
    tag = language()
    end_session()
    use_until_sign_in(tag)  # after the session is cleared, since it is kept there
    flash(gettext("You are signed out."))
    answer = redirect(url_for(".sign_in"), 303)
    # Not the storage: what others could not send from this browser waits there, sealed.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer
