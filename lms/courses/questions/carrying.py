"""Carrying an answer from a question as it stood in one edition to the same question in another.

Choices, items and cells are known again by their text. What is left over on both sides is taken for the same
in its order, if it is as many and alike, as after a mended spelling; what took the place of another is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from lms.courses.course import Question
from lms.courses.spaces import folded

ALIKE = 0.6  # the share of signs that two texts have in common, in one order


def places(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """For each text that is there still, its number in both, counted from 1."""
    words_after = [folded(text) for text in after]
    found: dict[int, int] = {}
    for number, text in enumerate(before, 1):
        if folded(text) in words_after:
            found[number] = words_after.index(folded(text)) + 1
    gone = [number for number in range(1, len(before) + 1) if number not in found]
    new = [number for number in range(1, len(after) + 1) if number not in found.values()]
    if len(gone) == len(new):
        pairs = zip(gone, new, strict=True)
        found |= {one: other for one, other in pairs if _alike(before[one - 1], after[other - 1])}
    return found


def choice_places(before: Question, after: Question) -> dict[int, int]:
    """Where each choice, item or right of a question stands in the other edition."""
    return places(*([choice.text for choice in one.wording(None).choices] for one in (before, after)))


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, folded(one), folded(other), autojunk=False).ratio() > ALIKE
