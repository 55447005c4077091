"""A forgotten password: a one-time link goes to the account's own address."""

import wtforms
from flask import abort, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired

from lms.database import end_read
from lms.people.fields import AS_TYPED
from lms.people.person import Person
from lms.people.sign_in.accounts import WINDOW, account_named, tries_of
from lms.people.sign_in.blueprint import bp
from lms.people.sign_in.invitations import make_code
from lms.web import throttle
from lms.web.access import public
from lms.web.addresses import outside
from lms.web.forms import Form, Lines
from lms.web.languages import N_, catalogue
from lms.web.mail import leaves, post_letter
from lms.web.pages import page

LINKS = 3  # within the window, per account
SUBJECT = N_("Choose a new password")
RESET = N_(
    "Hello %(name)s,\n\nUse this link within two hours to choose a new password:\n%(link)s\n\n"
    "If you did not ask for it, there is nothing to do: your password is unchanged.\n"
)


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
    if not throttle.admit_try(tries_of("forgotten", person, name), LINKS, WINDOW):
        abort(429)
    if person is not None and person.email:
        _send_link(person, person.email)
    return page("people/sign_in/forgotten_sent.html", by_smtp=leaves())


def _send_link(person: Person, address: str) -> None:
    code = make_code(person.id, "reset", by=None)
    words = catalogue(person.language)
    values = {"name": person.name, "link": outside(url_for(".join_with", code=code))}
    post_letter(address, words.gettext(SUBJECT), words.gettext(RESET) % values)
