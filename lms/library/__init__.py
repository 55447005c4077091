"""The library: the published courses, their editions and files."""

from flask import Flask, Response

from lms.courses.problems import WORDS, in_two
from lms.library import media, rendering
from lms.library.limited import problem_of
from lms.web.child.limits import OverLimit
from lms.web.languages import gettext
from lms.web.pages import page


def join(app: Flask) -> None:
    """Adds the room to the application."""
    app.register_blueprint(media.bp)
    rendering.add_to_templates(app)
    app.register_error_handler(OverLimit, _over_limit)


def _over_limit(over: OverLimit) -> Response:
    """The page of what takes more than it may, where none of its own says so."""
    problem = problem_of(over)
    heading, fix = in_two(gettext(WORDS[problem.code]), problem.values)
    return page("error.html", 422, heading=heading, text=f"{problem.place.path}: {fix}")
