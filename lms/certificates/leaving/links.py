"""After leaving: a one-time link to somebody's certificates, sent to their private address."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.certificates.records import Certificate
from lms.certificates.register import RegisterEntry, of_person
from lms.database import Event, begin_write, db, read_rows
from lms.people.account.private_address import people_at
from lms.people.codes import hash_of, new_code
from lms.people.merging import merged_away
from lms.web.addresses import outside_of
from lms.web.clock import now
from lms.web.languages import N_
from lms.web.mail import Letter, LetterKind

VALID = timedelta(hours=24)
OPEN_FOR = timedelta(minutes=30)
"""How long the certificates can be downloaded once the link was used."""


class CertificateLink(Event):
    """A link that shows one person's certificates, once; only the hash of its code is kept."""

    __tablename__ = "certificate_link"

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    letter_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("letter.id"), index=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


def _finds_its_person(letter: Letter) -> bool:
    """Whether it goes to an address that is still its person's private one."""
    return letter.person_id in [person.id for person in people_at(letter.address)]


def _fill(letter: Letter, _shown_to: uuid.UUID | None) -> Mapping[str, str]:
    """The words of the letter, with a link that is drawn now; one that was drawn for it before is dead."""
    session = begin_write()
    instant = now()
    earlier = sa.update(CertificateLink).where(
        CertificateLink.letter_id == letter.id, CertificateLink.used_at.is_(None)
    )
    session.execute(earlier.values(expires_at=instant))
    code = new_code()
    session.add(
        CertificateLink(
            person_id=letter.person_id,
            letter_id=letter.id,
            code_hash=hash_of(code),
            made_at=instant,
            expires_at=instant + VALID,
        )
    )
    return {"link": outside_of("kept.show", code=code)}


LETTER = LetterKind(
    "certificates",
    N_("Your certificates"),
    N_(
        "Hello,\n\nUse this link within 24 hours to see and download your certificates:\n%(link)s\n\n"
        "It works once. If you did not ask for it, there is nothing to do.\n"
    ),
    VALID,
    _fill,
    _finds_its_person,
)


def link_of(code: str) -> CertificateLink | None:
    """The link of a code: not used yet, or used a moment ago; none once its address is theirs no more."""
    instant = now()
    fresh = sa.and_(CertificateLink.used_at.is_(None), CertificateLink.expires_at > instant)
    statement = sa.select(CertificateLink).where(
        CertificateLink.code_hash == hash_of(code),
        CertificateLink.person_id.not_in(merged_away()),
        sa.or_(fresh, CertificateLink.used_at > instant - OPEN_FOR),
    )
    link: CertificateLink | None = read_rows(statement).scalars().first()
    if link is None or not _finds_its_person(db.session.get_one(Letter, link.letter_id)):
        return None
    return link


def use_link(link: CertificateLink) -> None:
    """Uses a link up: it goes on for as long as a download takes."""
    begin_write().get_one(CertificateLink, link.id).used_at = now()


def certificates_by(link: CertificateLink) -> list[RegisterEntry]:
    """The certificates that a link shows: those that stand."""
    return [entry for entry in of_person(link.person_id) if entry.stands]


def certificate_by(link: CertificateLink, certificate_id: uuid.UUID) -> Certificate | None:
    """One of them."""
    for entry in certificates_by(link):
        if entry.certificate.id == certificate_id:
            return entry.certificate
    return None


def forget_old_links(before: datetime) -> None:
    """Deletes the links whose letters were written before an instant."""
    old = sa.select(Letter.id).where(Letter.taken_at < before)
    begin_write().execute(sa.delete(CertificateLink).where(CertificateLink.letter_id.in_(old)))
