"""Merging two records found to be of one person: choose, compare, confirm; and the way back."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from flask import Blueprint, abort, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from lms.database import db, read_rows
from lms.people.activity import Activity, activity_of
from lms.people.directory.people_pages import PER_PAGE, AskForm
from lms.people.directory.searching import alike, people, search
from lms.people.directory.telling_apart import distinguished, names
from lms.people.identifiers import written
from lms.people.merging import Merge, merge_persons, proposed_keeper, undo_merge
from lms.people.person import Person, identifiers_of
from lms.people.roles.grants import Grant
from lms.people.roles.me import myself
from lms.people.roles.reach import people_in_reach, person_in_reach, units_of
from lms.people.roles.record_to_change import Hindrance, hindrance, person_to_change
from lms.web.access import roles
from lms.web.clock import day_of
from lms.web.forms import take_turn
from lms.web.languages import format_day, format_instant, gettext, offered
from lms.web.pages import page

bp = Blueprint("merging", __name__)


@bp.route("/people/<uuid:person_id>/merge", methods=["GET", "POST"])
@roles("administrator", "focal_point")
def choose(person_id: uuid.UUID) -> Response:
    """Finds the other record: those of the same name are offered, others are searched for."""
    person = person_to_change(person_id)
    form = AskForm(request.form)
    where = sa.and_(people_in_reach(), Person.id.not_in([person.id, myself().id]))
    searched = form.sent() and bool(form.asked.data)
    if searched:
        found = search(form.asked.data, where)
    else:
        same = alike([person.name, person.latin_name])
        found = list(read_rows(sa.select(Person.id).where(where, Person.id.in_(same))).scalars())
    rows = [(told, _compared(person, told.person)) for told in distinguished(people(found[:PER_PAGE]))]
    return page(
        "people/directory/merge_choose.html",
        form=form,
        person=person,
        rows=rows,
        searched=searched,
        page_form="search",
    )


def _compared(person: Person, other: Person) -> str:
    """Where the two are compared, with the one that can sign in to stay."""
    kept = proposed_keeper(person, other, {})
    return url_for(".compare", person_id=kept.id, other_id=other.id if kept is person else person.id)


@bp.route("/people/<uuid:person_id>/merge/<uuid:other_id>", methods=["GET", "POST"])
@roles("administrator", "focal_point")
def compare(person_id: uuid.UUID, other_id: uuid.UUID) -> Response:
    """Shows both records side by side; sending the form gives all of the other's to the one that stays."""
    take_turn(f"person {person_id}", f"person {other_id}")
    kept, other = person_to_change(person_id), person_to_change(other_id)
    if kept.id == other.id:
        abort(404)
    hindered = _gave_roles(kept, other)
    if request.method == "POST" and not g.get("only_language"):
        if hindered:
            abort(409)
        merge_persons(kept, other, by=myself().id)
        flash(gettext("The two records are one now. You can undo this on this page."))
        if _locks_out(kept, other):
            flash(gettext("Nobody can sign in with this record yet. Make a code to join, here."), "due")
        return redirect(url_for("person.show", person_id=person_id), 303)
    facts = activity_of([kept.id, other.id])
    used = {who: one for fact in facts for who, one in fact.values.items() if isinstance(one, datetime)}
    return page(
        "people/directory/merge_compare.html",
        kept=kept,
        other=other,
        rows=[*_side_by_side(kept, other), *_in_numbers(facts, kept, other)],
        hindered=hindered,
        better=proposed_keeper(kept, other, used),
        locks_out=_locks_out(kept, other),
    )


def _locks_out(kept: Person, other: Person) -> bool:
    """Whether its owner could sign in before the merge, and cannot after it."""
    return other.password_hash is not None and kept.password_hash is None


def _gave_roles(kept: Person, other: Person) -> bool:
    """Whether one gave the other a role: then they are two, for nobody grants for themselves."""
    both = [kept.id, other.id]
    statement = sa.select(Grant.id).where(Grant.person_id.in_(both), Grant.given_by.in_(both))
    return read_rows(statement).first() is not None


def _side_by_side(kept: Person, other: Person) -> list[tuple[str, list[str]]]:
    """What is recorded of both, for the eye to compare: a term, and its value for each."""
    both, ids, tongues = [kept, other], [kept.id, other.id], dict(offered())
    identifiers, units = identifiers_of(ids), units_of(ids)
    return [
        (gettext("Name"), [one.name for one in both]),
        (gettext("Latin spelling"), [one.latin_name or "" for one in both]),
        (gettext("Sign-in name"), [one.sign_in_name for one in both]),
        (
            gettext("Password"),
            [gettext("set") if one.password_hash else gettext("not set yet") for one in both],
        ),
        (gettext("E-mail address"), [one.email or "" for one in both]),
        (gettext("Language"), [tongues.get(one.language, one.language) for one in both]),
        (gettext("Identifiers"), ["; ".join(written(i) for i in identifiers[one.id]) for one in both]),
        (gettext("Serves in"), [names(units.get(one.id, [])) for one in both]),
        (gettext("Recorded"), [format_instant(one.recorded_at) for one in both]),
    ]


def _in_numbers(facts: list[Activity], kept: Person, other: Person) -> list[tuple[str, list[str]]]:
    """What the rooms above tell of both, as above."""
    both = (kept.id, other.id)
    return [(gettext(fact.term), [_in_words(fact.values.get(one)) for one in both]) for fact in facts]


def _in_words(value: int | datetime | None) -> str:
    if value is None:
        return ""
    return format_day(day_of(value)) if isinstance(value, datetime) else str(value)


def merges_into(person_id: uuid.UUID) -> list[tuple[Merge, Person]]:
    """The merges that stand into this person, with whose record was given up."""
    statement = (
        sa.select(Merge, Person)
        .join(Person, Person.id == Merge.merged_id)
        .where(Merge.kept_id == person_id, Merge.undone_at.is_(None))
        .order_by(Merge.taken_at.desc())
    )
    return [(row.Merge, row.Person) for row in read_rows(statement)]


@bp.post("/merges/<uuid:merge_id>/undo")
@roles("administrator", "focal_point")
def take_back(merge_id: uuid.UUID) -> Response:
    """Gives back exactly what the merge moved."""
    event = db.session.get(Merge, merge_id) or abort(404)
    take_turn(f"person {event.kept_id}", f"person {event.merged_id}")
    kept_id = person_in_reach(event.kept_id).id
    person_to_change(kept_id)
    if event.undone_at is not None:
        abort(409)
    if hindrance(db.session.get_one(Person, event.merged_id)) is Hindrance.SELF:
        abort(409)
    undo_merge(event, by=myself().id)
    flash(gettext("The merge is undone. There are two records again."))
    return redirect(url_for("person.show", person_id=kept_id), 303)
