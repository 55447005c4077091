"""The parts of a module page that look alike to all who have the same view of it: drawn once a worker.

Nothing personal may stand in them: they are drawn from the course and the view alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import current_app
from markupsafe import Markup

from lms.courses.course import Course, Module
from lms.learning.progress import ModuleProgress, module_progress
from lms.learning.questions import practice
from lms.library.rendering import titled
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
    """All that decides how a module page looks, but for whose it is.

    `id` is the edition's: in a database that was restored meanwhile its number may be another's.
    """

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


@dataclass(frozen=True, slots=True)
class SideEntry:
    """A section in the list beside the text: its title, where it is, and how its reader stands there."""

    text: str
    href: str
    done: bool
    current: bool


def side_entries(module: Module, progress: ModuleProgress, reader: str) -> list[SideEntry]:
    """The sections of a module, for a reader of this language."""
    return [
        SideEntry(
            titled(section, reader),
            f"#{section.id}",
            done=section.id in progress.done,
            current=section.id == progress.resume,
        )
        for section in module.sections
    ]


# To draw a module takes longer than all else that its page needs, and many readers have the same view of it:
# nothing done, all done, one section further. A view names all that its fragments depend on, the edition with
# it, so that what is kept is never out of date. It stays until the worker ends, or a thousand other views
# were asked for since.
_drawn: Recent[View, Fragments] = Recent(1000)


def fragments_of(course: Course, module: Module, view: View) -> Fragments:
    """The parts of a module's page for a view of it; in debug mode drawn anew, as templates change then."""
    if current_app.debug:
        return _draw(course, module, view)
    return _drawn.get(view, lambda: _draw(course, module, view))


def _draw(course: Course, module: Module, view: View) -> Fragments:
    shown = {
        question.id: practice(question, view.language, list(card.answer), card.graded, card.problem)
        for question, card in zip(module.questions, view.cards, strict=True)
    }
    progress = module_progress(module, view.read, view.answered)
    values = {
        "course": course,
        "module": module,
        "edition": view.edition,
        "language": view.language,
        "shown_in": module.language(view.language),
        "read": view.read,
        "progress": progress,
        "entries": side_entries(module, progress, view.language),
        "next_module": _next_module(course, module),
        "shown": shown,
    }
    return Fragments(
        trail=_rendered("learning/module/_module_trail.html", values),
        side=_rendered("learning/module/_module_side.html", values),
        body=_rendered("learning/module/_module_body.html", values),
        foot=_rendered("learning/module/_module_foot.html", values),
    )


def _next_module(course: Course, module: Module) -> Module | None:
    following = course.modules.index(module) + 1
    return course.modules[following] if following < len(course.modules) else None


def _rendered(template: str, values: Mapping[str, object]) -> Markup:
    html = current_app.jinja_env.get_template(template).render(values)
    return Markup(html)  # noqa: S704 - a template of ours escaped it
