"""Staying: who has left, or is still to come, seen from the units of whoever asks."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from lms.people.roles.grants import unit_ids_below
from lms.people.roles.reach import unit_ids_in_reach
from lms.people.whereabouts import WHEREABOUTS
from lms.web.clock import today
from lms.web.languages import format_day, gettext


class Presence(NamedTuple):
    """The day somebody arrives, or left; neither while they serve here, or never did."""

    arrives: date | None = None
    left: date | None = None

    def words(self) -> str:
        """What is said beside the name."""
        if self.arrives:
            return gettext("arrives on %(day)s", day=format_day(self.arrives))
        return gettext("left on %(day)s", day=format_day(self.left)) if self.left else ""


def presences(people: Sequence[uuid.UUID], unit_id: uuid.UUID | None = None) -> dict[uuid.UUID, Presence]:
    """How it is with each of these people in the units that I look after (or one and all below it)."""
    units = unit_ids_in_reach() if unit_id is None else unit_ids_below(frozenset({unit_id}))
    days = WHEREABOUTS.get().days_of(people, units, today())
    return {person: Presence(*days.get(person, ())) for person in people}
