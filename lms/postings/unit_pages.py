"""The page of a unit: who serves there, its roles, its parts and posts."""

import uuid

import sqlalchemy as sa
from flask import Blueprint, abort
from werkzeug.wrappers import Response

from lms.database import read_rows
from lms.people.merging import merged_away
from lms.people.person import Person, names_of
from lms.people.roles.grants import OVER_A_UNIT, ROLES, Grant
from lms.people.roles.reach import reaches_all, unit_in_reach
from lms.people.units import Unit, above
from lms.postings.categories import COMPONENTS
from lms.postings.posting import Posting
from lms.web.access import roles
from lms.web.clock import today
from lms.web.pages import page

bp = Blueprint("unit", __name__, url_prefix="/units")

MOST = 200  # people that are named; all are counted, and found on the page of people


@bp.get("/<uuid:unit_id>")
@roles("administrator", "focal_point")
def show(unit_id: uuid.UUID) -> Response:
    """A unit that I look after, today."""
    unit = unit_in_reach(unit_id)
    line = above(unit_id)
    if not line:
        abort(404)
    serving = (
        sa.select(Posting, Person)
        .join(Person, Person.id == Posting.person_id)
        .where(Posting.unit_id == unit_id, Posting.on(today()), Person.id.not_in(merged_away()))
        .order_by(Person.name, Person.id)
    )
    count = read_rows(sa.select(sa.func.count()).select_from(serving.subquery())).scalar_one()
    held = (
        sa.select(Grant)
        .where(Grant.unit_id.in_([part.id for part in line]), Grant.role.in_(OVER_A_UNIT), Grant.on(today()))
        .order_by(Grant.role, Grant.first_day, Grant.id)
    )
    grants = read_rows(held).scalars().all()
    parts = sa.select(Unit).where(Unit.parent_id == unit_id).order_by(Unit.code)
    return page(
        "postings/unit.html",
        unit=unit,
        line=line[1:],
        parts=read_rows(parts).scalars().all(),
        serving=[(row.Posting, row.Person) for row in read_rows(serving.limit(MOST))],
        count=count,
        grants=grants,
        names=names_of(grant.person_id for grant in grants),
        units={part.id: part for part in line},
        role_names=ROLES,
        components=COMPONENTS,
        is_administrator=reaches_all(),
    )
