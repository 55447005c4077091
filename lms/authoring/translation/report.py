"""The report on translations: how far each course is in each language, in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.authoring.draft import drafts
from lms.authoring.draft.files import is_text
from lms.authoring.draft.overview import called
from lms.authoring.translation.counts import ReportedTranslation, count_blocks
from lms.courses.source import ACCEPTED, revision_of
from lms.database import end_read
from lms.web.child.door import in_child
from lms.web.child.limits import OverLimit
from lms.web.recent import Recent


@dataclass(frozen=True, slots=True)
class CourseReport:
    slug: str
    title: str
    title_lang: str | None  # where it is not the reader's
    settings: bool  # whether there is a course.md, with which every other language begins
    translated: ReportedTranslation


# Of texts that take too much to be read; the course's own page says so.
NOT_COUNTED = ReportedTranslation("", ())
_counted: Recent[tuple[str, str], ReportedTranslation] = Recent(64)


def report(slug: str) -> CourseReport:
    """How far a course is translated. The same texts are counted once: a worker keeps the numbers."""
    names = drafts.files_or_404(slug)
    texts = {path: sha256 for path, sha256 in names.items() if is_text(path) or path == ACCEPTED}
    _, title, title_lang = called(slug, names)
    translated = _counted.get((slug, revision_of(texts)), lambda: _translated(slug, texts))
    return CourseReport(slug, title, title_lang, "course.md" in names, translated)


def _translated(slug: str, texts: Mapping[str, str]) -> ReportedTranslation:
    source = drafts.source_at(slug, texts)
    end_read()
    try:
        return in_child(count_blocks, source)
    except OverLimit:
        return NOT_COUNTED
