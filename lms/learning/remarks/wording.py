"""What became of a remark, in words for whoever wrote it."""

from lms.learning.remarks.remarks import Decision
from lms.learning.remarks.thread import Where
from lms.web.languages import N_, format_instant, gettext

WORDS = {
    "answered": N_("Answered on %(time)s"),
    "unchanged": N_("Left as it is, on %(time)s, because:"),
    "reopened": N_("Looked at again since %(time)s"),
    "removed": N_("A trainer removed your text on %(time)s."),
    "mended": N_("Mended on %(time)s. The next edition will have it."),
}


def outcome_in_words(decision: Decision, where: Where) -> str:
    """What a decision about the remark says, and when it was made."""
    if decision.kind == "mended" and _published_since(decision, where):
        return gettext("Mended: the edition that you read now has it.")
    return gettext(WORDS[decision.kind], time=format_instant(decision.taken_at))


def _published_since(decision: Decision, where: Where) -> bool:
    """Whether the edition in force is later than the one that was in force when it was decided."""
    if where.in_force is None or decision.edition is None:
        return False
    return where.in_force > decision.edition
