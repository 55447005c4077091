"""Drafts: the files of a course as trainers are changing them, beside the edition in force.

A course has one draft, which all trainers share. It begins with the files of the edition in force at the
first change, and stays until it is published or thrown away.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa
from flask import abort
from sqlalchemy.orm import Mapped, Session, mapped_column

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.authoring.draft.limits import MOST_BYTES, MOST_FILES
from lms.courses.source import Source
from lms.database import Model, begin_write_alone, read_rows
from lms.library.edition import EditionFile, NamedBytes, StoredFile, digest, named, newest, store
from lms.web.clock import now


class Draft(Model):
    """A course being changed, and the edition whose files it began with."""

    __tablename__ = "draft"

    course: Mapped[str] = mapped_column(primary_key=True)
    begun_from: Mapped[int | None]
    begun_at: Mapped[datetime]
    begun_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))


class DraftFile(Model):
    """Which bytes a path of a draft has. Nobody saved what came with the edition."""

    __tablename__ = "draft_file"

    course: Mapped[str] = mapped_column(sa.ForeignKey("draft.course"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)
    saved_at: Mapped[datetime]
    saved_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))


class ChangedMeanwhile(Exception):
    """Somebody saved this file since it was read; `current` is what it holds now, None when it is gone."""

    def __init__(self, path: str, current: bytes | None) -> None:
        super().__init__(path)
        self.path = path
        self.current = current


class TooMuch(Exception):
    """The draft would have more files or bytes than a course may have."""


class Taken(Exception):
    """There is a course or a file of this name already."""


def draft_of(slug: str) -> Draft | None:
    """The draft of a course, if somebody began one."""
    return read_rows(sa.select(Draft).where(Draft.course == slug)).scalars().first()


def saved_files(slug: str) -> dict[str, DraftFile]:
    """The files of a draft by path, without their bytes; none where there is no draft."""
    rows = read_rows(sa.select(DraftFile).where(DraftFile.course == slug)).scalars()
    return {row.path: row for row in rows}


def published(slug: str) -> dict[str, str]:
    """The files of the edition in force by path, each by the name of its bytes."""
    edition = newest(slug)
    if edition is None:
        return {}
    statement = sa.select(EditionFile.path, EditionFile.sha256).where(EditionFile.edition_id == edition.id)
    return {row.path: row.sha256 for row in read_rows(statement)}


def files_or_404(slug: str) -> dict[str, str]:
    """As `draft_or_none`; 404 for a course that has neither draft nor edition."""
    files = draft_or_none(slug)
    return abort(404) if files is None else files


def draft_or_none(slug: str) -> dict[str, str] | None:
    """The files that a trainer works on, draft or edition in force, each by the name of its bytes."""
    if draft_of(slug) is not None:
        return {path: file.sha256 for path, file in saved_files(slug).items()}
    return published(slug) or None


def source_of(slug: str) -> Source:
    """The course that a trainer works on: its draft if there is one, else the edition in force; else 404."""
    return source_at(slug, files_or_404(slug))


def source_at(slug: str, names: Mapping[str, str]) -> Source:
    """The course in these files, each by the name of its bytes."""
    stored = contents(names.values())
    return Source(slug, {path: stored[sha256] for path, sha256 in sorted(names.items())})


def contents(digests: Iterable[str]) -> dict[str, bytes]:
    """The bytes stored under these names."""
    statement = sa.select(StoredFile.sha256, StoredFile.content)
    rows = read_rows(statement.where(StoredFile.sha256.in_(set(digests))))
    return {row.sha256: row.content for row in rows}


def begin_course(slug: str, files: Mapping[str, bytes], by: uuid.UUID) -> None:
    """Begins a course that exists only as a draft. Raises Taken."""
    ready = named(files)
    session = _alone(slug)
    if draft_of(slug) is not None or newest(slug) is not None:
        raise Taken(slug)
    session.add(Draft(course=slug, begun_at=now(), begun_by=by))
    session.flush()
    note_act(Kind.DRAFT_BEGUN, thing=slug, by=by)
    _put(session, slug, ready, by)


def save(slug: str, path: str, content: bytes, base_sha256: str | None, by: uuid.UUID) -> None:
    """Saves a file whose text was begun from `base_sha256` (None: from nothing). Raises ChangedMeanwhile."""
    ready = NamedBytes(digest(content), content)
    session = _begun(slug, by)
    _expect(slug, {path: base_sha256}, ready.sha256)
    _put(session, slug, {path: ready}, by)
    note_act(Kind.DRAFT_CHANGED, thing=slug, after={"saved": [path]}, by=by)


def put(slug: str, files: Mapping[str, NamedBytes], removed: Iterable[str], by: uuid.UUID) -> None:
    """Saves many files and removes others, whatever they hold now; begins the course where there is none.

    Raises TooMuch when there would be too many or too large files in it.
    """
    session = _alone(slug)
    _begin(session, slug, by)
    removed = list(removed)
    _put(session, slug, files, by)
    _remove(session, slug, removed)
    number, size = _measured(session, slug)
    if number > MOST_FILES or size > MOST_BYTES:
        raise TooMuch(slug)
    changes = {"saved": sorted(files), "removed": sorted(removed)}
    note_act(Kind.DRAFT_CHANGED, thing=slug, after=changes, by=by)


def remove(slug: str, bases: Mapping[str, str], by: uuid.UUID) -> None:
    """Removes files as they were seen. Raises ChangedMeanwhile when somebody saved one of them since."""
    session = _begun(slug, by)
    _expect(slug, bases)
    _remove(session, slug, bases)
    note_act(Kind.DRAFT_CHANGED, thing=slug, after={"removed": sorted(bases)}, by=by)


def rename(slug: str, paths: Mapping[str, str], by: uuid.UUID) -> None:
    """Gives files other paths. Raises Taken when one is taken, ChangedMeanwhile when one is gone."""
    session = _begun(slug, by)
    files = saved_files(slug)
    for old, new in paths.items():
        if old not in files:
            raise ChangedMeanwhile(old, None)
        if new in files and new not in paths:
            raise Taken(new)
    moved = {new: files[old].sha256 for old, new in paths.items()}
    _remove(session, slug, paths)
    session.add_all(_row(slug, path, sha256, by) for path, sha256 in moved.items())
    session.flush()
    note_act(Kind.DRAFT_CHANGED, thing=slug, after={"renamed": dict(paths)}, by=by)


def throw_away(slug: str) -> None:
    """Forgets a draft."""
    session = _alone(slug)
    session.execute(sa.delete(DraftFile).where(DraftFile.course == slug))
    session.execute(sa.delete(Draft).where(Draft.course == slug))


def _alone(slug: str) -> Session:
    return begin_write_alone(f"draft {slug}")


def _begun(slug: str, by: uuid.UUID) -> Session:
    """The write transaction with a draft in it; 404 for a course that has neither draft nor edition."""
    session = _alone(slug)
    if draft_of(slug) is None and newest(slug) is None:
        abort(404)
    _begin(session, slug, by)
    return session


def _begin(session: Session, slug: str, by: uuid.UUID) -> None:
    if draft_of(slug) is not None:
        return
    edition = newest(slug)
    session.add(Draft(course=slug, begun_from=edition and edition.number, begun_at=now(), begun_by=by))
    session.flush()
    session.add_all(_row(slug, path, sha256, None) for path, sha256 in published(slug).items())
    session.flush()
    note_act(Kind.DRAFT_BEGUN, thing=slug, by=by)


def _row(slug: str, path: str, sha256: str, by: uuid.UUID | None) -> DraftFile:
    return DraftFile(course=slug, path=path, sha256=sha256, saved_at=now(), saved_by=by)


def _expect(slug: str, bases: Mapping[str, str | None], wanted: str | None = None) -> None:
    """Raises ChangedMeanwhile unless each file is as it was, or holds what is wanted already."""
    files = saved_files(slug)
    for path, base in bases.items():
        there = files[path].sha256 if path in files else None
        if there == base or (wanted is not None and there == wanted):
            continue
        current = contents([there])[there] if there else None
        raise ChangedMeanwhile(path, current)


def _measured(session: Session, slug: str) -> tuple[int, int]:
    """How many files a draft has, and their bytes."""
    counted = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(sa.func.length(StoredFile.content)), 0))
    joined = counted.select_from(DraftFile).join(StoredFile, StoredFile.sha256 == DraftFile.sha256)
    number, size = session.execute(joined.where(DraftFile.course == slug)).one()
    return number, size


def _put(session: Session, slug: str, files: Mapping[str, NamedBytes], by: uuid.UUID) -> None:
    """Gives these paths their bytes; what stays the same keeps the name of who saved it."""
    store(session, files.values())
    rows = saved_files(slug)
    for path, (sha256, _) in files.items():
        row = rows.get(path)
        if row is None:
            session.add(_row(slug, path, sha256, by))
        elif row.sha256 != sha256:
            row.sha256 = sha256
            row.saved_at = now()
            row.saved_by = by
    session.flush()


def _remove(session: Session, slug: str, paths: Iterable[str]) -> None:
    gone = sa.and_(DraftFile.course == slug, DraftFile.path.in_(set(paths)))
    session.execute(sa.delete(DraftFile).where(gone))
