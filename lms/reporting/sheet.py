"""The sheet: a report as a file, line for line what the screen lists."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lms.learning.standing import STATES
from lms.postings.categories import COMPONENTS
from lms.reporting.counting import tails
from lms.reporting.figures import Line, same_named
from lms.reporting.report import Report
from lms.web.languages import gettext, language


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head in the reader's language, and what it has of a person's line."""

    head: str
    value: Callable[[Line], object]


def columns(report: Report) -> list[Column]:
    """The columns, each head beside its value: state and dates only. Days are written as 2026-12-14."""
    same = same_named(report.lines)
    endings = tails(line.person for line in report.listed if line.person in same)
    units = report.scope.every
    states = {state: gettext(text) for state, text in STATES.items()}
    components = {component: gettext(text) for component, text in COMPONENTS.items()}
    yes = gettext("yes")
    no = gettext("no")
    code = report.course.code if report.course else ""
    title = report.course.text(language()).title if report.course else ""
    return [
        Column(gettext("Name"), lambda line: line.name),
        Column(gettext("Identifier ends in"), lambda line: endings.get(line.person, "")),
        Column(gettext("Unit code"), lambda line: _joined(units[place.unit].code for place in line.places)),
        Column(gettext("Unit"), lambda line: _joined(report.unit_name(place.unit) for place in line.places)),
        Column(gettext("Function"), lambda line: _joined(place.function for place in line.places)),
        Column(
            gettext("Component"),
            lambda line: _joined(components[place.component] for place in line.places),
        ),
        Column(gettext("Course code"), lambda line: code),
        Column(gettext("Course title"), lambda line: title),
        Column(gettext("Day of the report"), lambda line: report.day),
        Column(gettext("State"), lambda line: states[line.standing.state]),
        Column(gettext("Begun"), lambda line: yes if line.standing.begun else no),
        Column(gettext("Due on"), lambda line: line.standing.due),
        Column(gettext("Overdue since"), lambda line: line.standing.overdue_since),
        Column(gettext("Held since"), lambda line: line.standing.since),
        Column(gettext("Held until"), lambda line: line.standing.until or line.standing.lapsed),
    ]


def rows(report: Report, columns: Sequence[Column]) -> list[list[object]]:
    """A row for each person listed."""
    return [[column.value(line) for column in columns] for line in report.listed]


def _joined(texts: Iterable[str]) -> str:
    """What somebody who serves in two places has twice; said once where it is the same."""
    return "; ".join(dict.fromkeys(texts))
