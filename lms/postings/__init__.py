"""Postings: who serves where, and what that requires of them."""

from flask import Flask

from lms.people import reach
from lms.postings import grant_pages, pages, person_page, post_pages, serving, slip_pages


def join(app: Flask) -> None:
    """Adds the room to the application, and tells the room below where people serve."""
    reach.plug(app, serving)
    for room in (person_page, pages, post_pages, grant_pages, slip_pages):
        app.register_blueprint(room.bp)
