"""Administration: one page that leads to all that is administered."""

from flask import Blueprint
from werkzeug.wrappers import Response

from lms.web.access import current_roles, roles
from lms.web.pages import administration, page
from lms.web.site.waiting import what_waits

bp = Blueprint("administration", __name__)


@bp.get("/administration")
@roles("administrator", "focal_point")
def index() -> Response:
    """What there is to administer for somebody with my roles."""
    waiting = what_waits() if "administrator" in current_roles() else []
    return page("administration.html", entries=administration(current_roles()), waiting=waiting)
