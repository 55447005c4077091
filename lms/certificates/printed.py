"""What a certificate prints, as one value, copied when it is issued, for good. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self

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
        return values | {name: values[name] and values[name].isoformat() for name in DAYS}

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """From what the database keeps; a value that a later version adds is not there to be read."""
        values = {field.name: row[field.name] for field in fields(cls)}
        return cls(**values | {name: row[name] and date.fromisoformat(row[name]) for name in DAYS})

    def for_design(self, verify_url: str, qr: str) -> dict[str, object]:
        """The values that a design is given."""
        values = asdict(self)
        del values["language"]
        return values | {"verify_url": verify_url, "qr": qr}


def hours_of(minutes: int) -> int | float:
    """A length in hours, to the next quarter; a whole number stays whole, so that “1 hour” is singular."""
    quarters = max(1, -(-minutes // 15))
    return quarters // 4 if quarters % 4 == 0 else quarters / 4
