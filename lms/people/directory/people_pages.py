"""The directory: everybody whom I look after, to be found by name, sign-in name or identifier."""

import uuid
from math import ceil

import wtforms
from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import Length

from lms.people.directory.person_form import PersonForm, another_in_reach_has
from lms.people.directory.searching import in_order, people, search
from lms.people.directory.telling_apart import Distinguished, distinguished
from lms.people.fields import chosen_id, shown, unit_choices
from lms.people.person import Person
from lms.people.roles.reach import people_in_reach, unit_in_reach, units_in_reach
from lms.people.roles.record_to_change import person_to_change
from lms.people.telling import ADDRESS_CHANGED, tell_owner
from lms.web.access import roles
from lms.web.forms import Form, Lines, take_turn
from lms.web.languages import N_, gettext
from lms.web.pages import page
from lms.web.paging import page_within

bp = Blueprint("people", __name__, url_prefix="/people")

PER_PAGE = 50


class AskForm(Form):
    """Sent by POST, because what is searched for is a name, and no name may stand in an address."""

    asked = wtforms.SearchField(
        N_("Name, sign-in name or identifier"),
        [Length(max=120, message=N_("This is too long."))],
        [Lines(), shown],
    )


class SearchForm(AskForm):
    """As above, within a unit and all below it."""

    unit = wtforms.SelectField(N_("Unit"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.unit.choices = unit_choices(units_in_reach(), blank=gettext("All units"))


@bp.route("", methods=["GET", "POST"])
@roles("administrator", "focal_point")
def index() -> Response:
    """The people, fifty a page; a search shows the first fifty and asks for a narrower one."""
    form = SearchForm(request.form, data={"unit": request.args.get("unit", "")})
    sent = form.sent()
    unit = form.unit.data or None
    if sent and not form.asked.data:
        return redirect(url_for(".index", unit=unit), 303)
    unit_id = unit_in_reach(chosen_id(form.unit)).id if unit and not form.errors else None
    where = people_in_reach(unit_id)
    ids = search(form.asked.data, where) if sent else in_order(where)
    pages = max(1, ceil(len(ids) / PER_PAGE))
    number = 1 if sent else page_within(request.args.get("page"), pages)
    shown = people(ids[(number - 1) * PER_PAGE : number * PER_PAGE])
    return _list_page(
        form, distinguished(shown, unit_id), searched=sent, total=len(ids), number=number, pages=pages
    )


def _list_page(
    form: SearchForm, rows: list[Distinguished], *, searched: bool, total: int, number: int, pages: int
) -> Response:
    """One page of the people; with the unit, where they are narrowed down to one."""
    unit = form.unit.data or None
    return page(
        "people/directory/index.html",
        form=form,
        unit=unit,
        searched=searched,
        narrowed=searched or unit is not None,
        rows=rows,
        total=total,
        number=number,
        pages=pages,
        href=lambda n: url_for(".index", unit=unit, page=n),
        page_form="search",
    )


@bp.route("/<uuid:person_id>/edit", methods=["GET", "POST"])
@roles("administrator", "focal_point")
def edit(person_id: uuid.UUID) -> Response:
    """Corrects names, sign-in name, e-mail address and language."""
    take_turn(f"person {person_id}")
    person = person_to_change(person_id)
    form = PersonForm(request.form, obj=person, data={"speaks": person.language}, person=person)
    if form.sent():
        if form.email.data != person.email:
            tell_owner(person, ADDRESS_CHANGED)
        person.amend(**{name: form[name].data for name in AMENDED}, language=form.speaks.data)
        flash(gettext("Saved."))
        warn_if_shared(person)
        return redirect(url_for("person.show", person_id=person_id), 303)
    return page("people/directory/edit.html", form=form, person=person, page_form="person")


AMENDED = ("name", "latin_name", "given_name", "family_name", "sign_in_name", "email", "email_of_post")


def warn_if_shared(person: Person) -> None:
    """Says so when somebody else whom I look after has the same e-mail address."""
    if another_in_reach_has(person.email, person):
        words = gettext(
            "Another person has this e-mail address too. It signs in who had it first, until their last "
            "posting ends."
        )
        flash(words, "due")
