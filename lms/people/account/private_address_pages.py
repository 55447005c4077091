"""My private address: given and removed on my account, confirmed by whoever reads the letter there."""

import wtforms
from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired

from lms.database import begin_write, end_read
from lms.people.account.private_address import (
    confirm_private_address,
    give_private_address,
    private_address_of,
    remove_private_address,
    waiting_for,
)
from lms.people.fields import Rule, shown
from lms.people.roles.me import myself
from lms.people.rules import address_fault
from lms.people.sign_in.accounts import WINDOW
from lms.web import throttle
from lms.web.access import public, signed_in
from lms.web.forms import Form, Lines
from lms.web.languages import N_, gettext
from lms.web.mail import leaves
from lms.web.pages import page

bp = Blueprint("private_address", __name__)

LETTERS = 3  # within the window, per account


class PrivateAddressForm(Form):
    address = wtforms.EmailField(
        N_("Private e-mail address"),
        [DataRequired(N_("Write an e-mail address, as in name@example.org.")), Rule(address_fault)],
        [Lines(), shown, lambda text: text.lower() if text else text],
        render_kw={"autocomplete": "email"},
    )


@bp.route("/account/private-address", methods=["GET", "POST"])
@signed_in
def show() -> Response:
    """What a private address is for, mine, and another one instead."""
    who = myself()
    if who.shut_before is not None:
        # Whoever came in with another's code would take the certificates along.
        abort(403)
    form = PrivateAddressForm(request.form)
    if form.sent():
        end_read()  # the throttle writes in a transaction of its own
        if not throttle.admit_try(f"private-address:{who.id}", LETTERS, WINDOW):
            abort(429)
        give_private_address(who.id, form.address.data or "", who.language)
        if leaves():
            flash(gettext("A link is on its way to that address. Use it within seven days."))
        else:
            flash(gettext("An administrator passes the link on to that address. Use it within seven days."))
        return redirect(url_for(".show"), 303)
    return page(
        "people/account/private_address.html",
        form=form,
        given=private_address_of(who.id),
        page_form="private-address",
    )


@bp.post("/account/private-address/remove")
@signed_in
def remove() -> Response:
    """Forgets my private address."""
    remove_private_address(myself().id)
    flash(gettext("Your private address is forgotten."))
    return redirect(url_for(".show"), 303)


@bp.route("/private-address/<code>", methods=["GET", "POST"])
@public
def confirm(code: str) -> Response:
    """Confirms an address. Opening the page does nothing, since mail scanners open links; the button does."""
    asked = waiting_for(code)
    if asked is None:
        return page("people/account/link_unknown.html", 404)
    if request.method == "POST":
        begin_write()
        confirm_private_address(asked)
        return page("people/account/address_confirmed.html")
    return page("people/account/confirm_address.html", address=asked.address)
