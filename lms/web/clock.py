"""The clock: the only place that asks what time it is, so that a test can fix it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app

from lms.web.plug import Plug

CLOCK: Plug[Callable[[], datetime]] = Plug("clock")
"""Tells this instant, in UTC. Only tests put a clock in; without one, `now` asks the machine."""


def now() -> datetime:
    """This instant, in UTC."""
    clock = CLOCK.get_or(_machine_clock)
    return clock()


def _machine_clock() -> datetime:
    return datetime.now(UTC)


def today(zone: str | None = None) -> date:
    """The date it is now in a time zone (default: the installation's)."""
    return day_of(now(), zone)


def day_of(instant: datetime, zone: str | None = None) -> date:
    """The date that an instant falls on in a time zone (default: the installation's)."""
    return instant.astimezone(ZoneInfo(zone or current_app.config["SETTINGS"].time_zone)).date()
