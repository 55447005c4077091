"""Rotation: what must be held where, and what leaves with people."""

from flask import Flask

from lms.rotation.requirements import pages
from lms.web.languages import N_
from lms.web.pages import Entry

ENTRIES = [
    Entry(
        "requirements.index",
        N_("Requirements"),
        frozenset({"administrator"}),
        about=N_("Which unit must hold which course, and how soon after arrival"),
    )
]


def join(app: Flask) -> None:
    """Adds the room to the application."""
    app.register_blueprint(pages.bp)
