"""The register: every certificate by its number, with what became of it."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

import sqlalchemy as sa
from flask import abort
from sqlalchemy.orm import aliased

from lms.certificates.printed import Printed
from lms.certificates.records import Certificate, Document, Replacement, Revocation
from lms.certificates.status import Status, status_of
from lms.database import read_rows
from lms.people.person import Person


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A certificate in the register."""

    certificate: Certificate
    revocation: Revocation | None
    replacement: Replacement | None
    successor: str | None  # the number that replaced it

    @property
    def printed(self) -> Printed:
        """All that stands on it."""
        return Printed.from_row(self.certificate.printed)

    @property
    def stands(self) -> bool:
        """Whether it was neither revoked nor replaced."""
        return self.revocation is None and self.replacement is None

    def status(self, day: date) -> Status:
        """What it is worth on a day."""
        revoked = self.revocation is not None
        replaced = self.replacement is not None
        return status_of(self.certificate.expires_on, day, revoked=revoked, replaced=replaced)


def entry_of(number: str) -> RegisterEntry | None:
    """The certificate of a number as it is printed, in one query."""
    entries = _entries(_select().where(Certificate.number == number))
    return entries[0] if entries else None


def of_completion(completion_id: uuid.UUID) -> list[RegisterEntry]:
    """The certificates of a completion: the one that stands first, then those it replaced.

    Without those that were issued while two people were taken for one: another may be issued.
    """
    statement = _select().where(Certificate.completion_id == completion_id, Revocation.merge_id.is_(None))
    return _entries(statement.order_by(Replacement.taken_at.is_not(None), Replacement.taken_at.desc()))


def of_person(person_id: uuid.UUID) -> list[RegisterEntry]:
    """The certificates of a person, last issued first."""
    statement = _select().where(Certificate.person_id == person_id)
    return _entries(statement.order_by(Certificate.issued_at.desc(), Certificate.id))


def of_name(name: str, most: int) -> list[RegisterEntry]:
    """The certificates that print a name with these words in it, last issued first."""
    words = [word.casefold() for word in name.split()]
    entries = _entries(_select().order_by(Certificate.issued_at.desc(), Certificate.id))
    matching = (entry for entry in entries if all(word in entry.printed.name.casefold() for word in words))
    return list(islice(matching, most))


def who_acted(entry: RegisterEntry) -> dict[uuid.UUID, str]:
    """The names of those who replaced or revoked a certificate."""
    ids = {event.by for event in (entry.revocation, entry.replacement) if event}
    if not ids:
        return {}
    rows = read_rows(sa.select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {row.id: row.name for row in rows}


def pages(size: int) -> int:
    """How many pages the register has."""
    total: int = read_rows(sa.select(sa.func.count()).select_from(Certificate)).scalar_one()
    return max(1, -(-total // size))


def newest(page: int, size: int) -> list[RegisterEntry]:
    """One page of the register, last issued first."""
    statement = _select().order_by(Certificate.issued_at.desc(), Certificate.id)
    return _entries(statement.limit(size).offset((page - 1) * size))


def _select() -> sa.Select:
    """A select of what an Entry holds, for every certificate."""
    new = aliased(Certificate)
    return (
        sa.select(Certificate, Revocation, Replacement, new.number.label("successor"))
        .outerjoin(Revocation, Revocation.certificate_id == Certificate.id)
        .outerjoin(Replacement, Replacement.certificate_id == Certificate.id)
        .outerjoin(new, new.id == Replacement.by_certificate_id)
    )


def _entries(statement: sa.Select) -> list[RegisterEntry]:
    return [
        RegisterEntry(row.Certificate, row.Revocation, row.Replacement, row.successor)
        for row in read_rows(statement)
    ]


def document(certificate_id: uuid.UUID, person_id: uuid.UUID | None) -> tuple[Certificate, Document]:
    """A certificate's bytes, for its owner (or, without a person, for whoever may see all); else 404."""
    statement = sa.select(Certificate, Document).join(Document, Document.sha256 == Certificate.document)
    statement = statement.where(Certificate.id == certificate_id)
    if person_id is not None:
        statement = statement.where(Certificate.person_id == person_id)
    row = read_rows(statement).first()
    if row is None:
        abort(404)
    if not row.Document.content:
        abort(410)  # its owner was forgotten
    return row.Certificate, row.Document


def files_of(person_id: uuid.UUID) -> Iterator[tuple[str, bytes]]:
    """The documents of a person's certificates: a name for each, and its bytes."""
    statement = sa.select(Certificate, Document).join(Document, Document.sha256 == Certificate.document)
    for row in read_rows(statement.where(Certificate.person_id == person_id).order_by(Certificate.issued_at)):
        name = f"{row.Certificate.printed['course_code']}-{row.Certificate.number}.pdf"
        yield f"certificates/{name}", row.Document.content
