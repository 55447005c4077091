"""My account: confirm the name, change password, language, gender and optional names."""

import wtforms
from flask import Blueprint, abort, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import InputRequired

from lms.acts.acts import changing, note_act
from lms.acts.kinds import Kind
from lms.database import begin_write, db, end_read
from lms.people.account.events import account_events
from lms.people.account.sign_in_rows import sign_in_rows
from lms.people.addresses import holds_address
from lms.people.fields import AS_TYPED
from lms.people.identifiers import written
from lms.people.person import Person, confirm_name, confirmed_name, identifiers_of
from lms.people.roles import me as signed
from lms.people.roles.grants import ROLES, grants_of
from lms.people.sign_in import tries
from lms.people.sign_in.accounts import TRIES, WINDOW
from lms.people.sign_in.invitations import expire_codes
from lms.people.sign_in.new_password_form import NewPasswordForm
from lms.people.sign_in.passwords import hashed, matches, set_password
from lms.people.telling import PASSWORD_CHANGED, tell_owner
from lms.web import throttle
from lms.web.access import signed_in
from lms.web.addresses import local
from lms.web.forms import Form, choices
from lms.web.languages import N_, gettext, offered, use_language
from lms.web.pages import page

bp = Blueprint("account", __name__, url_prefix="/account")

GENDER_CHOICES = [("F", N_("Woman")), ("M", N_("Man")), ("other", N_("Other"))]


class AboutMeForm(Form):
    speaks = wtforms.SelectField(N_("Language"), render_kw={"autocomplete": "language"})
    gender = wtforms.SelectField(N_("Gender (optional)"), render_kw={"autocomplete": "sex"})

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.speaks.choices = offered()
        self.gender.choices = choices(GENDER_CHOICES, blank=gettext("I prefer not to say"))


class ChangePasswordForm(NewPasswordForm):
    current = wtforms.PasswordField(
        N_("Present password"),
        [InputRequired(N_("Write your present password."))],
        render_kw=AS_TYPED | {"autocomplete": "current-password"},
    )


def _me() -> Person:
    """My own row."""
    return db.session.get(Person, signed.myself().id) or abort(404)


def keep_language(tag: str) -> None:
    """Has the language that I chose in the bar be mine at the next sign-in too."""
    who = signed.current_person()
    if who is not None and who.language != tag:
        begin_write()
        _speak(_me(), tag)


@bp.route("", methods=["GET", "POST"], endpoint="show")
@signed_in
def show() -> Response:
    """What is recorded of me, and what I may change myself."""
    person = _me()
    form = AboutMeForm(request.form, data={"speaks": person.language, "gender": person.gender or ""})
    if form.sent():
        _save(person, form)
        flash(gettext("Saved."))
        return redirect(url_for(".show"), 303)
    if g.only_language:
        form.speaks.data = person.language  # so that saving the rest doesn’t take it back
    return page(
        "people/account/account.html",
        form=form,
        person=person,
        confirmed=confirmed_name(person.id) is not None,
        identifiers=[written(number) for number in identifiers_of([person.id])[person.id]],
        grants=grants_of(person.id),
        role_names=ROLES,
        signs_in_by_address=holds_address(person),
        events=account_events(person.id),
        shut=signed.myself().shut_before,
        sign_ins=sign_in_rows(person.id, signed.myself().sign_in_id),
        page_form="about-me",
    )


def _save(person: Person, form: AboutMeForm) -> None:
    begin_write()
    gender = form.gender.data or None
    if gender != person.gender:
        # Not to what, nor from what: that is for its owner alone.
        note_act(Kind.GENDER_CHANGED, concerns=person.id)
        person.gender = gender
    _speak(person, form.speaks.data)
    use_language(person.language)


def _speak(person: Person, tag: str) -> None:
    with changing(person, Kind.LANGUAGE_CHANGED, concerns=person.id):
        person.language = tag


@bp.post("/name")
@signed_in
def confirm() -> Response:
    """Confirms my name as the certificate shall print it."""
    person = _me()
    if request.form.get("name") != person.name:
        abort(409)
    begin_write()
    confirm_name(person)
    flash(gettext("Thank you. Your certificates will print this name."))
    return redirect(local(request.form.get("next")) or url_for(".show"), 303)


@bp.route("/password", methods=["GET", "POST"])
@signed_in
def password() -> Response:
    """Changes my password, which ends my sessions elsewhere."""
    person = _me()
    form = ChangePasswordForm(request.form)
    form.owner = person
    if form.sent():
        end_read()
        subject = tries.by_account("sign-in", person)
        if not throttle.admit_try(subject, TRIES, WINDOW):
            abort(429)
        if not matches(person, form.current.data or ""):
            form.current.errors = [gettext("This is not your present password.")]
            return page("people/account/password.html", form=form, page_form="change-password")
        throttle.forget_tries(subject)
        _change_password(hashed(form.password.data or ""))
        flash(gettext("Your password is changed. Other devices are signed out."))
        return redirect(url_for(".show"), 303)
    return page("people/account/password.html", form=form, page_form="change-password")


def _change_password(password_hash: str) -> None:
    """Gives my account the password. Its sessions end with that, so this one begins anew."""
    begin_write()
    person = _me()
    set_password(person, password_hash)
    expire_codes(person.id)
    tell_owner(person, PASSWORD_CHANGED)
    signed.begin_session(person.id)
