"""Health: whether this worker can serve."""

import sqlalchemy as sa
from flask import Blueprint, Response, jsonify

from lms.database import read_rows
from lms.web import access

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@access.public
def healthz() -> Response:
    """200 once the database answers; the error handler says 503 otherwise."""
    read_rows(sa.text("SELECT version_num FROM alembic_version"))
    return jsonify(status="ok")
