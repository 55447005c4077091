"""Signing in and out, joining by a one-time code, a forgotten password."""

import re
from datetime import timedelta

import sqlalchemy as sa
import wtforms
from flask import Blueprint, abort, current_app, flash, redirect, request, session, url_for
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired, InputRequired, Length

from lms.database import begin_write, end_read, read_rows
from lms.people.fields import AS_TYPED
from lms.people.merging import merged_away
from lms.people.person import Person
from lms.people.roles import me as signed
from lms.people.sign_in.guessable import password_fault
from lms.people.sign_in.invitations import LENGTH, accept_code, grouped, make_code, normalise, open_invitation
from lms.people.sign_in.passwords import hashed, matches
from lms.web import throttle
from lms.web.access import public, signed_in
from lms.web.addresses import local, outside
from lms.web.forms import Form, Lines
from lms.web.languages import N_, catalogue, gettext, language, use_language, use_until_sign_in
from lms.web.mail import leaves, post_letter
from lms.web.pages import page

bp = Blueprint("sign_in", __name__)

TRIES, WINDOW = 10, timedelta(minutes=15)
LONGEST = 200  # letters of a password
DEMO_ACCOUNTS = {
    "civilian": N_("a civilian learner, just arrived"),
    "military": N_("a military learner, just arrived"),
    "police": N_("a police learner, just arrived"),
    "trainer": N_("writes courses"),
    "focal": N_("training focal point of one section"),
    "supervisor": N_("supervises the same section"),
    "chief": N_("supervises the whole mission"),
    "admin": N_("administers the site"),
}


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


class NewPasswordForm(Form):
    password = wtforms.PasswordField(
        N_("New password"),
        [InputRequired(N_("Write a password.")), Length(max=LONGEST)],
        render_kw=AS_TYPED | {"autocomplete": "new-password"},
    )
    again = wtforms.PasswordField(
        N_("The same again"),
        [InputRequired(N_("Write it a second time."))],
        render_kw=AS_TYPED | {"autocomplete": "new-password"},
    )
    owner: Person

    def validate_password(self, field: wtforms.Field) -> None:
        site, owner = current_app.config["SETTINGS"].site_name, self.owner
        address = (owner.email or "").partition("@")[0]
        names = (owner.name, owner.latin_name, owner.given_name, owner.family_name)
        if words := password_fault((field.data or "")[:LONGEST], (owner.sign_in_name, address, *names, site)):
            raise wtforms.ValidationError(words)

    def validate_again(self, field: wtforms.Field) -> None:
        if field.data != self.password.data:
            raise wtforms.ValidationError(gettext("This differs from the first. Write both again."))


class ForgottenForm(Form):
    name = wtforms.StringField(
        N_("Sign-in name or e-mail address"),
        [DataRequired(N_("Write your sign-in name."))],
        [Lines()],
        render_kw=AS_TYPED | {"autocomplete": "username"},
    )


def find(name: str) -> Person | None:
    """The account of a sign-in name, or of an e-mail address that only one person has."""
    folded = name.strip().lower()
    column = Person.email if "@" in folded else Person.sign_in_name
    statement = sa.select(Person).where(column == folded, Person.id.not_in(merged_away()))
    found = read_rows(statement.limit(2)).scalars().all()
    return found[0] if len(found) == 1 else None


def tries_of(act: str, person: Person | None, name: str = "") -> str:
    """Under what tries are counted: the account, by whatever name it is called, else the name."""
    return f"{act}:{person.id if person else name.strip().lower()}"


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Response:
    """The door. Tries are counted per account, so that a camp behind one address is never shut out."""
    form = SignInForm(request.form)
    target = local(request.args.get("next"))
    if form.sent():
        person = find(form.name.data or "")
        end_read()
        subject = tries_of("sign-in", person, form.name.data or "")
        if not throttle.admit_try(subject, TRIES, WINDOW):
            abort(429)
        if matches(person, form.password.data or "") and person is not None:
            throttle.forget_tries(subject)
            return _welcome(person, target)
        form.password.errors = [gettext("This name and password do not go together. Try again.")]
    accounts = DEMO_ACCOUNTS if current_app.config["SETTINGS"].demo else {}
    return page("people/sign_in/sign_in.html", form=form, accounts=accounts, page_form="sign-in")


def _welcome(person: Person, target: str | None) -> Response:
    """Signs a person in with a fresh session, in their language unless they chose one at the door."""
    chosen = session.get("language")
    session.clear()
    use_language(chosen or person.language)
    who = signed.load_person(f"{person.id.hex}.{person.stamp}")
    login_user(who)
    signed.begin_session()
    for ask in current_app.extensions.get("after_sign_in", []):
        target = ask(person.id) or target
    return redirect(target or "/", 303)


@bp.post("/sign-out")
@signed_in
def sign_out() -> Response:
    """Ends the session and has the browser forget what it kept."""
    tag = language()
    logout_user()
    session.clear()
    use_until_sign_in(tag)
    flash(gettext("You are signed out."))
    answer = redirect(url_for(".sign_in"), 303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.route("/join", methods=["GET", "POST"])
@public
def join() -> Response:
    """Where somebody with a printed slip types its code."""
    form = CodeForm(request.form)
    if form.sent():
        return redirect(url_for(".join_with", code=grouped(normalise(form.code.data or ""))), 303)
    return page("people/sign_in/join.html", form=form, page_form="join")


@bp.route("/join/<code>", methods=["GET", "POST"])
@public
def join_with(code: str) -> Response:
    """Chooses a password with a code. Opening the page does not use the code; sending the form does."""
    subject = f"code:{normalise(code)[:4]}"
    if throttle.tries_exhausted(subject, TRIES, WINDOW):
        abort(429)
    found = open_invitation(code)
    if found is None:
        throttle.count_try(subject, WINDOW)
        return page("people/sign_in/join_unknown.html", 404)
    invitation, person = found
    form = NewPasswordForm(request.form)
    form.owner = person
    if form.sent():
        end_read()
        password = hashed(form.password.data or "")
        joined = accept_code(code, password)
        if joined is None:
            abort(410)
        begin_write().flush()
        answer = _welcome(joined, None)
        flash(gettext("Your password is set. You are signed in."))
        return answer
    return page(
        "people/sign_in/join_with.html",
        form=form,
        person=person,
        purpose=invitation.purpose,
        page_form="join",
    )


@bp.route("/forgotten", methods=["GET", "POST"])
@public
def forgotten() -> Response:
    """Sends a one-time link. The answer is the same whether or not there is such an account."""
    form = ForgottenForm(request.form)
    if form.sent():
        person = find(form.name.data or "")
        end_read()
        if not throttle.admit_try(tries_of("forgotten", person, form.name.data or ""), 3, WINDOW):
            abort(429)
        if person is not None and person.email:
            code = make_code(person.id, "reset", by=None)
            values = {"name": person.name, "link": outside(url_for(".join_with", code=code))}
            words = catalogue(person.language)
            post_letter(person.email, words.gettext(SUBJECT), words.gettext(RESET) % values)
        return page("people/sign_in/forgotten_sent.html", by_smtp=leaves())
    return page("people/sign_in/forgotten.html", form=form, page_form="forgotten")


SUBJECT = N_("Choose a new password")
RESET = N_(
    "Hello %(name)s,\n\nUse this link within two hours to choose a new password:\n%(link)s\n\n"
    "If you did not ask for it, there is nothing to do: your password is unchanged.\n"
)
