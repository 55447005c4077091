"""Setting a second factor up, its recovery codes, and taking it away: mine, or that of who lost it."""

import uuid

import segno
import wtforms
from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import InputRequired

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.database import db, end_read
from lms.people.fields import AS_TYPED, ReasonForm
from lms.people.person import Person
from lms.people.roles.me import begin_session, myself
from lms.people.roles.record_to_change import person_to_change
from lms.people.second_factor.asking_pages import CodeForm
from lms.people.second_factor.factor import (
    begin_factor,
    confirm_factor,
    factor_to_confirm,
    has_factor,
    remove_factor,
    use_code,
)
from lms.people.second_factor.recovery_codes import codes_left, make_recovery_codes
from lms.people.second_factor.removal import take_factor_away
from lms.people.second_factor.requiring import must_have_factor
from lms.people.sign_in import tries
from lms.people.sign_in.accounts import TRIES, WINDOW
from lms.people.sign_in.passwords import matches
from lms.people.sign_ins import end_sign_ins
from lms.web import throttle
from lms.web.access import roles, signed_in
from lms.web.forms import Form, take_turn
from lms.web.languages import N_, gettext
from lms.web.pages import page

bp = Blueprint("second_factor", __name__)


class PasswordForm(Form):
    """Who sets up, or takes away, shows that they are no passer-by at an open page."""

    current = wtforms.PasswordField(
        N_("Present password"),
        [InputRequired(N_("Write your present password."))],
        render_kw=AS_TYPED | {"autocomplete": "current-password"},
    )


def _me() -> Person:
    return db.session.get(Person, myself().id) or abort(404)


def _proved(form: PasswordForm) -> bool:
    """Whether the form was sent with my password; 429 after too many tries."""
    if not form.sent():
        return False
    person = _me()
    end_read()  # the throttle writes in a transaction of its own, and checking a password is slow
    subject = tries.by_account("sign-in", person)
    if not throttle.admit_try(subject, TRIES, WINDOW):
        abort(429)
    if not matches(person, form.current.data or ""):
        form.current.errors = [gettext("This is not your present password.")]
        return False
    throttle.forget_tries(subject)
    return True


@bp.route("/account/second-factor", methods=["GET", "POST"])
@signed_in
def show() -> Response:
    """What a second step is, and mine; my password begins to set one up."""
    form = PasswordForm(request.form)
    is_set = has_factor(myself().id)
    if not is_set and _proved(form):
        begin_factor(myself().id)
        return redirect(url_for(".confirm"), 303)
    return page(
        "people/second_factor/show.html",
        form=form,
        is_set=is_set,
        left=codes_left(myself().id),
        must=must_have_factor(myself()),
        page_form=None if is_set else "second-factor",
    )


@bp.route("/account/second-factor/set-up", methods=["GET", "POST"])
@signed_in
def confirm() -> Response:
    """Shows the app its secret; the first code that it shows confirms that it has it."""
    factor = factor_to_confirm(myself().id)
    if factor is None:
        return redirect(url_for(".show"), 303)
    form = CodeForm(request.form)
    address = factor.address(myself().sign_in_name)
    secret = factor.secret()
    if form.sent():
        end_read()  # the throttle writes in a transaction of its own
        if not throttle.admit_try(f"set-up:{myself().id}", TRIES, WINDOW):
            abort(429)
        if use_code(myself().id, form.code.data or ""):
            confirm_factor(myself().id)
            codes = make_recovery_codes(myself().id)
            return page("people/second_factor/codes.html", codes=codes, is_new=True)
        form.code.errors = [gettext("This is not the code that the app shows now. Wait for the next one.")]
    return page(
        "people/second_factor/set_up.html",
        form=form,
        address=address,
        picture=segno.make_qr(address, error="m").png_data_uri(scale=5, border=4),
        secret=" ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        page_form="set-up",
    )


@bp.route("/account/second-factor/codes", methods=["GET", "POST"])
@signed_in
def codes() -> Response:
    """New recovery codes instead of the ones there are; my password makes them."""
    if not has_factor(myself().id):
        return redirect(url_for(".show"), 303)
    form = PasswordForm(request.form)
    if _proved(form):
        return page("people/second_factor/codes.html", codes=make_recovery_codes(myself().id), is_new=False)
    return page("people/second_factor/new_codes.html", form=form, page_form="new-codes")


@bp.route("/account/second-factor/remove", methods=["GET", "POST"])
@signed_in
def remove() -> Response:
    """Takes my second factor away, and ends my sessions elsewhere; my password does it."""
    if not has_factor(myself().id):
        return redirect(url_for(".show"), 303)
    form = PasswordForm(request.form)
    if _proved(form):
        person_id = myself().id
        remove_factor(person_id)
        end_sign_ins(person_id)
        note_act(Kind.SECOND_FACTOR_REMOVED, concerns=person_id)
        begin_session(person_id)
        flash(gettext("You sign in with your password alone again. Other devices are signed out."))
        return redirect(url_for("account.show"), 303)
    return page("people/second_factor/remove.html", form=form, page_form="remove-factor")


@bp.route("/people/<uuid:person_id>/second-factor/remove", methods=["GET", "POST"])
@roles("administrator")
def remove_for(person_id: uuid.UUID) -> Response:
    """Takes the second factor of somebody else away, who lost it; with a reason."""
    take_turn(f"person {person_id}")
    person = person_to_change(person_id)
    if not has_factor(person_id):
        abort(409)
    form = ReasonForm(request.form)
    if form.sent():
        take_factor_away(person_id, by=myself().id, reason=form.reason.data or "")
        flash(gettext("The second step is removed, and the sessions of this account are ended."))
        return redirect(url_for("person.show", person_id=person_id), 303)
    return page(
        "people/account/decision.html",
        act=gettext("Remove the second step"),
        lead=gettext(
            "The password alone signs %(name)s in then, and all sessions end. Do it once you know that it is "
            "the owner who asks: you saw their card, say.",
            name=person.name,
        ),
        press=gettext("Remove it"),
        form=form,
        person=person,
        page_form="remove-factor",
    )
