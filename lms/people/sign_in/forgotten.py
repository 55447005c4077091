"""A forgotten password: a one-time link goes to the account's own address."""

import uuid
from functools import partial

import wtforms
from flask import Flask, abort, current_app, request
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired

from lms.database import end_read, write_transaction
from lms.people.addresses import holds_address
from lms.people.fields import AS_TYPED
from lms.people.person import Person
from lms.people.sign_in import tries
from lms.people.sign_in.accounts import account_named
from lms.people.sign_in.blueprint import bp
from lms.people.sign_in.closing import is_closed
from lms.people.sign_in.letter_kinds import RESET
from lms.web.access import public
from lms.web.forms import Form, Lines
from lms.web.languages import N_
from lms.web.mail import leaves, post_letter
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
    if person is not None and made.may_succeed:
        # Once the answer has left, so that its time does not tell whether there is such an account.
        post = partial(_post_link, current_app._get_current_object(), person.id)  # type: ignore[attr-defined]
        answer.call_on_close(post)
    return answer


def _post_link(app: Flask, person_id: uuid.UUID) -> None:
    with app.app_context(), write_transaction() as session:
        person = session.get_one(Person, person_id)
        if person.email and holds_address(person) and not is_closed(person.id):
            post_letter(RESET, person.id, person.email, person.language)
