"""Whereabouts: what people needs to know of where somebody serves, which is known by the room above."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

import sqlalchemy as sa
from flask import Flask

from lms.people.units import Unit
from lms.web.plug import Plug

Ids = sa.Select[Any]


class Whereabouts(Protocol):
    """What this room needs to know of where people serve."""

    def people_in(self, units: Ids, day: date) -> Ids:
        """A select of the ids of the people whom those units' focal points look after on a day."""

    def units_of(self, people: Sequence[uuid.UUID], day: date) -> dict[uuid.UUID, list[Unit]]:
        """The units that tell these people apart: where they serve, else where next, else where last."""

    def days_of(
        self, people: Sequence[uuid.UUID], units: Ids, day: date
    ) -> dict[uuid.UUID, tuple[date | None, date | None]]:
        """When those of them who do not serve in these units on a day arrive there, or when they left."""

    def last_days(self, people: Sequence[uuid.UUID]) -> dict[uuid.UUID, date | None]:
        """The last day of the last posting of each, None for no end in sight; nothing for who had none."""


WHEREABOUTS: Plug[Whereabouts] = Plug("whereabouts")
"""Where people serve. Postings puts in its file of that name; whatever depends on where somebody serves asks
it: whom I reach, the units beside a name, who arrives or has left, whose an address is, when an account
closes."""


def tell_whereabouts(app: Flask, serving: Whereabouts) -> None:
    """Has the room above tell where people serve."""
    WHEREABOUTS.put_in(app, serving)
