"""The parts of a module page that look alike to all who stand at the same place in it: drawn once a worker.

Nothing personal may stand in them: they are drawn from the course and the place alone.
"""

from dataclasses import dataclass
from uuid import UUID

from flask import current_app
from markupsafe import Markup

from lms.courses.course import Course, Module
from lms.learning.progress import module_progress
from lms.learning.questions import practice
from lms.web.recent import Recent


@dataclass(frozen=True, slots=True)
class Card:
    """How a practice question stands: an answer with its feedback, or open with what was typed."""

    question: str
    answer: tuple[int | str, ...] = ()
    graded: bool = False
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """All that decides how a module page looks, but for whose it is."""

    course: str
    edition: int
    id: UUID | None
    module: str
    language: str
    read: frozenset[str]
    answered: frozenset[str]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Fragments:
    """The way here, the side list, the text with its questions, and what is said at the foot."""

    trail: Markup
    side: Markup
    body: Markup
    foot: Markup


_drawn: Recent[View, Fragments] = Recent(1000)


def fragments_of(course: Course, module: Module, place: View) -> Fragments:
    """The parts of a module's page for a place in it; in debug mode drawn anew, as templates change then."""
    if current_app.debug:
        return _draw(course, module, place)
    return _drawn.get(place, lambda: _draw(course, module, place))


def _draw(course: Course, module: Module, place: View) -> Fragments:
    following = course.modules.index(module) + 1
    values = {
        "course": course,
        "module": module,
        "edition": place.edition,
        "language": place.language,
        "shown_in": module.language(place.language),
        "read": place.read,
        "progress": module_progress(module, place.read, place.answered),
        "next_module": course.modules[following] if following < len(course.modules) else None,
        "shown": {
            question.id: practice(question, place.language, list(card.answer), card.graded, card.problem)
            for question, card in zip(module.questions, place.cards, strict=True)
        },
    }
    return Fragments(
        *(
            Markup(current_app.jinja_env.get_template(f"learning/module/_module_{part}.html").render(values))  # noqa: S704
            for part in ("trail", "side", "body", "foot")
        )
    )
