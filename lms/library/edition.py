"""Editions: the published revisions of a course, with their files and their compiled form."""

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.courses.compiling.stored import COMPILER_VERSION, dump
from lms.courses.course import Course
from lms.courses.source import Source, revision
from lms.database import INSERTS, Event, Model, begin_write_alone, new_id, read_rows
from lms.library.history import Decisions
from lms.web.clock import now


class Edition(Event):
    """One published revision of a course. Never changed; a newer number replaces it."""

    __tablename__ = "edition"
    __table_args__ = (sa.UniqueConstraint("course", "number"),)

    course: Mapped[str]
    number: Mapped[int]
    revision: Mapped[str]
    compiled: Mapped[str] = mapped_column(deferred=True)  # the course as JSON: long, and seldom asked for
    compiler_version: Mapped[int]
    decided: Mapped[dict[str, Any]]  # Decided.plain
    published_at: Mapped[datetime]
    published_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))

    def files(self) -> dict[str, bytes]:
        """The source files by their path, as they were published."""
        statement = (
            sa.select(EditionFile.path, StoredFile.content)
            .join(StoredFile, StoredFile.sha256 == EditionFile.sha256)
            .where(EditionFile.edition_id == self.id)
        )
        return {row.path: row.content for row in read_rows(statement)}


class StoredFile(Model):
    """A file's bytes, once, under their SHA-256."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]


class EditionFile(Model):
    """Which bytes a path of an edition has."""

    __tablename__ = "edition_file"

    edition_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("edition.id"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)


def digest(content: bytes) -> str:
    """The name that bytes are stored under."""
    return hashlib.sha256(content).hexdigest()


class NamedBytes(NamedTuple):
    """Bytes, and the name that they are stored under."""

    sha256: str
    content: bytes


def named(files: Mapping[str, bytes]) -> dict[str, NamedBytes]:
    """Files by their path, their bytes named: it takes its time, so nobody should wait for it in a lock."""
    return {path: NamedBytes(digest(content), content) for path, content in files.items()}


def store(session: Session, many: Iterable[NamedBytes]) -> None:
    """Keeps these bytes, each once. Two who store the same at once both succeed.

    What is there already stays until the transaction ends, even if nothing named it so far.
    """
    contents = {named_bytes.sha256: named_bytes.content for named_bytes in many}
    statement = sa.select(StoredFile.sha256).where(StoredFile.sha256.in_(contents))
    # The lock keeps them from being forgotten meanwhile, and no other reader from them.
    stored = set(session.scalars(statement.with_for_update(read=True, key_share=True)))
    # In one order everywhere, so that no two who store the same wait for each other.
    new = [{"sha256": sha256, "content": contents[sha256]} for sha256 in sorted(contents.keys() - stored)]
    if new:
        insert = INSERTS[session.get_bind().dialect.name](StoredFile)
        session.execute(insert.on_conflict_do_nothing(), new)


def newest(course: str) -> Edition | None:
    """The edition in force, if the course was ever published."""
    statement = sa.select(Edition).where(Edition.course == course).order_by(Edition.number.desc()).limit(1)
    return read_rows(statement).scalars().first()


class PublishedMeanwhile(Exception):
    """Another edition came into force than the one that the decisions were made on."""


def publish(
    source: Source,
    course: Course,
    decided: Decisions | None = None,
    *,
    after: int | None = None,
    by: uuid.UUID | None = None,
) -> Edition:
    """Publishes a revision as the next edition; the same revision again is the edition that it already is.

    `after` is the edition that the decisions were made on, 0 where there was none: raises PublishedMeanwhile
    when another is in force, unless that one has this very revision already.
    """
    # Hashing and dumping take time, so they come before the lock; what is in force is looked up after it.
    files = named(source.files)
    this_revision = revision(source)
    compiled = dump(course)
    session = begin_write_alone(f"publish {course.slug}")
    last = newest(course.slug)
    if last is not None and last.revision == this_revision:
        return last
    last_number = last.number if last else 0
    if after is not None and after != last_number:
        raise PublishedMeanwhile
    decisions = decided or Decisions()
    edition = Edition(
        id=new_id(),
        course=course.slug,
        number=last_number + 1,
        revision=this_revision,
        compiled=compiled,
        compiler_version=COMPILER_VERSION,
        decided=decisions.plain(),
        published_at=now(),
        published_by=by,
    )
    session.add(edition)
    session.flush()  # the files below point at it
    store(session, files.values())
    session.add_all(
        EditionFile(edition_id=edition.id, path=path, sha256=file.sha256) for path, file in files.items()
    )
    session.flush()
    note_act(Kind.PUBLISHED, thing=course.slug, after={"edition": edition.number}, by=by)
    return edition
