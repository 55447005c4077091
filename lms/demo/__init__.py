"""The demonstration: the fictional mission MINUSOR in Sorandia, loaded by `lms demo`.

Country, mission, people, contributing countries and numbers are invented; likeness to anybody is chance. The
tables in `sorandia/` hold them, with days counted from the day of loading, so that a demonstration is as
fresh next year as it is today.
"""

from datetime import date

import sqlalchemy as sa

from lms.database import read_rows
from lms.demo import awards, people, remarks, study, units
from lms.library import shelf
from lms.people.units import Unit

COURSE = "cpas-101"


class CourseMissing(LookupError):
    """The demonstration's course was not published yet."""


def loaded() -> bool:
    """Whether the mission is there."""
    return read_rows(sa.select(Unit.id).where(Unit.code == units.MISSION)).first() is not None


def load(day: date) -> None:
    """Loads the mission as it stands on a day, within the caller's transaction; nothing when it is there."""
    if loaded():
        return
    shelved = shelf.courses().get(COURSE)
    if shelved is None:
        raise CourseMissing(f"the demonstration needs a published {COURSE}; run `lms publish {COURSE}` first")
    unit_ids = units.load()
    cast = people.load(day, unit_ids)
    units.require(day, unit_ids, COURSE, cast[people.ADMINISTRATOR].person.id)
    study.load(day, cast, shelved)
    awards.load(day, cast, shelved)
    remarks.load(day, cast, shelved)
