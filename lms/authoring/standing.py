"""How courses stand: the edition in force, and what a draft changes in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from lms.authoring import drafts
from lms.authoring.drafts import Draft
from lms.authoring.findings import problems_in
from lms.authoring.outline import setting
from lms.database import reading
from lms.library import shelf
from lms.library.edition import newest
from lms.web.languages import language


@dataclass(frozen=True, slots=True)
class Standing:
    """A course as a trainer has it before them. `edition` 0: it was never published."""

    slug: str
    code: str
    title: str
    edition: int
    published_at: datetime | None
    draft: bool
    begun_from: int
    changed: frozenset[str]
    errors: int
    warnings: int


def all_slugs() -> list[str]:
    """Every course that is published or being written."""
    return sorted({*shelf.courses(), *reading(sa.select(Draft.course)).scalars()})


def all_standings() -> list[Standing]:
    """How each of them stands."""
    return [standing(slug) for slug in all_slugs()]


def standing(slug: str, names: Mapping[str, str] | None = None) -> Standing:
    """How a course stands with these files, by the names of their bytes; 404 when nobody began it."""
    now = drafts.listed(slug) if names is None else names
    draft, edition = drafts.draft_of(slug), newest(slug)
    there = drafts.published(slug)
    changed = frozenset(path for path in {*there, *now} if there.get(path) != now.get(path))
    begun_from = draft.begun_from or 0 if draft else 0
    code, title = called(slug, now)
    problems = problems_in(slug, now)
    errors = sum(problem.severity == "error" for problem in problems)
    return Standing(
        slug,
        code,
        title,
        edition=edition.number if edition else 0,
        published_at=edition.published_at if edition else None,
        draft=draft is not None,
        begun_from=begun_from,
        changed=changed,
        errors=errors,
        warnings=len(problems) - errors,
    )


def called(slug: str, names: Mapping[str, str]) -> tuple[str, str]:
    """Code and title in the reader's language as these files have them, else as they were published."""
    wanted = [names.get(path, "") for path in (f"course.{language()}.md", "course.md")]
    stored = drafts.contents(filter(None, wanted))
    texts = [stored.get(sha256, b"") for sha256 in wanted]
    code = setting(texts[1], "code")
    title = setting(texts[0], "title") or setting(texts[1], "title")
    if not (code and title) and newest(slug):
        course = shelf.course(slug).course
        return course.code, course.text(language()).title
    return code or slug, title or slug
