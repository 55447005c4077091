"""Where the files of a course come from: one function of the application, which `lms preview` replaces."""

from collections.abc import Callable

from flask import Flask, current_app

from lms.courses.reader import Source

SourceOf = Callable[[str], Source]


def read_from(app: Flask, source: SourceOf) -> None:
    """Has the pages of this application read their courses there."""
    app.extensions["source_of"] = source


def source_of(slug: str) -> Source:
    """The files of a course as its trainers have them; 404 when there is none."""
    found: Source = current_app.extensions["source_of"](slug)
    return found
