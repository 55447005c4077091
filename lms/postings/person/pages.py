"""A person: all that is recorded of them on one page, and how a new one is recorded."""

import uuid
from typing import Any

import sqlalchemy as sa
from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from lms.acts.reading import on_records
from lms.database import db, read_rows
from lms.people.account.events import account_events
from lms.people.directory.act_rows import act_rows
from lms.people.directory.merge_pages import merges_into
from lms.people.directory.people_pages import warn_if_shared
from lms.people.directory.person_form import another_in_reach_has
from lms.people.directory.searching import alike, people
from lms.people.directory.telling_apart import distinguished
from lms.people.fields import only_choice
from lms.people.merging import merged_into
from lms.people.person import Person, add_identifier, add_person, confirmed_name, identifiers_of
from lms.people.roles.grants import grants_of
from lms.people.roles.me import myself
from lms.people.roles.reach import (
    people_in_reach,
    person_in_reach,
    reaches_all,
    unit_ids_in_reach,
    units_in_reach,
)
from lms.people.roles.record_to_change import Hindrance, hindrance
from lms.people.second_factor.factor import has_factor
from lms.people.shut_answers import is_anything_shut
from lms.people.sign_in.closing import closes_after, is_closed, is_closed_by_word
from lms.people.sign_in_names import from_number, from_unit
from lms.people.units import Unit
from lms.postings.person.new_person_form import NewPersonForm
from lms.postings.person.rows import grant_rows, posting_rows
from lms.postings.posting import open_posting, postings_of
from lms.web.access import roles
from lms.web.clock import today
from lms.web.forms import take_turn
from lms.web.languages import N_, gettext, language, offered
from lms.web.pages import page

bp = Blueprint("person", __name__, url_prefix="/people")

ACTS = 30  # of a record's history, the newest
HINDRANCES = {
    Hindrance.SELF: N_(
        "This is your own record. Nobody grants, resets or records for themselves: "
        "ask another focal point or an administrator."
    ),
    Hindrance.ABOVE: N_(
        "This person holds a role that you cannot give, so an administrator keeps this record."
    ),
    Hindrance.FORGOTTEN: N_("This person was forgotten. What they earned still counts, for a number."),
    Hindrance.MERGED: N_("This record was merged into another; all that was recorded is there now."),
}


@bp.get("/<uuid:person_id>")
@roles("administrator", "focal_point")
def show(person_id: uuid.UUID) -> Response:
    """The record, and what I may do with it."""
    person = person_in_reach(person_id)
    merge = merged_into(person_id)
    merges = merges_into(person_id)
    return page(
        "postings/person/person.html",
        person=person,
        hindrance=hindrance(person),
        words_of_hindrance=HINDRANCES,
        kept_id=merge.kept_id if merge else None,
        merges=merges,
        events=account_events(person_id),
        acts=act_rows(on_records([person_id, *(merged.id for _, merged in merges)], ACTS)),
        closed=is_closed(person_id),
        closed_by_word=is_closed_by_word(person_id),
        closes_after=closes_after(person_id),
        is_administrator=reaches_all(),
        has_factor=has_factor(person_id),
        may_open_answers=reaches_all() and is_anything_shut(person_id),
        confirmed=confirmed_name(person_id) is not None,
        shared=another_in_reach_has(person.email, person),
        language_name=dict(offered()).get(person.language, person.language),
        identifiers=identifiers_of([person_id])[person_id],
        **_postings_and_grants(person_id),
    )


def _postings_and_grants(person_id: uuid.UUID) -> dict[str, Any]:
    """Where the person serves and which roles they have, as rows for whoever asks."""
    grants = grants_of(person_id)
    postings = postings_of(person_id)
    units = _units({grant.unit_id for grant in grants} | {posting.unit_id for posting in postings})
    units_of_mine = set(read_rows(unit_ids_in_reach()).scalars())
    return {
        "postings": posting_rows(postings, units, units_of_mine, today()),
        "grants": grant_rows(grants, units, today()),
    }


def _units(ids: set[uuid.UUID | None]) -> dict[uuid.UUID, Unit]:
    units = read_rows(sa.select(Unit).where(Unit.id.in_(ids - {None}))).scalars()
    return {unit.id: unit for unit in units}


@bp.route("/add", methods=["GET", "POST"])
@roles("administrator", "focal_point")
def add() -> Response:
    """Records a new person, after asking whether it is one of those who are recorded already."""
    take_turn("people")
    unit = request.args.get("unit") or only_choice(units_in_reach())
    form = NewPersonForm(request.form, data={"speaks": language(), "unit": unit})
    if form.sent():
        same = alike([form.name.data, form.latin_name.data], form.value.data)
        if not same or request.form.get("anyway"):
            person = _record(form)
            flash(gettext("The person is recorded. Give them a slip or a code, so that they can sign in."))
            warn_if_shared(person)
            return redirect(url_for(".show", person_id=person.id), 303)
        return _ask_whether_known(form, same)
    return page("postings/person/person_add.html", form=form, rows=[], beyond=0, page_form="person")


def _ask_whether_known(form: NewPersonForm, same: list[uuid.UUID]) -> Response:
    """The form again, with those of the same name or number; of those beyond my reach only how many."""
    in_reach = sa.select(Person.id).where(Person.id.in_(same), people_in_reach())
    known_ids = list(read_rows(in_reach).scalars())
    return page(
        "postings/person/person_add.html",
        422,
        form=form,
        rows=distinguished(people(known_ids)),
        beyond=len(same) - len(known_ids),
        page_form="person",
    )


def _record(form: NewPersonForm) -> Person:
    """The person with their identifier and first posting, as far as they were written."""
    unit_id = form.unit_id()
    unit = db.session.get(Unit, unit_id) if unit_id else None
    unit_code = unit.code if unit else None
    person = add_person(
        form.name.data,
        language=form.speaks.data,
        sign_in_name=form.sign_in_name.data,
        email=form.email.data,
        email_of_post=form.email_of_post.data,
        latin_name=form.latin_name.data,
        given_name=form.given_name.data,
        family_name=form.family_name.data,
        stems=(from_number(form.value.data), from_unit(unit_code)),
        by=myself().id,
    )
    if form.value.data:
        add_identifier(person, form.scheme.data, form.issuer.data, form.value.data)
    if unit_id:
        open_posting(person.id, unit_id, **form.values(), by=myself().id)  # type: ignore[arg-type]
    return person
