"""The judge: which answers were acknowledged and are lost. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# The values of a question's fields, in the order of the page; none where nothing is answered.
Answer = tuple[str, ...]


@dataclass(slots=True)
class SentAnswer:
    """An answer that was sent: which change of its page it is, and whether a 2xx for it was read whole."""

    change: int
    question: str
    answer: Answer
    acknowledged: bool = False


def lost_answers(sent: Iterable[SentAnswer], shown: Mapping[str, Answer]) -> list[SentAnswer]:
    """The acknowledged answers of which the paper shows neither that answer nor one sent later.

    One that was sent and not acknowledged may stand: the commit of a worker that was killed then may be
    there all the same.
    """
    by_question: dict[str, list[SentAnswer]] = {}
    for one in sorted(sent, key=lambda one: one.change):
        by_question.setdefault(one.question, []).append(one)
    return [
        one for question, answers in by_question.items() for one in _lost(answers, shown.get(question, ()))
    ]


def _lost(answers: Sequence[SentAnswer], shown: Answer) -> list[SentAnswer]:
    """The same of one question; `answers` are in the order in which they were given."""
    places = [place for place, one in enumerate(answers) if one.answer == shown]
    last = places[-1] if places else -1
    return [one for one in answers[last + 1 :] if one.acknowledged]
