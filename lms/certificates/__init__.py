"""Certificates: what is awarded. Design, issue, verify, replace, revoke."""

from flask import Flask

from lms.certificates import my_pages, register_pages, signatory_pages, verify_pages
from lms.certificates.leaving import pages as leaving_pages
from lms.certificates.leaving.forgetting import forget_certificates
from lms.certificates.leaving.links import LETTER
from lms.certificates.notices import notices
from lms.certificates.register import files_of
from lms.certificates.replacing import revoke_after_undoing
from lms.web.languages import N_
from lms.web.mail import add_letter_kinds
from lms.web.pages import Entry

__all__ = ["ENTRIES", "files_of", "forget_certificates", "join", "notices", "revoke_after_undoing"]

ENTRIES = [
    Entry(
        "register.index",
        N_("Certificates"),
        frozenset({"administrator"}),
        about=N_("Find one by its number, revoke or replace it; who signs"),
    )
]


def join(app: Flask) -> None:
    """Adds the room to the application."""
    add_letter_kinds(app, LETTER)
    for bp in (leaving_pages.bp, my_pages.bp, verify_pages.bp, register_pages.bp, signatory_pages.bp):
        app.register_blueprint(bp)
