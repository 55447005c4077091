"""The shelf: hands a request its courses.

Editions never change, so a worker keeps those it has loaded: all that are in force, and some older ones.
Which one is in force is asked of the database in each request, so that a new edition is taken up without a
restart.
"""

import threading
import uuid
from dataclasses import dataclass, field

import sqlalchemy as sa
from flask import abort, g

from lms.courses.compiling.stored import COMPILER_VERSION, load
from lms.courses.course import Course
from lms.courses.source import Source
from lms.database import read_prepared, read_rows
from lms.library.edition import Edition
from lms.library.history import History, history
from lms.library.limited import compile_course

_OLDER = 32

# lms.web.recent would not do: all that are in force stay, however many, and whoever wants an edition that
# another is loading waits for it instead of compiling it too.
_loaded: dict[uuid.UUID, "Shelved"] = {}
_loading: dict[uuid.UUID, threading.Lock] = {}


@dataclass(frozen=True, slots=True)
class Shelved:
    """A course in the edition it is read from, and what was decided up to it."""

    course: Course
    edition: int
    history: History = field(default_factory=History)
    id: uuid.UUID | None = None


def courses() -> dict[str, Shelved]:
    """Every published course in the edition in force, by slug, in order of code."""
    shelved = [_shelved(row.id, row.course, row.number) for row in read_rows(_in_force()).all()]
    in_order = sorted(shelved, key=lambda entry: entry.course.code)
    return {entry.course.slug: entry for entry in in_order}


_newest = (
    sa.select(Edition.id, Edition.number)
    .where(Edition.course == sa.bindparam("slug"))
    .order_by(Edition.number.desc())
    .limit(1)
)


def course(slug: str) -> Shelved:
    """A course in the edition in force; 404 when it was never published."""
    row = read_prepared(_newest, slug=slug).first()
    if row is None:
        abort(404)
    return _shelved(row.id, slug, row.number)


def edition(slug: str, number: int) -> Course:
    """A course as it was in an edition, which a running attempt keeps to; a request asks once for each."""
    edition_id = _ids_of_request().get((slug, number))
    if edition_id is None:
        statement = sa.select(Edition.id).where(Edition.course == slug, Edition.number == number)
        edition_id = read_rows(statement).scalar() or abort(404)
        remember(slug, number, edition_id)
    return _shelved(edition_id, slug, number).course


def remember(slug: str, number: int, edition_id: uuid.UUID) -> None:
    """Has the rest of the request know the id of an edition, which was read beside something else."""
    _ids_of_request()[slug, number] = edition_id


def _ids_of_request() -> dict[tuple[str, int], uuid.UUID]:
    ids: dict[tuple[str, int], uuid.UUID] = g.setdefault("edition_ids", {})
    return ids


def _shelved(edition_id: uuid.UUID, slug: str, number: int) -> Shelved:
    """The course as this worker has it, loaded on first use."""
    shelved = _loaded.get(edition_id)
    if shelved is not None:
        return shelved
    # Whoever wants the same edition waits for it, since it may be compiled anew; nobody else does.
    with _loading.setdefault(edition_id, threading.Lock()):
        shelved = _loaded.get(edition_id) or _load(edition_id, slug, number)
        _loaded[edition_id] = shelved
    _loading.pop(edition_id, None)
    if len(_loaded) > _OLDER:
        _make_room()
    return shelved


def _make_room() -> None:
    """Lets go of older editions, those loaded first, beyond the number that is kept."""
    in_force = {row.id for row in read_rows(_in_force())}
    older = [edition_id for edition_id in list(_loaded) if edition_id not in in_force]
    too_many = max(len(older) - _OLDER, 0)
    for edition_id in older[:too_many]:
        _loaded.pop(edition_id, None)


def _in_force() -> sa.Select[uuid.UUID, str, int]:
    """A select of the edition in force of each course: its id, the course, its number."""
    numbers = (
        sa.select(Edition.course, sa.func.max(Edition.number).label("number"))
        .group_by(Edition.course)
        .subquery()
    )
    return sa.select(Edition.id, Edition.course, Edition.number).join(
        numbers, sa.and_(numbers.c.course == Edition.course, numbers.c.number == Edition.number)
    )


def _load(edition_id: uuid.UUID, slug: str, number: int) -> Shelved:
    decided = sa.select(Edition.number, Edition.published_at, Edition.decided).where(
        Edition.course == slug, Edition.number <= number
    )
    rows = read_rows(decided.order_by(Edition.number)).all()
    decisions = history((row.number, row.published_at, row.decided) for row in rows)
    return Shelved(_compiled(slug, number), number, decisions, edition_id)


def _compiled(slug: str, number: int) -> Course:
    """The compiled course; one compiled by an older version is compiled anew from its own files."""
    statement = sa.select(Edition).where(Edition.course == slug, Edition.number == number)
    edition = read_rows(statement.options(sa.orm.undefer(Edition.compiled))).scalar_one()
    if edition.compiler_version == COMPILER_VERSION:
        return load(edition.compiled)
    compiled = compile_course(Source(slug, edition.files()))
    if compiled.course is None:
        raise RuntimeError(f"edition {number} of {slug} no longer compiles")
    return compiled.course
