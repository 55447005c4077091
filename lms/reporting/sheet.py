"""The sheet: a report as a file, line for line what the screen lists."""

from collections.abc import Iterable

from lms.learning.standing import STATES
from lms.postings.posting import COMPONENTS
from lms.reporting.counting import tails
from lms.reporting.figures import alike
from lms.reporting.report import Report
from lms.web.languages import gettext, language


def heads() -> list[str]:
    """The heads of the columns in the reader's language."""
    return [
        gettext("Name"),
        gettext("Identifier ends in"),
        gettext("Unit code"),
        gettext("Unit"),
        gettext("Function"),
        gettext("Component"),
        gettext("Course code"),
        gettext("Course title"),
        gettext("Day of the report"),
        gettext("State"),
        gettext("Begun"),
        gettext("Due on"),
        gettext("Overdue since"),
        gettext("Held since"),
        gettext("Held until"),
    ]


def rows(report: Report) -> list[list[object]]:
    """A row for each person listed; state and dates only. Days are written as 2026-12-14."""
    if report.course is None:
        return []
    same = alike(report.lines)
    ends = tails(line.person for line in report.listed if line.person in same)
    code, title, every = report.course.code, report.course.text(language()).title, report.scope.every
    states = {state: gettext(text) for state, text in STATES.items()}
    components = {component: gettext(text) for component, text in COMPONENTS.items()}
    begun = {True: gettext("yes"), False: gettext("no")}
    return [
        [
            line.name,
            ends.get(line.person, ""),
            _joined(every[place.unit].code for place in line.places),
            _joined(report.unit_name(place.unit) for place in line.places),
            _joined(place.function for place in line.places),
            _joined(components[place.component] for place in line.places),
            code,
            title,
            report.day,
            states[line.standing.state],
            begun[line.standing.begun],
            line.standing.due,
            line.standing.overdue_since,
            line.standing.since,
            line.standing.until or line.standing.lapsed,
        ]
        for line in report.listed
    ]


def _joined(texts: Iterable[str]) -> str:
    """What somebody who serves in two places has twice; said once where it is the same."""
    return "; ".join(dict.fromkeys(texts))
