"""My certificates after leaving: asked for with a private address, shown by the link that was sent there."""

import uuid

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from lms.certificates.leaving.links import (
    LETTER,
    CertificateLink,
    certificate_by,
    certificates_by,
    link_of,
    use_link,
)
from lms.certificates.register import document
from lms.certificates.sending import as_file
from lms.database import begin_write, end_read, write_transaction
from lms.people.account.private_address import people_at
from lms.people.account.private_address_pages import PrivateAddressForm
from lms.people.sign_in.accounts import WINDOW
from lms.web import throttle
from lms.web.access import public
from lms.web.beside import do_beside
from lms.web.clock import today
from lms.web.mail import leaves, post_letter, post_no_letter
from lms.web.pages import page

bp = Blueprint("kept", __name__, url_prefix="/my-certificates")

LETTERS = 3  # within the window, per address


@bp.route("", methods=["GET", "POST"])
@public
def ask() -> Response:
    """Sends a link to a private address. The answer is the same whether or not anybody has confirmed it."""
    form = PrivateAddressForm(request.form)
    if not form.sent():
        return page("certificates/leaving/ask.html", form=form, page_form="ask")
    address = form.address.data or ""
    end_read()  # the throttle writes in a transaction of its own
    if not throttle.admit_try(f"certificates:{address}", LETTERS, WINDOW):
        abort(429)
    answer = page("certificates/leaving/asked.html", by_smtp=leaves())
    # Once the answer has left, so that its time does not tell whether anybody has this address.
    do_beside(answer, lambda: _post_links(address))
    return answer


def _post_links(address: str) -> None:
    """Posts a link to each who has the address; for nobody it writes as much, and leaves nothing."""
    with write_transaction():
        people = people_at(address)
        for person in people:
            post_letter(LETTER, person.id, address, person.language)
        if not people:
            post_no_letter(LETTER, address, "en")


def _link(code: str) -> CertificateLink:
    return link_of(code) or abort(404)


@bp.route("/<code>", methods=["GET", "POST"])
@public
def show(code: str) -> Response:
    """Shows the certificates of a link. Opening the page does not use it; the button does."""
    link = link_of(code)
    if link is None:
        return page("people/account/link_unknown.html", 404)
    if request.method == "GET":
        return page("certificates/leaving/open.html")
    begin_write()
    use_link(link)
    return page(
        "certificates/leaving/certificates.html", code=code, entries=certificates_by(link), day=today()
    )


@bp.post("/<code>/<uuid:certificate_id>")
@public
def file(code: str, certificate_id: uuid.UUID) -> Response:
    """One of them, as it was issued; for half an hour after the link was used."""
    link = _link(code)
    if link.used_at is None:
        abort(404)
    certificate = certificate_by(link, certificate_id) or abort(404)
    return as_file(*document(certificate.id, link.person_id))
