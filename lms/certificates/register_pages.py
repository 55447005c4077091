"""The register's pages, for administrators: find a certificate, revoke it, replace it."""

import wtforms
from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired, Length

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.certificates import register
from lms.certificates.naming import NameNotConfirmed, names_of
from lms.certificates.number import normalise
from lms.certificates.printing import NotPrintable
from lms.certificates.register import RegisterEntry, entry_of
from lms.certificates.replacing import NoLongerStands, replace, revoke
from lms.certificates.sending import as_file
from lms.certificates.verify_pages import NumberForm
from lms.database import begin_write
from lms.people.fields import ReasonForm, shown
from lms.people.roles.me import myself
from lms.web.access import roles
from lms.web.clock import today
from lms.web.forms import Form, Lines
from lms.web.languages import N_, gettext
from lms.web.pages import page
from lms.web.paging import page_within

bp = Blueprint("register", __name__, url_prefix="/certificates")

PAGE = 50


class FindForm(NumberForm):
    """The number of a certificate that is in the register."""

    def validate_number(self, field: wtforms.Field) -> None:
        super().validate_number(field)
        number = normalise(field.data or "")
        if number is None or entry_of(number) is None:
            raise wtforms.ValidationError(N_("No certificate has this number."))


class NameForm(Form):
    """A name, or a part of it, as certificates print it."""

    name = wtforms.SearchField(
        N_("Name on the certificate"),
        [DataRequired(N_("Write a name.")), Length(max=200, message=N_("This is too long."))],
        [Lines(), shown],
    )


@bp.get("")
@roles("administrator")
def index() -> Response:
    """Every certificate, last issued first, and a field to find one by its number."""
    asked = "number" in request.args
    form = FindForm(request.args if asked else None)
    if asked and form.validate():
        return redirect(url_for(".show", number=normalise(form.number.data or "")))
    pages = register.pages(PAGE)
    current = page_within(request.args.get("page"), pages)
    return _list(form, NameForm(), register.newest(current, PAGE), current, pages)


@bp.post("")
@roles("administrator")
def find_by_name() -> Response:
    """The certificates of a name; by POST, since no name may stand in an address."""
    form = NameForm(request.form)
    found = register.of_name(form.name.data or "", PAGE) if form.sent() else []
    return _list(FindForm(), form, found, 1, 1)


def _list(
    number: FindForm, name: NameForm, entries: list[RegisterEntry], current: int, pages: int
) -> Response:
    return page(
        "certificates/register.html",
        422 if number.errors or name.errors else 200,
        form=number,
        by_name=name,
        entries=entries,
        searched=request.method == "POST",
        day=today(),
        current=current,
        pages=pages,
    )


@bp.get("/numbers/<number>")
@roles("administrator")
def show(number: str) -> Response:
    """One certificate, and what became of it."""
    entry = find(number)
    return page(
        "certificates/entry.html",
        entry=entry,
        state=entry.status(today()),
        own=entry.certificate.person_id == myself().id,
        names=register.who_acted(entry),
    )


@bp.post("/numbers/<number>/file.pdf")
@roles("administrator")
def download(number: str) -> Response:
    """Somebody else’s certificate as it was issued, which leaves an act."""
    certificate = find(number).certificate
    begin_write()
    if certificate.person_id != myself().id:
        note_act(Kind.CERTIFICATE_DOWNLOADED, concerns=certificate.person_id, thing=number)
    return as_file(*register.document(certificate.id, None))


@bp.route("/numbers/<number>/revoke", methods=["GET", "POST"])
@roles("administrator")
def revoke_one(number: str) -> Response:
    """Revokes somebody’s certificate, for a reason."""
    entry = find_standing(number)
    form = ReasonForm(request.form)
    if form.sent():
        try:
            revoke(number, form.reason.data or "", by=myself().id)
        except NoLongerStands:
            abort(409)
        flash(gettext("The certificate is revoked. Whoever verifies it sees so from now on."))
        return redirect(url_for(".show", number=number), 303)
    return page("certificates/revoke.html", form=form, entry=entry, page_form="revoke")


@bp.route("/numbers/<number>/replace", methods=["GET", "POST"])
@roles("administrator")
def replace_one(number: str) -> Response:
    """Issues somebody’s certificate again under the name that they have confirmed, for a reason."""
    entry = find_standing(number)
    form = ReasonForm(request.form)
    names = names_of(entry.certificate.person_id)
    if form.sent():
        try:
            new = replace(number, form.reason.data or "", by=myself().id)
            flash(gettext("The certificate is replaced. The old number leads to the new one."))
            return redirect(url_for(".show", number=new.number), 303)
        except (NameNotConfirmed, NoLongerStands):
            abort(409)
        except NotPrintable:
            flash(gettext("The certificate could not be printed. Its design needs a look."), "error")
    page_form = "replace" if names.confirmed else None
    return page(
        "certificates/replace.html", form=form, entry=entry, names=names.printable, page_form=page_form
    )


def find(number: str) -> RegisterEntry:
    """The certificate of a number, or 404."""
    return entry_of(number) or abort(404)


def find_standing(number: str) -> RegisterEntry:
    """A certificate that may still be revoked or replaced (409), and is not one’s own (403)."""
    entry = find(number)
    if entry.certificate.person_id == myself().id:
        abort(403)
    if not entry.stands:
        abort(409)
    return entry
