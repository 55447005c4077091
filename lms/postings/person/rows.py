"""The rows of a person's page: each posting and each role in words, and what I may do about it."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lms.days import is_over
from lms.people.roles.grants import ROLES, Grant
from lms.people.roles.seniority import may_end_grant
from lms.people.units import Unit
from lms.postings.categories import CATEGORIES, COMPONENTS, END_KINDS
from lms.postings.posting import Posting
from lms.web.languages import format_day, gettext, in_language


@dataclass(frozen=True, slots=True)
class PostingRow:
    """A posting. `mine`: it is in a unit that I look after, so that I may change it."""

    posting: Posting
    unit: Unit
    component: str
    category: str
    until: str
    end_kind: str
    coming: bool
    over: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A role that was given."""

    grant: Grant
    role: str
    unit: str
    until: str
    over: bool
    may_end: bool


def posting_rows(
    postings: Iterable[Posting],
    units: Mapping[uuid.UUID, Unit],
    unit_ids_of_mine: Collection[uuid.UUID],
    day: date,
) -> list[PostingRow]:
    """The postings as they stand on a day."""
    return [
        PostingRow(
            posting,
            unit=units[posting.unit_id],
            component=gettext(COMPONENTS[posting.component]),
            category=gettext(CATEGORIES.get(posting.category, posting.category)),
            until=format_day(posting.last_day) or gettext("open"),
            end_kind=gettext(END_KINDS[posting.end_kind]),
            coming=posting.first_day > day,
            over=is_over(posting.last_day, day),
            mine=posting.unit_id in unit_ids_of_mine,
        )
        for posting in postings
    ]


def grant_rows(grants: Iterable[Grant], units: Mapping[uuid.UUID, Unit], day: date) -> list[GrantRow]:
    """The roles as they stand on a day."""
    return [_grant_row(grant, units, day) for grant in grants]


def _grant_row(grant: Grant, units: Mapping[uuid.UUID, Unit], day: date) -> GrantRow:
    over = is_over(grant.last_day, day)
    return GrantRow(
        grant,
        role=gettext(ROLES[grant.role]),
        unit=in_language(units[grant.unit_id].names) if grant.unit_id else gettext("everywhere"),
        until=_until(grant),
        over=over,
        may_end=not over and may_end_grant(grant),
    )


def _until(grant: Grant) -> str:
    if grant.last_day is not None:
        return format_day(grant.last_day)
    return gettext("the posting ends") if grant.posting_id else gettext("open")
