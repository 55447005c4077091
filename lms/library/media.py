"""Pictures of courses, under the hash of their bytes, so that a browser keeps them for good."""

import sqlalchemy as sa
from flask import Blueprint, Response, abort

from lms.courses.source import PICTURES, suffix_of
from lms.database import read_rows
from lms.library.edition import EditionFile, StoredFile
from lms.web.access import signed_in
from lms.web.guards.headers import PICTURE_POLICY

bp = Blueprint("media", __name__)


@bp.get("/media/<sha256>/<name>")
@signed_in
def picture(sha256: str, name: str) -> Response:
    """A picture of a published course. Only a name that some edition gives it, and only pictures."""
    media_type = PICTURES.get(suffix_of(name))
    if media_type is None:
        abort(404)
    in_a_folder = EditionFile.path.endswith(f"/{name}", autoescape=True)
    statement = (
        sa.select(StoredFile.content)
        .join(EditionFile, EditionFile.sha256 == StoredFile.sha256)
        .where(StoredFile.sha256 == sha256, sa.or_(EditionFile.path == name, in_a_folder))
    )
    content = read_rows(statement.limit(1)).scalar()
    if content is None:
        abort(404)
    answer = Response(content, mimetype=media_type)
    answer.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    answer.headers["Content-Security-Policy"] = PICTURE_POLICY
    return answer
