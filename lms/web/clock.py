"""The clock: the only place that asks what time it is, so that a test can fix it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app


def now() -> datetime:
    """This instant, in UTC."""
    fixed = current_app.extensions.get("clock")
    return fixed() if fixed else datetime.now(UTC)


def today(zone: str | None = None) -> date:
    """The date it is now in a time zone (default: the installation's)."""
    return day_of(now(), zone)


def day_of(instant: datetime, zone: str | None = None) -> date:
    """The date that an instant falls on in a time zone (default: the installation's)."""
    return instant.astimezone(ZoneInfo(zone or current_app.config["SETTINGS"].time_zone)).date()
