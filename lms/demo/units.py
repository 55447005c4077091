"""The mission's units, and the course that all of them require."""

import uuid
from datetime import date, timedelta

from lms.demo.tables import rows
from lms.people.units import add_unit
from lms.postings.due import requirement

MISSION = "MINUSOR"
WITHIN_DAYS = 30
REQUIRED_SINCE = timedelta(days=400)


def load() -> dict[str, uuid.UUID]:
    """Records the tree, each unit after the one above it; returns the ids by code."""
    known: dict[str, uuid.UUID] = {}
    for row in rows("units"):
        parent = known[row["parent"]] if row["parent"] else None
        names = {"en": row["en"], "fr": row["fr"]}
        known[row["code"]] = add_unit(row["code"], names, parent, row["time_zone"] or None).id
    return known


def require(day: date, known: dict[str, uuid.UUID], course: str, by: uuid.UUID) -> None:
    """Requires the course of the whole mission."""
    requirement.require(known[MISSION], course, WITHIN_DAYS, day - REQUIRED_SINCE, by=by)
