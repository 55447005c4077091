"""Validity: by which completion a course is held on a day. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol, TypeVar

# How long before a completion expires its holder is told.
EXPIRING = timedelta(days=60)


class Earned(Protocol):
    """What validity needs of a completion: its day, and the last on which it holds."""

    @property
    def day(self) -> date: ...

    @property
    def expires_on(self) -> date | None: ...


One = TypeVar("One", bound=Earned)


def holding_completion(earned: Iterable[One], day: date) -> One | None:
    """Of what is valid on a day the one that lasts longest, by which the course is held.

    What is recorded has been earned: its own day may have begun before the asker's, further east.
    """
    valid = [one for one in earned if one.expires_on is None or one.expires_on >= day]
    return max(valid, key=lambda one: (one.expires_on is None, one.expires_on or one.day), default=None)


def last_expiry(earned: Iterable[Earned]) -> date | None:
    """The last day of what expires last."""
    return max((one.expires_on for one in earned if one.expires_on), default=None)
