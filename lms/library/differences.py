"""Differences: what changed in a course between two of its editions, worked out from their files."""

from functools import lru_cache

import sqlalchemy as sa

from lms.courses.comparing.material import Changes, Edited, compare
from lms.courses.source import Source
from lms.database import read_rows
from lms.library import shelf
from lms.library.edition import Edition, files_of


def between(slug: str, before: int, after: int) -> Changes:
    """The changes from one edition to a later one."""
    numbers = sa.select(Edition.number, Edition.revision).where(
        Edition.course == slug, Edition.number.in_((before, after))
    )
    revisions = {row.number: row.revision for row in read_rows(numbers)}
    return _between(slug, before, after, (revisions[before], revisions[after]))


@lru_cache(maxsize=32)
def _between(slug: str, before: int, after: int, _revisions: tuple[str, str]) -> Changes:
    """An edition never changes, so a worker compares two of them once."""
    found = sa.select(Edition).where(Edition.course == slug, Edition.number.in_((before, after)))
    files = {edition.number: Source(slug, files_of(edition)) for edition in read_rows(found).scalars().all()}
    old, new = shelf.edition(slug, before), shelf.edition(slug, after)
    return compare(Edited(files[before], old, files[after], new))
