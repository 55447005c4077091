"""The page of roles: of each unit who looks after it, who supervises it, what is missing, what ends soon."""

import sqlalchemy as sa
from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from lms.database import read_rows
from lms.people.directory.unit_pages import all_units
from lms.people.merging import merged_away
from lms.people.person import names_of
from lms.people.roles.grants import ROLES, Grant
from lms.people.roles.overview import HeldBy, by_unit, ending
from lms.people.unit_tree import UnitTree
from lms.people.units import in_order
from lms.web.access import roles
from lms.web.clock import today
from lms.web.languages import ngettext
from lms.web.pages import page
from lms.web.site.waiting import Waiting

bp = Blueprint("role_overview", __name__, url_prefix="/roles")


def _held() -> list[HeldBy]:
    """The roles that hold today or later."""
    statement = (
        sa.select(Grant)
        .where(Grant.from_day(today()), Grant.person_id.not_in(merged_away()))
        .order_by(Grant.first_day, Grant.id)
    )
    return [
        HeldBy(grant.id, grant.person_id, grant.role, grant.unit_id, grant.first_day, grant.last_day)
        for grant in read_rows(statement).scalars()
    ]


@bp.get("")
@roles("administrator")
def index() -> Response:
    """Units that lack somebody first; then what ends soon, and who serves the whole installation."""
    held = _held()
    day = today()
    units = all_units()
    tree = UnitTree({unit.id: unit.parent_id for unit in units})
    ordered = [unit.id for unit, _ in in_order(units)]
    return page(
        "people/directory/roles.html",
        rows=by_unit(ordered, tree, held, day),
        ending=ending(held, day),
        everywhere=[role for role in held if role.unit is None and role.holds(day)],
        units={unit.id: unit for unit in units},
        names=names_of(role.person for role in held),
        role_names=ROLES,
    )


def roles_that_end() -> Waiting | None:
    """What waits of this on the page of administration."""
    number = len(ending(_held(), today()))
    if not number:
        return None
    text = ngettext("%(num)s role ends within 30 days", "%(num)s roles end within 30 days", number)
    return Waiting(text, url_for("role_overview.index"))
