"""State: where one person stands in one course on a day. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from lms.learning.validity import EXPIRING, holding_completion, last_expiry
from lms.web.languages import N_

# In the order of a report; each person is in exactly one.
STATES = {
    "complete": N_("Complete"),
    "expiring": N_("Expiring"),
    "in_progress": N_("In progress"),
    "not_begun": N_("Not begun"),
    "overdue": N_("Overdue"),
}
HELD_STATES = ("complete", "expiring")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Earned:
    """A completion as far as a report knows it: when it was earned and how long it lasts."""

    day: date
    expires_on: date | None


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

    @property
    def overdue_since(self) -> date | None:
        """The first day of being overdue: after it was due or, held beyond that, after it lapsed."""
        if self.state != "overdue" or self.due is None:
            return None
        return max(self.due, self.lapsed or self.due) + ONE_DAY


def standing_on(completions: Iterable[Earned], enrolled: bool, due: date | None, day: date) -> Standing:
    """The state of a course that is required (then it has a due date), begun or held.

    It expires within the same days as my learning tells its holder, and is overdue once the day by which
    it was due has passed, until it is held.
    """
    earned = list(completions)
    held = holding_completion(earned, day)
    if held is not None:
        until = held.expires_on
        ends = until is not None and until - EXPIRING <= day
        return Standing("expiring" if ends else "complete", True, due, held.day, until)
    lapsed = last_expiry(earned)
    if due is not None and due < day:
        return Standing("overdue", enrolled, due, lapsed=lapsed)
    return Standing("in_progress" if enrolled else "not_begun", enrolled, due, lapsed=lapsed)


def belongs_in_report(completions: Iterable[Earned], enrolled: bool, due: date | None, day: date) -> bool:
    """Whether a person belongs in a course's report: it is required of them, begun or held."""
    if due is not None or enrolled:
        return True
    return holding_completion(completions, day) is not None
