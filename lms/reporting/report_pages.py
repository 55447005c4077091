"""The pages of reports: who holds a course, one person, and the file."""

import uuid
from collections.abc import Callable
from math import ceil

import wtforms
from flask import Blueprint, abort, request, url_for
from werkzeug.wrappers import Response

from lms.learning.standing import STATES
from lms.learning.validity import EXPIRING
from lms.people.fields import unit_choices
from lms.people.roles.me import myself
from lms.postings.categories import COMPONENTS
from lms.reporting import sheet
from lms.reporting.chart import Bar, bars
from lms.reporting.counting import holders_by_gender, tails
from lms.reporting.export import log
from lms.reporting.figures import Part, same_named
from lms.reporting.gender import GROUPS, counted_on, shown
from lms.reporting.person import find_person
from lms.reporting.report import Report, find_report
from lms.web.access import roles
from lms.web.documents.tables import csv_file
from lms.web.forms import Form, choices
from lms.web.languages import N_, gettext, language
from lms.web.marking import marking
from lms.web.pages import page
from lms.web.paging import requested_page
from lms.web.sent import single

bp = Blueprint("reporting", __name__, url_prefix="/reports")

PER_PAGE = 50
# What one A4 holds below the sentence and the numbers, in half-lines: a person takes four, a bar three.
SHEET = 60


class FilterForm(Form):
    course = wtforms.SelectField(N_("Course"))
    unit = wtforms.SelectField(N_("Unit"))
    component = wtforms.SelectField(N_("Component"))
    state = wtforms.SelectField(N_("State"))


def _filters(report: Report) -> FilterForm:
    """The filters, with what was asked for."""
    form = FilterForm(data=report.kept)
    form.course.choices = [(course.slug, report.title(course)) for course in report.courses]
    form.unit.choices = unit_choices(
        [unit for unit, _ in report.scope.units], blank=gettext("All that I see")
    )
    form.component.choices = choices(list(COMPONENTS.items()), blank=gettext("All components"))
    form.state.choices = choices(list(STATES.items()), blank=gettext("All states"))
    return form


@bp.get("")
@roles("supervisor", "administrator")
def index() -> Response:
    """Who holds a course, among the people I answer for."""
    report = find_report(myself(), request.args)
    pages = max(1, ceil(len(report.listed) / PER_PAGE))
    number = requested_page(single(request.args, "page"))
    if not 1 <= number <= pages:
        abort(404)
    return _report_page(report, number, pages)


def _report_page(report: Report, number: int, pages: int) -> Response:
    """The report, with one page of its people."""
    listed = report.listed[(number - 1) * PER_PAGE : number * PER_PAGE]
    same = same_named(report.lines)
    return page(
        "reporting/report.html",
        report=report,
        filters=_filters(report),
        charts=_charts(report),
        expiring_days=EXPIRING.days,
        prints_people=_fits(report),
        listed=listed,
        tails=tails(line.person for line in listed if line.person in same),
        number=number,
        pages=pages,
        genders=_genders(report),
        groups=GROUPS.values(),
        genders_on=counted_on(report.day),
        states=STATES,
        components=COMPONENTS,
        address=_address(report),
    )


def _address(report: Report) -> Callable[..., str]:
    """Makes the address of this report with some filters changed."""
    return lambda **changed: url_for(".index", **{**report.kept, **changed})


def _charts(report: Report) -> list[tuple[str, str, list[Bar], int]]:
    """The charts: id, caption, bars, and the number that fills the width. A bar opens its people."""
    address = _address(report)

    def unit(part: Part) -> str:
        name = report.unit_name(uuid.UUID(str(part.key)))
        only = part.alone and len(report.by_unit) > 1
        return gettext("%(unit)s itself", unit=name) if only else name

    def component(part: Part) -> str:
        return gettext(COMPONENTS[str(part.key)])

    units = bars(report.by_unit, unit, lambda part: None if part.alone else address(unit=part.key))
    components = bars(report.by_component, component, lambda part: address(component=part.key))
    return [
        ("by-unit", gettext("By unit"), units, _most(report.by_unit)),
        ("by-component", gettext("By component"), components, _most(report.by_component)),
    ]


def _most(parts: list[Part]) -> int:
    return max((part.people for part in parts), default=0)


def _fits(report: Report) -> bool:
    """Whether the list of people goes on the printed sheet with the charts."""
    return 4 * len(report.listed) + 3 * (len(report.by_unit) + len(report.by_component)) <= SHEET


def _genders(report: Report) -> list[tuple[str, tuple[int | None, ...]]]:
    """The holders of each course by gender, in all of my scope: narrowed down, groups could be told apart."""
    counted = holders_by_gender(report.scope, counted_on(report.day))
    genders = [(course.code, shown(counted.get(course.slug, {}))) for course in report.courses]
    return [(code, numbers) for code, numbers in genders if numbers is not None]


@bp.get("/people/<uuid:person_id>")
@roles("supervisor", "administrator")
def person(person_id: uuid.UUID) -> Response:
    """One person whom I answer for: postings, and where they stand in each course."""
    record = find_person(myself(), person_id)
    return page(
        "reporting/person.html",
        record=record,
        states=STATES,
        components=COMPONENTS,
    )


@bp.post("/export.csv")
@roles("supervisor", "administrator")
def export() -> Response:
    """The report as a file, with the same filters and figures; that it left the site is logged."""
    report = find_report(myself(), request.form)
    unit = report.unit or report.scope.only_root
    columns = sheet.columns(report)
    rows = sheet.rows(report, columns)
    code = report.course.code if report.course else gettext("report")
    heads = [column.head for column in columns]
    answer = csv_file(f"{code}-{report.day}.csv", language(), heads, rows, marking())
    course = report.course.slug if report.course else None
    log(myself().id, unit, course, len(rows))
    return answer
