"""The shelf: hands a request its courses.

Editions never change, so a worker keeps those it has loaded; which one is in force is asked of the database
in each request, so that a new edition is taken up without a restart.
"""

import threading
from dataclasses import dataclass

import sqlalchemy as sa
from flask import abort

from lms.courses.compiled import COMPILER_VERSION, load
from lms.courses.course import Course
from lms.courses.reader import Source, compile_course
from lms.database import asking, reading
from lms.library.edition import Edition, files_of

_KEPT = 64
_loaded: dict[str, Course] = {}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Shelved:
    """A course in the edition it is read from."""

    course: Course
    edition: int


def _course(key: str, slug: str, number: int) -> Course:
    found = _loaded.get(key)
    if found is None:
        with _lock:
            found = _loaded.get(key) or _load(slug, number)
            if len(_loaded) >= _KEPT:
                _loaded.pop(next(iter(_loaded)))
            _loaded[key] = found
    return found


def _load(slug: str, number: int) -> Course:
    """The compiled course; one compiled by an older version is compiled anew from its own files."""
    statement = sa.select(Edition).where(Edition.course == slug, Edition.number == number)
    edition = reading(statement.options(sa.orm.undefer(Edition.compiled))).scalar_one()
    if edition.compiler_version == COMPILER_VERSION:
        return load(edition.compiled)
    again = compile_course(Source(slug, files_of(edition))).course
    if again is None:
        raise RuntimeError(f"edition {number} of {slug} no longer compiles")
    return again


def _in_force() -> sa.Select[str, int, str]:
    numbers = (
        sa.select(Edition.course, sa.func.max(Edition.number).label("number"))
        .group_by(Edition.course)
        .subquery()
    )
    return sa.select(Edition.course, Edition.number, Edition.revision).join(
        numbers, sa.and_(numbers.c.course == Edition.course, numbers.c.number == Edition.number)
    )


def courses() -> dict[str, Shelved]:
    """Every published course in the edition in force, by slug, in order of code."""
    rows = reading(_in_force()).all()
    shelved = [
        Shelved(_course(f"{row.course}.{row.number}.{row.revision}", row.course, row.number), row.number)
        for row in rows
    ]
    return {one.course.slug: one for one in sorted(shelved, key=lambda one: one.course.code)}


_newest = (
    sa.select(Edition.number, Edition.revision)
    .where(Edition.course == sa.bindparam("slug"))
    .order_by(Edition.number.desc())
    .limit(1)
)


def course(slug: str) -> Shelved:
    """A course in the edition in force; 404 when it was never published."""
    row = asking(_newest, slug=slug).first()
    if row is None:
        abort(404)
    return Shelved(_course(f"{slug}.{row.number}.{row.revision}", slug, row.number), row.number)


def edition(slug: str, number: int) -> Course:
    """A course as it was in an edition, which a running attempt keeps to."""
    statement = sa.select(Edition.revision).where(Edition.course == slug, Edition.number == number)
    found = reading(statement).scalar()
    if found is None:
        abort(404)
    return _course(f"{slug}.{number}.{found}", slug, number)
