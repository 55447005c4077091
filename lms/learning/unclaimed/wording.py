"""What the page says of unclaimed answers: facts that tell them from others, and what can be done."""

from dataclasses import dataclass, replace

from lms.learning.records import UnclaimedAnswers
from lms.web.languages import N_, format_instant, gettext, ngettext


@dataclass(frozen=True, slots=True)
class Labels:
    """What can be done with a set of answers, or what is said where it cannot be sent; still in English."""

    send: str
    discard: str
    page: str
    gone: str


ANSWERS = Labels(
    send=N_("Send these answers"),
    discard=N_("Discard them"),
    page=N_("The page that they belong to"),
    gone=N_("What these answers belong to is no longer there, so they cannot be sent."),
)
SUBMISSION = replace(ANSWERS, send=N_("Submit the assessment"))
REMARK = Labels(
    send=N_("Send the remark"),
    discard=N_("Discard it"),
    page=N_("The page that it belongs to"),
    gone=N_("The module is no longer there, so the remark cannot be sent."),
)


def labels_for(unclaimed: UnclaimedAnswers) -> Labels:
    """The labels of a set of answers, by what it would do."""
    if unclaimed.remark:
        return REMARK
    return SUBMISSION if unclaimed.submits else ANSWERS


def facts_about(unclaimed: UnclaimedAnswers, section: str | None, answers: int | None) -> list[str]:
    """Where in the page it was made, how many answers it has, and when it was sent."""
    time = format_instant(unclaimed.taken_at)
    facts = []
    if section and (answers or unclaimed.remark):
        facts.append(gettext("Section: %(title)s", title=section))
    elif section:
        facts.append(gettext("Section read: %(title)s", title=section))
    if unclaimed.remark:
        return [*facts, gettext("Remark of %(time)s", time=time)]
    if answers is not None:
        facts.append(ngettext("%(num)s answer", "%(num)s answers", answers))
    sent = N_("Assessment submitted on %(time)s") if unclaimed.submits else N_("Sent on %(time)s")
    return [*facts, gettext(sent, time=time)]
