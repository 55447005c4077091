"""What the list of remarks is narrowed down by: only what some remark has is offered."""

from collections.abc import Mapping, Sequence
from typing import Any

import wtforms
from werkzeug.datastructures import MultiDict

from lms.authoring.remarks.triage import Filter, Group
from lms.courses.course import Course
from lms.library.shelf import Shelved
from lms.web.forms import Form
from lms.web.languages import N_, gettext, language, ngettext


class FilterForm(Form):
    where = wtforms.SelectField(N_("Course and module"), default="")
    edition = wtforms.SelectField(N_("Edition"), default="")
    state = wtforms.SelectField(N_("State"), default="")

    def __init__(
        self, values: MultiDict[str, str], courses: Mapping[str, Shelved], groups: Sequence[Group]
    ) -> None:
        super().__init__(values)
        editions = sorted({group.edition for group in groups}, reverse=True)
        self.where.choices = [("", gettext("All courses")), *_places(courses, groups)]
        self.edition.choices = [
            ("", gettext("All editions")),
            *((str(number), str(number)) for number in editions),
        ]
        self.state.choices = [("", gettext("All")), ("open", gettext("Open")), ("closed", gettext("Closed"))]
        self.validate()
        for field in self:
            if field.errors:  # an old address, of what is there no more: it narrows nothing down
                field.data = ""
                field.errors = []

    def address(self) -> dict[str, Any]:
        """The arguments of an address that is narrowed down in the same way."""
        return {field.name: field.data for field in self if field.data}


def filter_from(form: FilterForm) -> Filter:
    """Which remarks a form asks for."""
    course, _, module = (form.where.data or "").partition("/")
    edition = form.edition.data
    state = form.state.data
    is_open = state == "open" if state else None
    return Filter(
        course=course or None,
        module=module or None,
        edition=int(edition) if edition else None,
        open=is_open,
    )


def _places(courses: Mapping[str, Shelved], groups: Sequence[Group]) -> list[tuple[str, str]]:
    """Each course with remarks and, set in, its modules in their order; those there are no more come last."""
    slugs = sorted({group.course for group in groups}, key=lambda slug: (slug not in courses, slug))
    places = []
    for slug in slugs:
        course = courses[slug].course if slug in courses else None
        of_course = [group for group in groups if group.course == slug]
        code = course.code if course else slug
        places.append((slug, _with_open(code, of_course)))
        places.extend(_modules(slug, course, of_course))
    return places


def _modules(slug: str, course: Course | None, groups: Sequence[Group]) -> list[tuple[str, str]]:
    """The modules of a course that these remarks are on."""
    order = [module.slug for module in course.modules] if course else []
    places = []
    for name in sorted({group.module for group in groups}, key=lambda name: _order(order, name)):
        module = course.module(name) if course else None
        title = module.text(language()).title if module else name
        of_module = [group for group in groups if group.module == name]
        places.append((f"{slug}/{name}", "\u2003" + _with_open(title, of_module)))
    return places


def _order(modules: Sequence[str], name: str) -> tuple[int, str]:
    return (modules.index(name) if name in modules else len(modules), name)


def _with_open(title: str, groups: Sequence[Group]) -> str:
    """A title with how many of its remarks are open, where some are."""
    number = sum(group.open for group in groups)
    if not number:
        return title
    words = ngettext("%(num)s open", "%(num)s open", number)
    return f"{title} ({words})"
