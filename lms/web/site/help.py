"""Help for readers, and (in debug mode) the page that shows every component in every state."""

from flask import Blueprint, abort, current_app
from werkzeug.wrappers import Response

from lms.web.access import public
from lms.web.pages import page

bp = Blueprint("help", __name__)


@bp.get("/help")
@public
def show() -> Response:
    """How to sign in, learn and be certified; what is recorded, and who sees it."""
    return page("help.html", keep=current_app.config["SETTINGS"])


@bp.get("/patterns")
@public
def patterns() -> Response:
    """Every component in every state, for whoever works on the look."""
    if not current_app.debug:
        abort(404)
    return page("patterns.html")
