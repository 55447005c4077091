"""My certificate: read it, have it issued or replaced, download it."""

import uuid
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from lms.certificates import register
from lms.certificates.issuing import awarded, issue, my_completion
from lms.certificates.naming import NameNotConfirmed, Names, confirm_latin, names_of
from lms.certificates.printing import NoLetters, NotPrintable, verify_path
from lms.certificates.register import RegisterEntry
from lms.certificates.replacing import NAME_CORRECTED, NoLongerStands, replace
from lms.certificates.sending import as_file
from lms.certificates.status import Status
from lms.learning.records import Completion
from lms.library import shelf
from lms.people.roles.me import Me, myself
from lms.web.access import signed_in
from lms.web.addresses import outside
from lms.web.clock import today
from lms.web.languages import N_, gettext
from lms.web.pages import page

bp = Blueprint("certificates", __name__, url_prefix="/certificates")

NOT_PRINTABLE = N_(
    "The certificate could not be printed, and nothing was changed. Tell your administrator that the "
    "certificate’s design needs a look."
)


@bp.get("/<uuid:completion_id>")
@signed_in
def mine(completion_id: uuid.UUID) -> Response:
    """My certificate for a course that I completed; before it is issued, what it will print."""
    who = myself()
    completion = my_completion(who.id, completion_id)
    entries = register.of_completion(completion_id)
    names = names_of(who.id)
    of_both: dict[str, Any] = {
        "completion": completion,
        "course": shelf.edition(completion.course, completion.edition),
        "names": names,
        "undrawn": _letters_missing(names),
    }
    if not entries:
        return page("certificates/to_issue.html", awarded=awarded(completion), **of_both)
    newest, *earlier = entries
    return page("certificates/mine.html", earlier=earlier, **_of_the_newest(newest, names), **of_both)


def _of_the_newest(entry: register.RegisterEntry, names: Names) -> dict[str, Any]:
    """What the page shows of the certificate that was issued last."""
    state = entry.status(today())
    return {
        "entry": entry,
        "state": state,
        "revoked": state is Status.REVOKED,
        "verify_address": outside(verify_path(entry.certificate.number)),
        "renamed": _renamed(entry, names),
    }


def _letters_missing(names: Names) -> bool:
    """Whether an issue for want of letters led here: then the page says what else can be printed."""
    return request.args.get("letters") == "missing" and names.confirmed and not names.latin_confirmed


@bp.post("/<uuid:completion_id>")
@signed_in
def act(completion_id: uuid.UUID) -> Answer:
    """Issues my certificate, or again under my corrected name; sent twice, it is the same one.

    Confirms my Latin spelling, where letters are missing for my name.
    """
    who = myself()
    completion = my_completion(who.id, completion_id)
    try:
        flash(_act(who, completion))
    except (NameNotConfirmed, NoLongerStands):
        abort(409)
    except NoLetters:
        if not names_of(who.id).latin_confirmed:
            return redirect(url_for(".mine", completion_id=completion_id, letters="missing"), 303)
        flash(gettext(NOT_PRINTABLE), "error")
    except NotPrintable:
        flash(gettext(NOT_PRINTABLE), "error")
    return redirect(url_for(".mine", completion_id=completion_id), 303)


def _act(who: Me, completion: Completion) -> str:
    """Does what the form asks for, and says so; 409 for what the page does not offer.

    Raises NameNotConfirmed, NoLongerStands, NotPrintable.
    """
    act = request.form.get("act")
    if act == "latin":
        confirm_latin(who.id, request.form.get("name"))
        return gettext("Thank you. Your certificate will print this spelling.")
    if act == "replace":
        replace(_misnamed(who, completion).certificate.number, NAME_CORRECTED, by=who.id)
        return gettext("Your certificate is replaced. The old number leads to the new one.")
    if not awarded(completion):
        abort(409)
    issue(completion)
    return gettext("Your certificate is issued. Anybody can verify it by its number.")


def _misnamed(who: Me, completion: Completion) -> RegisterEntry:
    """The certificate of a completion that prints another name than mine now; 409 when there is none."""
    entries = register.of_completion(completion.id)
    if not entries or not _renamed(entries[0], names_of(who.id)):
        abort(409)
    return entries[0]


def _renamed(entry: RegisterEntry, names: Names) -> bool:
    """Whether a certificate prints neither my name nor the Latin spelling that I confirmed."""
    latin = names.latin if names.latin_confirmed else None
    return entry.printed.name not in (names.name, latin)


@bp.get("/<uuid:certificate_id>/file.pdf")
@signed_in
def file(certificate_id: uuid.UUID) -> Answer:
    """My certificate as it was issued, the same bytes ever after."""
    return as_file(*register.document(certificate_id, myself().id))
