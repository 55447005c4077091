"""Where the files of a course come from: one function of the application, which `lms preview` replaces."""

from collections.abc import Callable

from flask import Flask, abort, current_app

from lms.courses.reader import Source
from lms.library.edition import files_of, newest

SourceOf = Callable[[str], Source]


def in_force(slug: str) -> Source:
    """The files of the edition in force; 404 when the course was never published."""
    edition = newest(slug) or abort(404)
    return Source(slug, files_of(edition))


def read_from(app: Flask, source: SourceOf) -> None:
    """Has the pages of this application read their courses there."""
    app.extensions["source_of"] = source


def source_of(slug: str) -> Source:
    """The files of a course as its trainers have them; 404 when there is none."""
    found: Source = current_app.extensions["source_of"](slug)
    return found
