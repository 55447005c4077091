"""Affected: how many learners an edition leaves alone, and how many it asks to read something again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from lms.database import read_rows
from lms.learning.records import Completion, Enrolment


@dataclass(frozen=True, slots=True)
class Affected:
    """Of those who have begun a course: how many keep all, and how many are asked to do some again."""

    keep: int
    redo: int


def affected(course: str, material: Collection[str]) -> Affected:
    """Whom material changes to these modules ask to read again: those who completed one or the course."""
    begun = _learners(course)
    again = sa.select(Completion.person_id).where(
        Completion.course == course,
        sa.or_(Completion.module.is_(None), Completion.module.in_(list(material))),
    )
    counted = sa.func.count(sa.distinct(begun.c.person_id))
    learners = read_rows(sa.select(counted)).scalar_one()
    redo = read_rows(sa.select(counted).where(begun.c.person_id.in_(again))).scalar_one() if material else 0
    return Affected(learners - redo, redo)


def completed_count(course: str) -> Mapping[str, int]:
    """How many people completed each module of a course."""
    statement = (
        sa.select(Completion.module, sa.func.count(Completion.person_id.distinct()).label("people"))
        .where(Completion.course == course, Completion.module.is_not(None))
        .group_by(Completion.module)
    )
    return {row.module: row.people for row in read_rows(statement)}


def _learners(course: str) -> sa.Subquery:
    return (
        sa.select(Enrolment.person_id)
        .where(Enrolment.course == course)
        .union(sa.select(Completion.person_id).where(Completion.course == course))
        .subquery()
    )
