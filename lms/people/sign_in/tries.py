"""Tries to sign in: counted by what was typed and by account, apart for a known browser, and over the site.

By what was typed, so that too many are told of; by account, so that its other name gives no more tries, which
is not told of, or it would tell which address is whose. A browser that the account knows has tries of its
own, and a stranger's do not shut it out. Failures over the whole site slow down browsers that nobody knows:
one password tried on many accounts.
"""

from dataclasses import dataclass
from datetime import timedelta

from lms.people.person import Person
from lms.people.sign_in.accounts import TRIES, WINDOW
from lms.web import throttle
from lms.web.log import note

FAILURES = "sign-in failures"
WITHIN = timedelta(minutes=10)
MANY = 100
"""So many failures within that time over the whole site are no accident; a hall of sixty mistypes fewer."""
LONGEST_PAUSE_S = 2.0


@dataclass(frozen=True, slots=True)
class Try:
    """A try that was admitted: under what it is counted, and whether it can succeed at all."""

    subjects: tuple[str, ...]
    may_succeed: bool
    browser_is_known: bool


def admit(act: str, typed: str, person: Person | None, browser: str | None, most: int = TRIES) -> Try | None:
    """Counts a try before it is made; None where so many were made with what was typed.

    `browser` is the number of a browser that the account knows.
    """
    suffix = f":{browser}" if browser else ""
    by_name = f"{act}:{typed.strip().lower()}{suffix}"
    if not throttle.admit_try(by_name, most, WINDOW):
        return None
    # Counted for nobody too, so that it takes as long.
    of_account = (by_account(act, person) if person else f"{by_name}:nobody") + suffix
    may_succeed = throttle.admit_try(of_account, most, WINDOW)
    return Try((by_name, of_account), may_succeed, browser is not None)


def by_account(act: str, person: Person) -> str:
    """Under what the tries at an account are counted, whatever was typed."""
    return f"{act}:{person.id}"


def succeed(made: Try) -> None:
    """Forgets the tries before one that succeeded."""
    for subject in made.subjects:
        throttle.forget_tries(subject)


def fail(made: Try) -> None:
    """Counts a try that failed for the whole site, where the account did not know the browser."""
    if made.browser_is_known:
        return
    if throttle.count_try(FAILURES, WITHIN) == MANY + 1:
        note("many failed sign-ins", is_bad=True, failures=MANY + 1, minutes=WITHIN.seconds // 60)


def pause_of(made: Try) -> float:
    """For how many seconds a try is held up: the longer, the more failures there are over the site.

    Those that are held up are so one after the other, and keep no turn to hash from anybody else.
    """
    if made.browser_is_known:
        return 0.0
    over = throttle.tries_within(FAILURES, WITHIN) - MANY
    return min(LONGEST_PAUSE_S, max(0, over) / MANY)
