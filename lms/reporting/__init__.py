"""Reporting: what a supervisor asks. Who holds a course, who is learning, for whom it is overdue."""

from flask import Flask

from lms.reporting import export, report_pages  # noqa: F401 - export: so that its table is known
from lms.web.languages import N_
from lms.web.pages import Entry

ENTRIES: list[Entry] = [Entry("reporting.index", N_("Reports"), frozenset({"supervisor", "administrator"}))]


def join(app: Flask) -> None:
    """Adds the room to the application."""
    app.register_blueprint(report_pages.bp)
