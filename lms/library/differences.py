"""Differences: what changed in a course between two of its editions, worked out from their files."""

import sqlalchemy as sa

from lms.courses.comparing.material import Changes, Edited
from lms.courses.source import Source
from lms.database import read_rows
from lms.library import shelf
from lms.library.edition import Edition
from lms.library.limited import compare
from lms.web.recent import Recent

_compared: Recent[tuple[str, str, str], Changes] = Recent(32)  # by course and the revisions of both editions


def between(slug: str, before: int, after: int) -> Changes:
    """The changes from one edition to a later one."""
    numbers = sa.select(Edition.number, Edition.revision).where(
        Edition.course == slug, Edition.number.in_((before, after))
    )
    revisions = {row.number: row.revision for row in read_rows(numbers)}
    key = (slug, revisions[before], revisions[after])
    return _compared.get(key, lambda: _compare(slug, before, after))


def _compare(slug: str, before: int, after: int) -> Changes:
    editions = sa.select(Edition).where(Edition.course == slug, Edition.number.in_((before, after)))
    files = {edition.number: Source(slug, edition.files()) for edition in read_rows(editions).scalars().all()}
    old = shelf.edition(slug, before)
    new = shelf.edition(slug, after)
    return compare(Edited(files[before], old, files[after], new))
