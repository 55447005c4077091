"""The clock of the tests: it stands still until a test moves it."""

from datetime import UTC, date, datetime, timedelta

START = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
TODAY = START.date()


class Clock:
    """Tells the same instant again and again. A Monday morning, unless told otherwise."""

    def __init__(self, instant: datetime = START) -> None:
        self.instant = instant

    def __call__(self) -> datetime:
        return self.instant

    @property
    def today(self) -> date:
        return self.instant.date()

    def move(self, **span: float) -> datetime:
        """Lets time pass: move(days=1, minutes=5)."""
        self.instant += timedelta(**span)
        return self.instant
