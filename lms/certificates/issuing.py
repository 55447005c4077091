"""Issuing: one certificate for one completion, printed once, its bytes kept for good."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask import abort, current_app
from sqlalchemy.orm import Session

from lms.certificates.naming import NameNotConfirmed, names_of
from lms.certificates.number import new_number
from lms.certificates.printed import Printed, hours_of
from lms.certificates.printing import print_under
from lms.certificates.records import Certificate, Document
from lms.certificates.register import of_completion
from lms.certificates.signatories import signing
from lms.courses.course import Course
from lms.database import begin_write, begin_write_alone, new_id, read_rows
from lms.learning.assessment.sitting import settle_late_passes
from lms.learning.records import Completion
from lms.library import shelf
from lms.web.clock import now, today


def awarded(completion: Completion) -> bool:
    """Whether a completion earns a certificate: it says that the assessment was passed, and passed here."""
    return completion.passed


@dataclass(frozen=True, slots=True)
class Award:
    """A certificate that is printed and not yet issued."""

    person_id: uuid.UUID
    completion_id: uuid.UUID
    course: str
    printed: Printed
    content: bytes
    issued_at: datetime  # as the document itself says


def my_completion(person_id: uuid.UUID, completion_id: uuid.UUID) -> Completion:
    """A person's own completion of a course; 404 for a module's and for anybody else's."""
    statement = sa.select(Completion).where(
        Completion.id == completion_id, Completion.person_id == person_id, Completion.module.is_(None)
    )
    return read_rows(statement).scalar() or abort(404)


def standing_for(completion_id: uuid.UUID) -> Certificate | None:
    """The certificate of a completion that no other has replaced."""
    entries = of_completion(completion_id)
    return entries[0].certificate if entries else None


def issue(completion: Completion) -> Certificate:
    """Issues the certificate of a completion, or finds the one there is.

    Raises NameNotConfirmed; NotPrintable when the design cannot print it.
    """
    return standing_for(completion.id) or record(prepare(completion))


def prepare(completion: Completion) -> Award:
    """Prints the certificate of a completion, the slow part; writes nothing."""
    names = names_of(completion.person_id).printable
    if not names:
        raise NameNotConfirmed
    if not awarded(completion):
        raise ValueError("a certificate is issued for an assessment passed here")
    course = shelf.edition(completion.course, completion.edition)
    instant = now()
    under_name = what_it_prints(completion, course, names[0])
    printed, content = print_under(names, under_name, course.certificate, instant)
    return Award(completion.person_id, completion.id, completion.course, printed, content, instant)


def what_it_prints(completion: Completion, course: Course, name: str) -> Printed:
    """The values of a new certificate, with today's signatory and a number of its own."""
    language = completion.language
    signed = signing(today(), language, without=current_app.config["SETTINGS"].site_name)
    return Printed(
        name=name,
        course_title=course.text(language).title,
        course_code=course.code,
        edition=completion.edition,
        hours=hours_of(course.minutes),
        score=completion.score if course.show_score else None,
        completed_on=completion.day,
        expires_on=completion.expires_on,
        office=signed.office,
        signatory_name=signed.name,
        signatory_title=signed.title,
        number=new_number(),
        language=language,
    )


def record(award: Award) -> Certificate:
    """Issues what is printed, unless somebody was quicker: then it is the certificate that they made."""
    # The turn comes before the look-up: nobody else can issue one between that and ours.
    begin_turn(award.completion_id)
    settle_late_passes(award.person_id, award.course)
    standing = standing_for(award.completion_id)
    if standing is not None:
        return standing
    # Looked up anew: while it was printed, the name may have been corrected.
    if award.printed.name not in names_of(award.person_id).printable:
        raise NameNotConfirmed
    return keep_document(award)


def begin_turn(completion_id: uuid.UUID) -> Session:
    """Begins to write; two hands at the certificates of one completion act one after the other."""
    return begin_write_alone(f"certificate:{completion_id}")


def keep_document(award: Award) -> Certificate:
    """Stores the bytes under their hash, and the certificate with all that it prints."""
    session = begin_write()
    digest = hashlib.sha256(award.content).hexdigest()
    session.add(Document(sha256=digest, content=award.content, media_type="application/pdf"))
    session.flush()
    certificate = Certificate(
        id=new_id(),
        number=award.printed.number,
        person_id=award.person_id,
        completion_id=award.completion_id,
        course=award.course,
        edition=award.printed.edition,
        language=award.printed.language,
        printed=award.printed.to_row(),
        expires_on=award.printed.expires_on,
        issued_at=award.issued_at,
        document=digest,
    )
    session.add(certificate)
    session.flush()
    return certificate
