"""Earlier: questions that an edition no longer has, for when they come back."""

from collections.abc import Collection

from lms.courses.course import Question
from lms.library import shelf


def last_question(slug: str, before: int, ids: Collection[str]) -> dict[str, Question]:
    """These questions as the last edition before one had them; without those that none had."""
    questions: dict[str, Question] = {}
    for number in range(before - 1, 0, -1):
        missing = [id for id in ids if id not in questions]
        if not missing:
            break
        course = shelf.edition(slug, number)
        for id in missing:
            question = course.question(id)
            if question is not None:
                questions[id] = question
    return questions
