"""Validity: by which completion a course is held on a day. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol, TypeVar

from lms.days import is_over

# How long before a completion expires its holder is told.
EXPIRING = timedelta(days=60)


class Earned(Protocol):
    """What validity needs of a completion, whether it is a row or a value made from one."""

    @property
    def day(self) -> date:
        """The day on which it was earned, where the person served."""

    @property
    def expires_on(self) -> date | None:
        """The last day on which it holds; None where it holds for good."""


AnyEarned = TypeVar("AnyEarned", bound=Earned)


def holding_completion(completions: Iterable[AnyEarned], day: date) -> AnyEarned | None:
    """Of what is valid on a day the one that lasts longest, by which the course is held.

    What is recorded has been earned: its own day may have begun before the asker's, further east.
    """
    valid = [completion for completion in completions if not is_over(completion.expires_on, day)]
    return max(valid, key=_how_long, default=None)


def _how_long(completion: Earned) -> tuple[bool, date]:
    """For comparing: what never expires outlasts all else and, of several of these, the one earned last."""
    never_expires = completion.expires_on is None
    return never_expires, completion.expires_on or completion.day


def expires_soon(completion: Earned, day: date) -> bool:
    """Whether it expires so soon that its holder is told."""
    return completion.expires_on is not None and completion.expires_on - EXPIRING <= day


def last_expiry(completions: Iterable[Earned]) -> date | None:
    """The last day of what expires last; None where nothing expires."""
    return max((completion.expires_on for completion in completions if completion.expires_on), default=None)
