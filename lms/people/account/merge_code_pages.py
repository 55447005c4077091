"""A code for merging: the owner of an account makes it there, for whoever keeps their record."""

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from lms.people.merge_codes import make_merge_code
from lms.people.roles.me import myself
from lms.web.access import signed_in
from lms.web.pages import page

bp = Blueprint("merge_codes", __name__)


@bp.post("/account/merge-code")
@signed_in
def make() -> Response:
    """Makes a code of my account and shows it this once; not while earlier answers are shut to me."""
    who = myself()
    if who.shut_before is not None:
        abort(403)
    return page("people/account/merge_code.html", code=make_merge_code(who.id))
