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
    unit_ids: dict[str, uuid.UUID] = {}
    for row in rows("units"):
        parent = unit_ids[row["parent"]] if row["parent"] else None
        names = {"en": row["en"], "fr": row["fr"]}
        unit_ids[row["code"]] = add_unit(row["code"], names, parent, row["time_zone"] or None).id
    return unit_ids


def require(day: date, unit_ids: dict[str, uuid.UUID], course: str, by: uuid.UUID) -> None:
    """Requires the course of the whole mission."""
    requirement.require(unit_ids[MISSION], course, WITHIN_DAYS, day - REQUIRED_SINCE, by=by)
