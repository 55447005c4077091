"""Where the files of a course come from: one function of the application, which `lms preview` replaces."""

from collections.abc import Callable

from flask import Flask, abort

from lms.courses.source import Source
from lms.library.edition import newest
from lms.web.plug import Plug

SourceOf = Callable[[str], Source]

SOURCE_OF: Plug[SourceOf] = Plug("source_of")
"""Reads the files of a course. Authoring puts in what trainers have saved, `lms preview` what is on disk; the
pages that show or check a course before it is published ask it."""

WRITTEN_HERE: Plug[bool] = Plug("written_here")
"""Whether the courses can be changed in these pages. Put in and asked for together with SOURCE_OF."""


def in_force(slug: str) -> Source:
    """The files of the edition in force; 404 when the course was never published."""
    edition = newest(slug) or abort(404)
    return Source(slug, edition.files())


def read_from(app: Flask, source: SourceOf, *, written_here: bool = False) -> None:
    """Has the pages of this application read their courses there; and are they written here too?"""
    SOURCE_OF.put_in(app, source)
    WRITTEN_HERE.put_in(app, written_here)


def written_here() -> bool:
    """Whether the courses can be changed in these pages: `lms preview` only shows them."""
    return WRITTEN_HERE.get()


def source_of(slug: str) -> Source:
    """The files of a course as its trainers have them; 404 when there is none."""
    read = SOURCE_OF.get()
    return read(slug)
