"""Rounds: how many attempts an assessment allows before a wait. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# What was on its way when the time ended still counts: a satellite link takes its time.
GRACE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class SatAttempt:
    """What a round needs of an attempt: when it closed, or None while it runs."""

    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Round:
    """Whether a new attempt may begin: how many are left in this round (None: no limit), or from when on."""

    left: int | None
    opens_at: datetime | None = None

    @property
    def open(self) -> bool:
        return self.opens_at is None


def current_round(
    sittings: Sequence[SatAttempt], allowed: int | None, retry_after: timedelta | None, instant: datetime
) -> Round:
    """Where somebody stands who has sat these attempts, oldest first.

    A round has `allowed` attempts. When they are used up, the next round opens `retry_after` after the last
    of them closed; without a wait it opens at once.
    """
    if allowed is None:
        return Round(None)
    used = len(sittings) % allowed
    if used > 0 or not sittings:
        return Round(allowed - used)
    last_closed = sittings[-1].closed_at
    if last_closed is None:
        return Round(0, opens_at=instant)
    opens_at = last_closed + (retry_after or timedelta(0))
    return Round(0, opens_at) if opens_at > instant else Round(allowed)


def closed_at(submitted_at: datetime | None, deadline: datetime | None, instant: datetime) -> datetime | None:
    """When an attempt closed: submitted, or its deadline and the grace passed; None while it runs."""
    if submitted_at is not None:
        return min(submitted_at, deadline) if deadline else submitted_at
    is_over = deadline is not None and deadline + GRACE <= instant
    return deadline if is_over else None
