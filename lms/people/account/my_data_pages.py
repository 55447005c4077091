"""Downloading all that is held of me."""

from io import BytesIO

from flask import Blueprint, abort, send_file
from werkzeug.wrappers import Response

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.people.account.my_data import archive_of
from lms.people.roles.me import myself
from lms.web.access import signed_in
from lms.web.clock import today

bp = Blueprint("my_data", __name__)


@bp.post("/account/data")
@signed_in
def download() -> Response:
    """Sends the archive; not while earlier answers are shut to me."""
    who = myself()
    if who.shut_before is not None:
        abort(403)
    content = archive_of(who.id)
    note_act(Kind.DATA_DOWNLOADED, concerns=who.id)
    answer: Response = send_file(
        BytesIO(content), "application/zip", as_attachment=True, download_name=f"cpas-{today()}.zip"
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
