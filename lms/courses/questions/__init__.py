"""The kinds of question. To add one: a file beside this one and a line in the registry."""

from lms.courses.questions.contract import Answer, BadAnswer, Grade, Kind, Parsed
from lms.courses.questions.gaps import Gaps
from lms.courses.questions.match import Match
from lms.courses.questions.multiple import Multiple
from lms.courses.questions.number import Number
from lms.courses.questions.order import Order
from lms.courses.questions.single import Single

__all__ = ["KINDS", "Answer", "BadAnswer", "Grade", "Kind", "Parsed"]

# The first kind that recognises a question reads it, so the more particular shape stands first.
KINDS: dict[str, Kind] = {
    Number.name: Number(),
    Gaps.name: Gaps(),
    Multiple.name: Multiple(),
    Single.name: Single(),
    Order.name: Order(),
    Match.name: Match(),
}
