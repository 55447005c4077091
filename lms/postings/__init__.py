"""Postings: who serves where, and what that requires of them."""

from flask import Flask

from lms.people.whereabouts import tell_whereabouts
from lms.postings import post_pages, posting_pages, unit_pages, whereabouts
from lms.postings.person import grant_pages, slip_pages
from lms.postings.person import pages as person_page


def join(app: Flask) -> None:
    """Adds the room to the application, and tells the room below where people serve."""
    tell_whereabouts(app, whereabouts)
    for room in (person_page, posting_pages, post_pages, grant_pages, slip_pages, unit_pages):
        app.register_blueprint(room.bp)
