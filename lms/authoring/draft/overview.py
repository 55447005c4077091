"""How courses stand: the edition in force, and what a draft changes in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from flask import url_for

from lms.authoring.draft import drafts
from lms.authoring.draft.drafts import Draft
from lms.authoring.draft.files import setting
from lms.authoring.draft.findings import problems_in
from lms.courses.problems import Severity
from lms.database import read_rows
from lms.library import shelf
from lms.library.edition import newest
from lms.web.languages import language


@dataclass(frozen=True, slots=True)
class CourseOverview:
    """A course as a trainer has it before them. `edition` 0: it was never published."""

    slug: str
    code: str
    title: str
    title_lang: str | None  # where it is not the reader's
    edition: int
    published_at: datetime | None
    draft: bool
    begun_from: int
    changed: frozenset[str]
    errors: int
    warnings: int

    @property
    def behind(self) -> bool:
        """Whether an edition was published after the draft was begun, so that the draft lacks it."""
        return self.draft and self.begun_from != self.edition


def all_slugs() -> list[str]:
    """Every course that is published or being written."""
    return sorted({*shelf.courses(), *read_rows(sa.select(Draft.course)).scalars()})


def all_overviews() -> list[CourseOverview]:
    """How each of them stands."""
    return [overview_of(slug) for slug in all_slugs()]


def overview_of(slug: str, names: Mapping[str, str] | None = None) -> CourseOverview:
    """How a course stands with these files, by the names of their bytes; 404 when nobody began it."""
    files = drafts.files_or_404(slug) if names is None else names
    draft = drafts.draft_of(slug)
    edition = newest(slug)
    published = drafts.published(slug)
    called_so = called(slug, files)
    begun_from = draft.begun_from if draft else None
    severities = [problem.severity for problem in problems_in(slug, files)]
    errors = severities.count(Severity.ERROR)
    return CourseOverview(
        slug,
        called_so.code,
        called_so.title,
        called_so.title_lang,
        edition=edition.number if edition else 0,
        published_at=edition.published_at if edition else None,
        draft=draft is not None,
        begun_from=begun_from or 0,
        changed=frozenset(path for path in {*published, *files} if published.get(path) != files.get(path)),
        errors=errors,
        warnings=len(severities) - errors,
    )


def title_of(slug: str) -> tuple[str, str | None]:
    """The title of a course, read from its own texts alone, and its language where it is not the reader's."""
    called_so = called(slug, drafts.draft_or_none(slug) or {})
    return called_so.title, called_so.title_lang


def next_step(slug: str) -> tuple[str, str, str | None]:
    """The step of a way back up that leads to a course's page."""
    title, lang = title_of(slug)
    return title, url_for("draft.show", slug=slug), lang


class Called(NamedTuple):
    """What a course is called: its code, its title, and the title's language where it is not the reader's."""

    code: str
    title: str
    title_lang: str | None


def called(slug: str, names: Mapping[str, str]) -> Called:
    """Code and title in the reader's language as these files have them, else as they were published."""
    translated_name = names.get(f"course.{language()}.md", "")
    source_name = names.get("course.md", "")
    stored = drafts.contents(filter(None, (translated_name, source_name)))
    source = stored.get(source_name, b"")
    code = setting(source, "code")
    title = setting(stored.get(translated_name, b""), "title")
    tag = language()
    if not title:
        title = setting(source, "title")
        tag = setting(source, "language")
    if not (code and title) and newest(slug):
        course = shelf.course(slug).course
        code = course.code
        tag = course.language(language())
        title = course.text(tag).title
    title_lang = tag if title and tag and tag != language() else None
    return Called(code or slug, title or slug, title_lang)
