"""A forgotten password: a one-time link goes to the account's own address."""

import uuid

import wtforms
from flask import abort, request
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired

from lms.database import end_read, new_id, write_transaction
from lms.people.addresses import address_holder
from lms.people.fields import AS_TYPED
from lms.people.person import Person
from lms.people.sign_in import tries
from lms.people.sign_in.accounts import account_named
from lms.people.sign_in.blueprint import bp
from lms.people.sign_in.closing import is_closed
from lms.people.sign_in.letter_kinds import RESET
from lms.web.access import public
from lms.web.beside import do_beside
from lms.web.forms import Form, Lines
from lms.web.languages import N_
from lms.web.mail import leaves, post_letter, post_no_letter
from lms.web.pages import page

LINKS = 3  # within the window, per account


class ForgottenForm(Form):
    name = wtforms.StringField(
        N_("Sign-in name or e-mail address"),
        [DataRequired(N_("Write your sign-in name."))],
        [Lines()],
        render_kw=AS_TYPED | {"autocomplete": "username"},
    )


@bp.route("/forgotten", methods=["GET", "POST"])
@public
def forgotten() -> Response:
    """Sends a one-time link. The answer is the same whether or not there is such an account."""
    form = ForgottenForm(request.form)
    if not form.sent():
        return page("people/sign_in/forgotten.html", form=form, page_form="forgotten")
    name = form.name.data or ""
    person = account_named(name)
    end_read()  # the throttle writes in a transaction of its own
    made = tries.admit("forgotten", name, person, None, LINKS)
    if made is None:
        abort(429)
    answer = page("people/sign_in/forgotten_sent.html", by_smtp=leaves())
    asked_for = person.id if person is not None and made.may_succeed else None
    # Once the answer has left, so that its time does not tell whether there is such an account.
    do_beside(answer, lambda: _post_link(asked_for, name))
    return answer


def _post_link(person_id: uuid.UUID | None, typed: str) -> None:
    """Posts a link to whom it was asked for; for nobody it asks and writes as much, and leaves nothing."""
    nobody = new_id()
    with write_transaction() as session:
        person = session.get(Person, person_id or nobody)
        address = person.email if person is not None else None
        holder = address_holder(address or typed)
        is_shut = is_closed(person_id or nobody)
        if person is not None and address and holder is person and not is_shut:
            post_letter(RESET, person.id, address, person.language)
        else:
            post_no_letter(RESET, typed, "en")
