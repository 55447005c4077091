"""The next step: the next thing to do in a course, in words and with its address."""

from dataclasses import dataclass

from flask import url_for

from lms.courses.course import Module
from lms.learning.mine.plan import Item
from lms.library.rendering import titled
from lms.web.languages import gettext, language


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next: a title, where it leads, the word on its button, about how many minutes it takes."""

    title: str
    href: str
    word: str
    minutes: int | None = None


def next_step(item: Item) -> NextStep:
    """The next thing to do in a course."""
    course = item.course
    if item.record.running:
        title = gettext("Go on with the assessment of %(code)s", code=course.code)
        href = url_for("assessment.paper", attempt_id=item.record.running)
        return NextStep(title, href, gettext("Go on"))
    # Who is about to renew the course goes on below, where these modules are not completed like any others.
    if item.again and not item.expiring:
        return _read_again(item, item.again[0])
    for module in course.modules:
        if module.slug not in item.progress.completed:
            return _module(item, module)
    if course.bank:
        title = gettext("Take the assessment of %(code)s", code=course.code)
        return NextStep(title, url_for("assessment.show", slug=course.slug), gettext("To the assessment"))
    href = url_for("learning.course", slug=course.slug)
    return NextStep(titled(course, language()), href, gettext("To the course"))


def _read_again(item: Item, module: Module) -> NextStep:
    title = gettext(
        "Read module %(number)s of %(code)s again: %(title)s",
        code=item.course.code,
        number=module.number,
        title=titled(module, language()),
    )
    href = url_for("module.show", slug=item.course.slug, module=module.slug)
    return NextStep(title, href, gettext("Read it again"), module.minutes)


def _module(item: Item, module: Module) -> NextStep:
    href = url_for("module.show", slug=item.course.slug, module=module.slug)
    values = {
        "code": item.course.code,
        "number": module.number,
        "title": titled(module, language()),
    }
    if item.record.enrolled:
        title = gettext("Continue %(code)s, module %(number)s: %(title)s", **values)
        return NextStep(title, href, gettext("Continue"), module.minutes)
    title = gettext("Begin %(code)s, module %(number)s: %(title)s", **values)
    return NextStep(title, href, gettext("Begin"), module.minutes)
