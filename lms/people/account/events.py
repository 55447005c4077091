"""What others did with an account, told on my account and on its record: codes, merges, closings."""

import uuid
from datetime import datetime
from typing import NamedTuple

from lms.people.merging import Merge, merges_of
from lms.people.person import names_of
from lms.people.second_factor.removal import FactorRemoval, removals_of
from lms.people.shut_answers import ShutAnswers, shut_answers_of
from lms.people.sign_in.closing import Closure, closures_of
from lms.web.languages import gettext


class AccountEvent(NamedTuple):
    """One line of the history of an account."""

    taken_at: datetime
    text: str


def account_events(person_id: uuid.UUID) -> list[AccountEvent]:
    """What others did with an account, the last first."""
    merges = merges_of(person_id)
    shut = shut_answers_of(person_id)
    closures = closures_of(person_id)
    people = [
        *(one for closure in closures for one in (closure.by, closure.reopened_by)),
        *(one for merge in merges for one in (merge.kept_id, merge.merged_id, merge.by, merge.undone_by)),
        *(one for shutting in shut for one in (shutting.made_by, shutting.opened_by)),
    ]
    removals = removals_of(person_id)
    people += [removal.by for removal in removals]
    names = names_of(one for one in people if one is not None)
    events = [event for merge in merges for event in _of_merge(merge, person_id, names)]
    events += [event for closure in closures for event in _of_closure(closure, names)]
    events += [_of_removal(removal, names) for removal in removals]
    events += [event for one in shut for event in _of_shutting(one, names)]
    return sorted(events, key=lambda event: event.taken_at, reverse=True)


def _of_merge(merge: Merge, person_id: uuid.UUID, names: dict[uuid.UUID, str]) -> list[AccountEvent]:
    values = {"by": names[merge.by], "kept": names[merge.kept_id], "merged": names[merge.merged_id]}
    if merge.kept_id == person_id:
        text = gettext("%(by)s merged another record into this one: that of %(merged)s.", **values)
    else:
        text = gettext("%(by)s merged this record into another: that of %(kept)s.", **values)
    events = [AccountEvent(merge.taken_at, text)]
    if merge.undone_at is not None and merge.undone_by is not None:
        undone = gettext(
            "%(by)s undid the merge of the records of %(kept)s and %(merged)s. Certificates that were issued "
            "meanwhile for what went back are revoked.",
            **(values | {"by": names[merge.undone_by]}),
        )
        events.append(AccountEvent(merge.undone_at, undone))
    return events


def _of_closure(closure: Closure, names: dict[uuid.UUID, str]) -> list[AccountEvent]:
    events = [
        AccountEvent(closure.taken_at, gettext("%(by)s closed this account.", by=names[closure.by])),
    ]
    if closure.reopened_at is not None:
        if closure.reopened_by is None:
            text = gettext("The account was opened again, with a new posting.")
        else:
            text = gettext("%(by)s opened the account again.", by=names[closure.reopened_by])
        events.append(AccountEvent(closure.reopened_at, text))
    return events


def _of_removal(removal: FactorRemoval, names: dict[uuid.UUID, str]) -> AccountEvent:
    if removal.by is None:
        text = gettext("The second step at sign-in was removed by whoever runs this site.")
    else:
        text = gettext("%(by)s removed the second step at sign-in.", by=names[removal.by])
    return AccountEvent(removal.taken_at, text)


def _of_shutting(shut: ShutAnswers, names: dict[uuid.UUID, str]) -> list[AccountEvent]:
    if shut.made_by is None:
        text = gettext(
            "A new password was chosen with a link to an address that the owner had not confirmed. "
            "Earlier answers and scores were shut."
        )
    else:
        text = gettext(
            "A new password was chosen with a code that %(by)s had made. "
            "Earlier answers and scores were shut.",
            by=names[shut.made_by],
        )
    events = [AccountEvent(shut.taken_at, text)]
    if shut.opened_at is None:
        return events
    if shut.opened_by is None:
        opened = gettext("The owner opened the earlier answers with a link to their own address.")
    else:
        opened = gettext("%(by)s opened the earlier answers again.", by=names[shut.opened_by])
    events.append(AccountEvent(shut.opened_at, opened))
    return events
