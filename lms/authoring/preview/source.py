"""Where the files of a course come from: one function of the application, which `lms preview` replaces."""

from collections.abc import Callable

from flask import Flask, abort, current_app

from lms.courses.source import Source
from lms.library.edition import files_of, newest

SourceOf = Callable[[str], Source]


def in_force(slug: str) -> Source:
    """The files of the edition in force; 404 when the course was never published."""
    edition = newest(slug) or abort(404)
    return Source(slug, files_of(edition))


def read_from(app: Flask, source: SourceOf, *, written_here: bool = False) -> None:
    """Has the pages of this application read their courses there; and are they written here too?"""
    app.extensions["source_of"], app.extensions["written_here"] = source, written_here


def written_here() -> bool:
    """Whether the courses can be changed in these pages: `lms preview` only shows them."""
    return bool(current_app.extensions["written_here"])


def source_of(slug: str) -> Source:
    """The files of a course as its trainers have them; 404 when there is none."""
    found: Source = current_app.extensions["source_of"](slug)
    return found
