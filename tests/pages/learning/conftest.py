"""What the pages of learning are tested with: the test course, and ways to be further on in it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from lms.courses.course import Course
from tests.cast import COURSE
from tests.client import Client
from tests.conftest import Inside

Ready = Callable[..., None]


@pytest.fixture
def course(app: Flask) -> Course:
    """The test course as it is published."""
    from lms.library import shelf

    with app.app_context():
        return shelf.course(COURSE).course


@pytest.fixture
def ready(inside: Inside, cast: Any, course: Course) -> Ready:
    """`ready("awa")`: all modules are completed, the assessment is open."""
    from lms.learning.completing import complete_module
    from lms.learning.enrolment import enrol

    def complete(name: str) -> None:
        with inside():
            enrol(cast[name], COURSE)
            for module in course.modules:
                complete_module(cast[name], course, module.slug, 1, "en")

    return complete


@pytest.fixture
def attempt(awa: Client, ready: Ready) -> str:
    """The address of Awa's running attempt."""
    ready("awa")
    return awa.post(f"/courses/{COURSE}/assessment", status=303).location


@pytest.fixture
def right(course: Course) -> Callable[[Any], dict[str, list[str]]]:
    """`right(page)`: the right answers to all that a page asks, as its form sends them."""

    def answers(page: Any) -> dict[str, list[str]]:
        asked = {
            field.get("name")[2:] for field in page.all("input") if field.get("name", "").startswith("q-")
        }
        return {f"q-{name}": [str(number) for number in course.question(name).key] for name in sorted(asked)}

    return answers


@pytest.fixture
def republish(inside: Inside, course: Course) -> Callable[..., None]:
    """`republish()`: a second edition of the test course, every key another; `changes` are what else is.

    With `corrected`, its trainer has confirmed the keys.
    """
    from dataclasses import replace

    from lms.courses.source import Source
    from lms.library.edition import publish
    from lms.library.history import Decisions

    def turned(question: Any) -> Any:
        wrong = next(n for n in range(1, question.size + 1) if n not in question.key)
        return replace(question, key=(wrong,))

    def again(*, corrected: bool = False, **changes: Any) -> None:
        bank = tuple(turned(question) for question in course.bank)
        source = Source(COURSE, {"course.md": f"another revision {changes}".encode()})
        keys = frozenset(question.id for question in bank) if corrected else frozenset()
        with inside():
            publish(source, replace(course, bank=bank, **changes), Decisions(keys=keys))

    return again


@pytest.fixture
def unassessed(inside: Inside, course: Course) -> Callable[[int], None]:
    """Publishes the course without its assessment, with the first modules only."""

    def publish_with(modules: int) -> None:
        from dataclasses import replace

        from lms.courses.source import Source
        from lms.library.edition import publish

        plain = replace(course, bank=(), draw={}, modules=course.modules[:modules])
        with inside():
            publish(Source(COURSE, {"course.md": str(modules).encode()}), plain)

    return publish_with
