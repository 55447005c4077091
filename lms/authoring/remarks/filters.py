"""What the list of remarks is narrowed down by: only what some remark has is offered."""

from collections.abc import Mapping, Sequence
from typing import Any

import wtforms
from werkzeug.datastructures import MultiDict

from lms.authoring.remarks.triage import Filter, Group
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
        self.where.choices = [("", gettext("All courses")), *_places(courses, groups)]
        self.edition.choices = [
            ("", gettext("All editions")),
            *((str(number), str(number)) for number in sorted({one.edition for one in groups}, reverse=True)),
        ]
        self.state.choices = [("", gettext("All")), ("open", gettext("Open")), ("closed", gettext("Closed"))]
        self.validate()
        for field in self:
            if field.errors:  # an old address, of what is there no more: it narrows nothing down
                field.data, field.errors = "", []

    def address(self) -> dict[str, Any]:
        """The arguments of an address that is narrowed down in the same way."""
        return {field.name: field.data for field in self if field.data}


def filter_from(form: FilterForm) -> Filter:
    """Which remarks a form asks for."""
    course, _, module = (form.where.data or "").partition("/")
    edition, state = form.edition.data, form.state.data
    return Filter(
        course or None, module or None, int(edition) if edition else None, state == "open" if state else None
    )


def _places(courses: Mapping[str, Shelved], groups: Sequence[Group]) -> list[tuple[str, str]]:
    """Each course with remarks and, set in, its modules in their order; those there are no more come last."""
    found = []
    for slug in sorted({one.course for one in groups}, key=lambda slug: (slug not in courses, slug)):
        course = courses[slug].course if slug in courses else None
        ours = [one for one in groups if one.course == slug]
        found.append((slug, _told(course.code if course else slug, ours)))
        modules = [module.slug for module in course.modules] if course else []
        for name in sorted({one.module for one in ours}, key=lambda name: _order(modules, name)):
            module = course.module(name) if course else None
            title = module.text(language()).title if module else name
            here = [one for one in ours if one.module == name]
            found.append((f"{slug}/{name}", "\u2003" + _told(title, here)))
    return found


def _order(modules: Sequence[str], name: str) -> tuple[int, str]:
    return (modules.index(name) if name in modules else len(modules), name)


def _told(title: str, groups: Sequence[Group]) -> str:
    waiting = sum(one.open for one in groups)
    words = ngettext("%(num)s open", "%(num)s open", waiting)
    return f"{title} ({words})" if waiting else title
