"""Carrying an answer from a question as it stood in one edition to the same question in another.

Choices, items and cells are known again by their text. What is left over on both sides is taken for the same
in its order, if it is as many and alike, as after a mended spelling; what took the place of another is not.
"""

from __future__ import annotations

from collections.abc import Sequence

from lms.courses.alignment import Alignment
from lms.courses.course import Question
from lms.courses.spaces import folded

ALIKE = 0.6  # the share of signs that two texts have in common, in one order


def places(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """For each text that is there still, its number before and after, counted from 1.

    `places(["Peace", "War"], ["War", "Money", "peace"])` is `{1: 3, 2: 1}`.
    """
    number_by_words: dict[str, int] = {}
    for number, text in enumerate(after, 1):
        number_by_words.setdefault(folded(text), number)
    number_after: dict[int, int] = {}
    for number, text in enumerate(before, 1):
        words = folded(text)
        if words in number_by_words:
            number_after[number] = number_by_words[words]
    known_again = set(number_after.values())
    old_numbers = [number for number in range(1, len(before) + 1) if number not in number_after]
    new_numbers = [number for number in range(1, len(after) + 1) if number not in known_again]
    if len(old_numbers) == len(new_numbers):
        for old_number, new_number in zip(old_numbers, new_numbers, strict=True):
            if _alike(before[old_number - 1], after[new_number - 1]):
                number_after[old_number] = new_number
    return number_after


def choice_places(before: Question, after: Question) -> dict[int, int]:
    """Where each choice, item or right of a question stands in the other edition."""
    return places(_choice_texts(before), _choice_texts(after))


def _choice_texts(question: Question) -> list[str]:
    return [choice.text for choice in question.wording(None).choices]


def _alike(before: str, after: str) -> bool:
    return Alignment(folded(before), folded(after)).ratio() > ALIKE
