"""State: where one person stands in one course on a day. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lms.learning.plan import EXPIRING
from lms.web.languages import N_

# In the order of a report; each person is in exactly one.
STATES = {
    "complete": N_("Complete"),
    "expiring": N_("Expiring"),
    "in_progress": N_("In progress"),
    "not_begun": N_("Not begun"),
    "overdue": N_("Overdue"),
}
HELD = ("complete", "expiring")


@dataclass(frozen=True, slots=True)
class Held:
    """A completion as far as a report knows it: when it was earned and how long it lasts."""

    day: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One person in one course on a day: the state and its dates, never a score.

    `begun` says whether somebody overdue is learning already; `lapsed` when the course was last held.
    """

    state: str
    begun: bool
    due: date | None
    since: date | None = None
    until: date | None = None
    lapsed: date | None = None


def standing(completions: Iterable[Held], enrolled: bool, due: date | None, day: date) -> Standing:
    """The state of a course that is required (then it has a due date), begun or held.

    It expires within the same days as my learning tells its holder, and is overdue from the day after it
    was due, until it is held. What is recorded has been earned: its own day may have begun before the
    reader's, further east.
    """
    earned = list(completions)
    valid = [one for one in earned if one.until is None or one.until >= day]
    if valid:
        longest = max(valid, key=lambda one: (one.until is None, one.until or one.day))
        ends = longest.until is not None and longest.until - EXPIRING <= day
        return Standing("expiring" if ends else "complete", True, due, longest.day, longest.until)
    lapsed = max((one.until for one in earned if one.until), default=None)
    if due is not None and due < day:
        return Standing("overdue", enrolled, due, lapsed=lapsed)
    return Standing("in_progress" if enrolled else "not_begun", enrolled, due, lapsed=lapsed)


def counts(completions: Iterable[Held], enrolled: bool, due: date | None, day: date) -> bool:
    """Whether a person belongs in a course's report: it is required of them, begun or held."""
    if due is not None or enrolled:
        return True
    return any(one.until is None or one.until >= day for one in completions)
