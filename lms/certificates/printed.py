"""What a certificate prints, as one value, copied when it is issued, for good. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from math import ceil
from typing import Any, Self

# The values that are days, and text in a row.
DAYS = ("completed_on", "expires_on")


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signs, in one language; without a name nobody does, and the office alone answers for it."""

    office: str
    name: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """All that stands on one certificate, in the language of the completion."""

    name: str
    course_title: str
    course_code: str
    edition: int
    hours: int | float
    score: int | None
    completed_on: date
    expires_on: date | None
    office: str
    signatory_name: str
    signatory_title: str
    number: str
    language: str

    def to_row(self) -> dict[str, Any]:
        """As the database keeps it."""
        values = asdict(self)
        for name in DAYS:
            day: date | None = values[name]
            values[name] = None if day is None else day.isoformat()
        return values

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """From what the database keeps; a value that a later version adds is not there to be read."""
        values = {field.name: row[field.name] for field in fields(cls)}
        for name in DAYS:
            text: str | None = values[name]
            values[name] = None if text is None else date.fromisoformat(text)
        return cls(**values)

    def for_design(self, verify_url: str, qr: str) -> dict[str, object]:
        """The values that a design is given."""
        values = asdict(self)
        del values["language"]
        return values | {"verify_url": verify_url, "qr": qr}


def hours_of(minutes: int) -> int | float:
    """A length in hours, to the next quarter; a whole number stays whole, so that “1 hour” is singular."""
    quarters = max(1, ceil(minutes / 15))
    return quarters // 4 if quarters % 4 == 0 else quarters / 4
