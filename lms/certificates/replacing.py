"""What becomes of a certificate: replaced, when a name was corrected, or revoked. Nothing is deleted."""

import dataclasses
import uuid

import sqlalchemy as sa
from flask import current_app

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.certificates.issuing import Award, begin_turn, keep_document
from lms.certificates.naming import NameNotConfirmed, names_of
from lms.certificates.number import new_number
from lms.certificates.printed import Printed
from lms.certificates.printing import print_under
from lms.certificates.records import Certificate, Replacement, Revocation
from lms.certificates.register import RegisterEntry, entry_of
from lms.certificates.signatories import signing
from lms.database import begin_write
from lms.library import shelf
from lms.people.belongings import Rows
from lms.web.clock import now, today
from lms.web.languages import N_

NAME_CORRECTED = N_("The name was corrected.")
ISSUED_WHILE_MERGED = N_("It was issued while two records were taken for one person’s.")


class NoLongerStands(Exception):
    """The certificate was revoked or replaced before."""


def replace(number: str, reason: str, *, by: uuid.UUID) -> Certificate:
    """Issues a certificate again with its owner's confirmed name; the old number leads to the new one.

    Completion and expiry stay; the office and the signatory are today's, since they sign it. Asked for twice,
    it is the same replacement. Raises NameNotConfirmed, NoLongerStands, NotPrintable.
    """
    award = _printed_anew(_in_register(number).certificate)
    # The turn comes after the slow printing and before the look-up, so that what is found still holds when
    # it is replaced.
    session = begin_turn(award.completion_id)
    entry = _in_register(number)
    if entry.successor is not None:
        return _in_register(entry.successor).certificate
    if entry.revocation is not None:
        raise NoLongerStands
    if award.printed.name not in names_of(award.person_id).printable:
        raise NameNotConfirmed
    new = keep_document(award)
    session.add(
        Replacement(
            certificate_id=entry.certificate.id,
            by_certificate_id=new.id,
            reason=reason,
            taken_at=now(),
            by=by,
        )
    )
    session.flush()
    replaced = {"number": new.number, "reason": reason}
    note_act(Kind.CERTIFICATE_REPLACED, concerns=award.person_id, thing=number, after=replaced, by=by)
    return new


def _printed_anew(old: Certificate) -> Award:
    """The certificate printed anew; slow, and before anything is written."""
    names = names_of(old.person_id).printable
    if not names:
        raise NameNotConfirmed
    signed = signing(today(), old.language, without=current_app.config["SETTINGS"].site_name)
    under_old_name = dataclasses.replace(
        Printed.from_row(old.printed),
        number=new_number(),
        office=signed.office,
        signatory_name=signed.name,
        signatory_title=signed.title,
    )
    design = shelf.edition(old.course, old.edition).certificate
    instant = now()
    printed, content = print_under(names, under_old_name, design, instant)
    return Award(old.person_id, old.completion_id, old.course, printed, content, instant)


def revoke(number: str, reason: str, *, by: uuid.UUID) -> None:
    """Revokes a certificate. Raises NoLongerStands when it already was, or another has replaced it."""
    completion_id = _in_register(number).certificate.completion_id
    session = begin_turn(completion_id)
    entry = _in_register(number)  # anew: only behind the turn does it hold
    if not entry.stands:
        raise NoLongerStands
    session.add(Revocation(certificate_id=entry.certificate.id, reason=reason, taken_at=now(), by=by))
    session.flush()
    _note_revocation(entry.certificate, reason, by)


def revoke_after_undoing(merge_id: uuid.UUID, rows: Rows, by: uuid.UUID) -> None:
    """Revokes the certificates among these rows, which were issued while two people were taken for one."""
    session = begin_write()
    for certificate_id in sorted(rows.of("certificate")):
        if session.scalar(sa.select(Revocation.id).where(Revocation.certificate_id == certificate_id)):
            continue
        session.add(
            Revocation(
                certificate_id=certificate_id,
                reason=ISSUED_WHILE_MERGED,
                taken_at=now(),
                by=by,
                merge_id=merge_id,
            )
        )
        _note_revocation(session.get_one(Certificate, certificate_id), ISSUED_WHILE_MERGED, by)
    session.flush()


def _note_revocation(certificate: Certificate, reason: str, by: uuid.UUID) -> None:
    note_act(
        Kind.CERTIFICATE_REVOKED,
        concerns=certificate.person_id,
        thing=certificate.number,
        after={"reason": reason},
        by=by,
    )


def _in_register(number: str) -> RegisterEntry:
    entry = entry_of(number)
    if entry is None:
        raise LookupError("this number is not in the register")
    return entry
