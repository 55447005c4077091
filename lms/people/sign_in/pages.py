"""Signing in and out."""

import wtforms
from flask import abort, current_app, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired, InputRequired

from lms.database import begin_write, end_read
from lms.people.fields import AS_TYPED
from lms.people.person import Person
from lms.people.roles.me import end_session
from lms.people.sign_in import tries
from lms.people.sign_in.accounts import account_named
from lms.people.sign_in.blueprint import bp
from lms.people.sign_in.demo_accounts import DEMO_ACCOUNTS
from lms.people.sign_in.known_browsers import number_of_known_browser, remember_browser
from lms.people.sign_in.passwords import matches, renewed_hash
from lms.people.sign_in.session import sign_in_person
from lms.web.access import public, signed_in
from lms.web.addresses import local
from lms.web.forms import Form, Lines
from lms.web.languages import N_, gettext, language, use_until_sign_in
from lms.web.log import mark_of, note
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
        password = form.password.data or ""
        person = account_named(form.name.data or "")
        end_read()  # the throttle writes in a transaction of its own, and checking a password is slow
        browser = number_of_known_browser(person)
        made = tries.admit("sign-in", form.name.data or "", person, browser)
        if made is None:
            abort(429)
        right = matches(person, password, pause=tries.pause_of(made))
        if right and made.may_succeed and person is not None:
            tries.succeed(made)
            return _signed_in(person, renewed_hash(person, password))
        tries.fail(made)
        note("sign-in failed", person=mark_of(person.id) if person else None, step="password")
        form.password.errors = [gettext("This name and password do not go together. Try again.")]
    accounts = DEMO_ACCOUNTS if current_app.config["SETTINGS"].demo else {}
    return page("people/sign_in/sign_in.html", form=form, accounts=accounts, page_form="sign-in")


def _signed_in(person: Person, new_hash: str | None) -> Response:
    """Signs a person in who has proved their password; its hash is stored anew where there is a better."""
    if new_hash is not None:
        begin_write().get_one(Person, person.id).password_hash = new_hash
    answer = sign_in_person(person, local(request.args.get("next")))
    remember_browser(answer, person)
    return answer


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
