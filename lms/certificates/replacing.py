"""What becomes of a certificate: replaced, when a name was corrected, or revoked. Nothing is deleted."""

import uuid
from dataclasses import replace as but

from flask import current_app

from lms.certificates.issuing import Award, keep_document, take_turn
from lms.certificates.naming import NameNotConfirmed, names_of
from lms.certificates.number import new_number
from lms.certificates.printed import Printed
from lms.certificates.printing import print_under
from lms.certificates.records import Certificate, Replacement, Revocation
from lms.certificates.register import Entry, entry_of
from lms.certificates.signatories import signing
from lms.library import shelf
from lms.web.clock import now, today
from lms.web.languages import N_

NAME_CORRECTED = N_("The name was corrected.")


class NoLongerStands(Exception):
    """The certificate was revoked or replaced before."""


def replace(number: str, reason: str, *, by: uuid.UUID) -> Certificate:
    """Issues a certificate again with its owner's confirmed name; the old number leads to the new one.

    Completion and expiry stay; the office and the signatory are today's, since they sign it. Asked for twice,
    it is the same replacement. Raises NameNotConfirmed, NoLongerStands, NotPrintable.
    """
    old = _in_register(number).certificate
    draft = _again(old)
    session = take_turn(draft.completion_id)
    found = _in_register(number)
    if found.successor is not None:
        return _in_register(found.successor).certificate
    if found.revocation is not None:
        raise NoLongerStands
    if draft.printed.name not in names_of(draft.person_id).printable:
        raise NameNotConfirmed
    new = keep_document(draft)
    session.add(
        Replacement(
            certificate_id=found.certificate.id,
            by_certificate_id=new.id,
            reason=reason,
            taken_at=now(),
            by=by,
        )
    )
    session.flush()
    return new


def _again(old: Certificate) -> Award:
    """The certificate printed anew; slow, and before anything is written."""
    names = names_of(old.person_id).printable
    if not names:
        raise NameNotConfirmed
    signed = signing(today(), old.language, without=current_app.config["SETTINGS"].site_name)
    printed = but(
        Printed.from_row(old.printed),
        number=new_number(),
        office=signed.office,
        signatory_name=signed.name,
        signatory_title=signed.title,
    )
    design = shelf.edition(old.course, old.edition).certificate
    instant = now()
    printed, content = print_under(names, printed, design, instant)
    return Award(old.person_id, old.completion_id, old.course, printed, content, instant)


def revoke(number: str, reason: str, *, by: uuid.UUID) -> None:
    """Revokes a certificate. Raises NoLongerStands when it already was, or another has replaced it."""
    session = take_turn(_in_register(number).certificate.completion_id)
    found = _in_register(number)
    if found.revocation is not None or found.successor is not None:
        raise NoLongerStands
    session.add(Revocation(certificate_id=found.certificate.id, reason=reason, taken_at=now(), by=by))
    session.flush()


def _in_register(number: str) -> Entry:
    found = entry_of(number)
    if found is None:
        raise LookupError("this number is not in the register")
    return found
