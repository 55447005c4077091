"""How courses stand: the edition in force, and what a draft changes in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask import url_for

from lms.authoring.draft import drafts
from lms.authoring.draft.drafts import Draft
from lms.authoring.draft.files import setting
from lms.authoring.draft.findings import problems_in
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


def all_slugs() -> list[str]:
    """Every course that is published or being written."""
    return sorted({*shelf.courses(), *read_rows(sa.select(Draft.course)).scalars()})


def all_overviews() -> list[CourseOverview]:
    """How each of them stands."""
    return [overview_of(slug) for slug in all_slugs()]


def overview_of(slug: str, names: Mapping[str, str] | None = None) -> CourseOverview:
    """How a course stands with these files, by the names of their bytes; 404 when nobody began it."""
    now = drafts.listed(slug) if names is None else names
    draft, edition = drafts.draft_of(slug), newest(slug)
    there = drafts.published(slug)
    changed = frozenset(path for path in {*there, *now} if there.get(path) != now.get(path))
    begun_from = draft.begun_from or 0 if draft else 0
    code, title, lang = called(slug, now)
    problems = problems_in(slug, now)
    errors = sum(problem.severity == "error" for problem in problems)
    return CourseOverview(
        slug,
        code,
        title,
        lang,
        edition=edition.number if edition else 0,
        published_at=edition.published_at if edition else None,
        draft=draft is not None,
        begun_from=begun_from,
        changed=changed,
        errors=errors,
        warnings=len(problems) - errors,
    )


def title_of(slug: str) -> tuple[str, str | None]:
    """The title of a course, read from its own texts alone, and its language where it is not the reader's."""
    return called(slug, drafts.draft_or_none(slug) or {})[1:]


def next_step(slug: str) -> tuple[str, str, str | None]:
    """The step of a way back up that leads to a course's page."""
    title, lang = title_of(slug)
    return title, url_for("draft.show", slug=slug), lang


def called(slug: str, names: Mapping[str, str]) -> tuple[str, str, str | None]:
    """Code and title in the reader's language as these files have them, else as they were published.

    Last the title's language, where it is not the reader's.
    """
    wanted = [names.get(path, "") for path in (f"course.{language()}.md", "course.md")]
    stored = drafts.contents(filter(None, wanted))
    texts = [stored.get(sha256, b"") for sha256 in wanted]
    code = setting(texts[1], "code")
    title, tag = setting(texts[0], "title"), language()
    if not title:
        title, tag = setting(texts[1], "title"), setting(texts[1], "language")
    if not (code and title) and newest(slug):
        course = shelf.course(slug).course
        code, tag = course.code, course.language(language())
        title = course.text(tag).title
    return code or slug, title or slug, tag if title and tag and tag != language() else None
