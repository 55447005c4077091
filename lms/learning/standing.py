"""Where one person stands in one course on a day. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lms.learning.validity import expires_soon, holding_completion, last_expiry
from lms.web.languages import N_


class State(StrEnum):
    """The states in the order of a report; each person is in exactly one."""

    COMPLETE = "complete"
    EXPIRING = "expiring"
    IN_PROGRESS = "in_progress"
    NOT_BEGUN = "not_begun"
    OVERDUE = "overdue"


STATES: Mapping[str, str] = {
    State.COMPLETE: N_("Complete"),
    State.EXPIRING: N_("Expiring"),
    State.IN_PROGRESS: N_("In progress"),
    State.NOT_BEGUN: N_("Not begun"),
    State.OVERDUE: N_("Overdue"),
}
HELD_STATES = (State.COMPLETE, State.EXPIRING)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Earned:
    """A completion as far as a report knows it: when it was earned and how long it lasts."""

    day: date
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One person in one course on a day: the state and its dates, never a score.

    `begun` says whether somebody overdue is learning already. `since` and `until`: the days from which and to
    which the course is held; `lapsed`: the last day on which it was, while it is not.
    """

    state: State
    begun: bool
    due: date | None
    since: date | None = None
    until: date | None = None
    lapsed: date | None = None

    @property
    def overdue_since(self) -> date | None:
        """The first day of being overdue: after it was due or, held beyond that, after it lapsed."""
        if self.state != State.OVERDUE or self.due is None:
            return None
        last_day = self.due if self.lapsed is None else max(self.due, self.lapsed)
        return last_day + ONE_DAY


# The first row that fits gives the state; an empty cell fits all.
#
#   course held that day       due            enrolled   state
#   yes, but it expires soon                             expiring
#   yes                                                  complete
#   no                         before that               overdue
#   no                                        yes        in_progress
#   no                                        no         not_begun
#
# "Soon" is as my learning tells its holder; and who is overdue stays so until they hold it.
def standing_on(completions: Iterable[Earned], enrolled: bool, due: date | None, day: date) -> Standing:
    """Where somebody stands on a day in a course that is required (then it has a due date), begun or held."""
    all_completions = list(completions)
    holding = holding_completion(all_completions, day)
    if holding is not None:
        state = State.EXPIRING if expires_soon(holding, day) else State.COMPLETE
        return Standing(state, True, due, since=holding.day, until=holding.expires_on)
    lapsed = last_expiry(all_completions)
    if due is not None and due < day:
        return Standing(State.OVERDUE, enrolled, due, lapsed=lapsed)
    state = State.IN_PROGRESS if enrolled else State.NOT_BEGUN
    return Standing(state, enrolled, due, lapsed=lapsed)


def belongs_in_report(completions: Iterable[Earned], enrolled: bool, due: date | None, day: date) -> bool:
    """Whether a person belongs in a course's report: it is required of them, begun or held."""
    if due is not None or enrolled:
        return True
    return holding_completion(completions, day) is not None
