"""Units: the tree of the mission and its parts, for the administrator."""

import uuid
from zoneinfo import available_timezones

import sqlalchemy as sa
import wtforms
from flask import Blueprint, abort, current_app, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import Optional, ValidationError

from lms.database import db, read_rows
from lms.people.fields import chosen_id, text, unit_choices
from lms.people.units import Unit, add_unit, would_loop
from lms.web.access import roles
from lms.web.forms import Form, take_turn
from lms.web.languages import N_, gettext, offered
from lms.web.pages import page

bp = Blueprint("units", __name__, url_prefix="/units")


def all_units() -> list[Unit]:
    """Every unit there is."""
    return list(read_rows(sa.select(Unit)).scalars())


class UnitForm(Form):
    """Set `unit` to the one that is edited. It has a name for each language of the interface."""

    code = text(N_("Code"), N_("Write a short code, as in MIN-U5."), longest=30)
    parent = wtforms.SelectField(N_("Part of"), [Optional()])
    time_zone = text(N_("Time zone"), longest=60)

    def __init__(self, *args: object, unit: Unit | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        self.parent.choices = unit_choices(all_units(), blank=gettext("Nothing: it stands at the top"))

    def name_fields(self) -> list[wtforms.Field]:
        return [self[f"name_{tag}"] for tag, _ in offered()]

    def names(self) -> dict[str, str]:
        """The names written, with those in languages that are not offered now."""
        written = {tag: self[f"name_{tag}"].data for tag, _ in offered()}
        before = self.unit.names if self.unit else {}
        return {tag: name for tag, name in {**before, **written}.items() if name}

    def validate_code(self, field: wtforms.Field) -> None:
        other = read_rows(sa.select(Unit).where(Unit.code == field.data)).scalars().first()
        if other is not None and other is not self.unit:
            raise ValidationError(N_("Another unit has this code."))

    def validate_parent(self, field: wtforms.Field) -> None:
        parent = chosen_id(field)
        if self.unit is not None and parent and would_loop(self.unit.id, parent):
            raise ValidationError(N_("A unit cannot be part of itself or of one of its own parts."))

    def validate_time_zone(self, field: wtforms.Field) -> None:
        if field.data and field.data not in available_timezones():
            raise ValidationError(N_("There is no such time zone. Write it as in Africa/Bangui."))


def unit_form(unit: Unit | None = None, **data: object) -> UnitForm:
    """The form with a field for the name in each language; the first language’s is required."""
    fields = {}
    for position, (tag, own_name) in enumerate(offered()):
        label = gettext("Name (%(language)s)", language=own_name)
        required = N_("Write the name of the unit.") if position == 0 else None
        fields[f"name_{tag}"] = text(label, required)
        data[f"name_{tag}"] = unit.names.get(tag) if unit else None
    form_class = type("NamedUnitForm", (UnitForm,), fields)
    return form_class(request.form, data=data, unit=unit)


@bp.get("")
@roles("administrator")
def index() -> Response:
    """The tree of units."""
    children: dict[uuid.UUID | None, list[Unit]] = {}
    for unit in sorted(all_units(), key=lambda unit: unit.code):
        children.setdefault(unit.parent_id, []).append(unit)
    return page("people/directory/units.html", children=children)


@bp.route("/add", methods=["GET", "POST"])
@roles("administrator")
def add() -> Response:
    """Adds a unit at the top or as a part of another."""
    take_turn("units")
    form = unit_form(parent=request.args.get("parent", ""), code=None, time_zone=None)
    if form.sent():
        add_unit(form.code.data, form.names(), chosen_id(form.parent), form.time_zone.data)
        flash(gettext("The unit is added."))
        return redirect(url_for(".index"), 303)
    return _page(form)


@bp.route("/<uuid:unit_id>/edit", methods=["GET", "POST"])
@roles("administrator")
def edit(unit_id: uuid.UUID) -> Response:
    """Corrects a unit, or moves it with all its parts."""
    take_turn("units")
    unit = db.session.get(Unit, unit_id) or abort(404)
    form = unit_form(unit, parent=str(unit.parent_id or ""), code=unit.code, time_zone=unit.time_zone)
    if form.sent():
        unit.amend(form.code.data, form.names(), chosen_id(form.parent), form.time_zone.data)
        flash(gettext("Saved."))
        return redirect(url_for(".index"), 303)
    return _page(form, unit)


def _page(form: UnitForm, unit: Unit | None = None) -> Response:
    zone = current_app.config["SETTINGS"].time_zone
    return page("people/directory/unit.html", form=form, unit=unit, zone=zone, page_form="unit")
