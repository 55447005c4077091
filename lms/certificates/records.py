"""What was awarded, as rows that are never changed: certificates, their bytes, and what became of them."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import changing
from lms.acts.kinds import Kind
from lms.database import BELONGS_TO, Dated, Event, Model, begin_write


class Signatory(Dated, Event):
    """Who signs, for which office, from one day to another; the words are by language."""

    __tablename__ = "signatory"
    __table_args__ = (sa.CheckConstraint("last_day IS NULL OR last_day >= first_day", name="days"),)

    words: Mapped[dict[str, Any]]  # {language: {office, name, title}}

    def change(self, words: dict[str, dict[str, str]], first_day: date, last_day: date | None) -> None:
        """Corrects the days, and the words of these languages; certificates issued before keep theirs."""
        with changing(self, Kind.SIGNATORY_CHANGED):
            self.words = {**self.words, **words}
            self.first_day = first_day
            self.last_day = last_day
        begin_write().flush()


class Document(Model):
    """A document's bytes, under their SHA-256; downloaded identical ever after."""

    __tablename__ = "document"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]
    media_type: Mapped[str]


class Certificate(Event):
    """One certificate for one completion; all that it prints is copied here."""

    __tablename__ = "certificate"

    number: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True, info=BELONGS_TO)
    completion_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("completion.id"), index=True)
    course: Mapped[str]
    edition: Mapped[int]
    language: Mapped[str]
    printed: Mapped[dict[str, Any]]
    expires_on: Mapped[date | None]
    issued_at: Mapped[datetime]
    document: Mapped[str] = mapped_column(sa.ForeignKey("document.sha256"))


class Revocation(Event):
    """A certificate no longer counts, and why."""

    __tablename__ = "revocation"

    certificate_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("certificate.id"), unique=True)
    reason: Mapped[str]
    taken_at: Mapped[datetime]
    by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    # Where undoing this merge has revoked it: then its completion may be awarded anew.
    merge_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("merge.id"))


class Replacement(Event):
    """A certificate was issued again (a corrected name, say); the old number leads to the new one."""

    __tablename__ = "replacement"

    certificate_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("certificate.id"), unique=True)
    by_certificate_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("certificate.id"), unique=True)
    reason: Mapped[str]
    taken_at: Mapped[datetime]
    by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
