"""The tables of the demonstration: rows of text beside the code, and days counted from the day of loading."""

import csv
from datetime import date, timedelta
from pathlib import Path

FOLDER = Path(__file__).parent / "sorandia"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one table, by the heads of its columns."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day_from(day: date, number: str) -> date:
    """So many days after a day, or before it."""
    return day + timedelta(days=int(number))


def last_day_from(day: date, number: str) -> date | None:
    """The same for a last day, which may be open."""
    return day_from(day, number) if number else None
