"""Merging two records found to be of one person: choose, compare, confirm; and the way back."""

import uuid
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from flask import Blueprint, abort, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from lms.database import db, read_rows
from lms.people.activity import Activity, activity_of
from lms.people.directory.merge_form import ConfirmedMergeForm, PlainMergeForm, in_use
from lms.people.directory.people_pages import PER_PAGE, AskForm
from lms.people.directory.searching import alike, people, search
from lms.people.directory.telling_apart import distinguished, names
from lms.people.fields import ReasonForm
from lms.people.identifiers import written
from lms.people.merge_codes import use_merge_codes
from lms.people.merging import Merge, merge_persons, proposed_keeper, undo_merge
from lms.people.person import Person, identifiers_of
from lms.people.roles.grants import Grant
from lms.people.roles.me import myself
from lms.people.roles.reach import people_in_reach, person_in_reach, reaches_all, units_of
from lms.people.roles.record_to_change import Hindrance, hindrance, person_to_change
from lms.people.telling import MERGED, UNDONE, tell_owner
from lms.web.access import roles
from lms.web.clock import day_of
from lms.web.forms import Form, take_turn
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
    others = search(form.asked.data, where) if searched else _same_named(person, where)
    listed = distinguished(people(others[:PER_PAGE]))
    rows = [(other, _comparison(person, other.person)) for other in listed]
    return page(
        "people/directory/merge_choose.html",
        form=form,
        person=person,
        rows=rows,
        searched=searched,
        page_form="search",
    )


def _same_named(person: Person, where: sa.ColumnElement[bool]) -> list[uuid.UUID]:
    same = alike([person.name, person.latin_name])
    return list(read_rows(sa.select(Person.id).where(where, Person.id.in_(same))).scalars())


def _comparison(person: Person, other: Person) -> str:
    """The address where the two are compared, with the one that can sign in to stay."""
    keeper = proposed_keeper(person, other, {})
    given_up = other if keeper is person else person
    return url_for(".compare", person_id=keeper.id, other_id=given_up.id)


class MergeHindrance(StrEnum):
    """Why two records cannot be merged, or not by me."""

    GAVE_ROLE = "gave-role"  # one gave the other a role, and nobody grants for themselves
    LOCKS_OUT = "locks-out"  # the one that would stay has no password, and the other has


@bp.route("/people/<uuid:person_id>/merge/<uuid:other_id>", methods=["GET", "POST"])
@roles("administrator", "focal_point")
def compare(person_id: uuid.UUID, other_id: uuid.UUID) -> Response:
    """Shows both records side by side; sending the form gives all of the other's to the one that stays."""
    take_turn(f"person {person_id}", f"person {other_id}")
    keeper = person_to_change(person_id)
    other = person_to_change(other_id)
    if keeper.id == other.id:
        abort(404)
    hindered = _hindrance(keeper, other)
    form = _form(keeper, other)
    if request.method == "POST" and hindered and not g.get("only_language"):
        abort(409)
    if form.sent():
        return _merged(keeper, other, form)
    return _comparison_page(keeper, other, form, hindered=hindered)


def _hindrance(keeper: Person, other: Person) -> MergeHindrance | None:
    """What hinders me from merging the two, if anything does."""
    if _gave_roles(keeper, other):
        return MergeHindrance.GAVE_ROLE
    # Whoever keeps records could make a code for the one that stays, and hold what the other has earned.
    if _locks_out(keeper, other) and not reaches_all():
        return MergeHindrance.LOCKS_OUT
    return None


def _form(keeper: Person, other: Person) -> Form:
    """What I have to say for this merge."""
    if not (in_use(keeper) and in_use(other)) and not _locks_out(keeper, other):
        return PlainMergeForm(request.form)
    if reaches_all():
        return ReasonForm(request.form)
    return ConfirmedMergeForm(request.form, kept=keeper, merged=other)


def _comparison_page(
    keeper: Person, other: Person, form: Form, *, hindered: MergeHindrance | None
) -> Response:
    activities = activity_of([keeper.id, other.id])
    return page(
        "people/directory/merge_compare.html",
        kept=keeper,
        other=other,
        form=form,
        rows=[*_side_by_side(keeper, other), *_activity_of_both(activities, keeper, other)],
        hindered=hindered,
        other_is_better=proposed_keeper(keeper, other, _last_used(activities)) is other,
        locks_out=_locks_out(keeper, other),
        page_form=None if hindered else "merge",
    )


def _merged(keeper: Person, other: Person, form: Form) -> Response:
    locks_out = _locks_out(keeper, other)
    reason = form.reason.data if isinstance(form, ReasonForm) else None
    for person in (keeper, other):
        use_merge_codes(person.id)
        tell_owner(person, MERGED)
    merge_persons(keeper, other, by=myself().id, reason=reason)
    flash(gettext("The two records are one now. You can undo this on this page."))
    if locks_out:
        flash(gettext("Nobody can sign in with this record yet. Make a code to join, here."), "due")
    return redirect(url_for("person.show", person_id=keeper.id), 303)


def _last_used(activities: list[Activity]) -> dict[uuid.UUID, datetime]:
    """When each was last used, of the activities that say when."""
    return {
        person: value
        for activity in activities
        for person, value in activity.values.items()
        if isinstance(value, datetime)
    }


def _locks_out(keeper: Person, other: Person) -> bool:
    """Whether its owner could sign in before the merge, and cannot after it."""
    return other.password_hash is not None and keeper.password_hash is None


def _gave_roles(keeper: Person, other: Person) -> bool:
    """Whether one gave the other a role: then they are two, for nobody grants for themselves."""
    ids = [keeper.id, other.id]
    statement = sa.select(Grant.id).where(Grant.person_id.in_(ids), Grant.given_by.in_(ids))
    return read_rows(statement).first() is not None


def _side_by_side(keeper: Person, other: Person) -> list[tuple[str, list[str]]]:
    """What is recorded of both, for the eye to compare: a term, and its value for each."""
    persons = [keeper, other]
    ids = [keeper.id, other.id]
    language_names = dict(offered())
    identifiers = identifiers_of(ids)
    units = units_of(ids)

    def row(term: str, value: Callable[[Person], str]) -> tuple[str, list[str]]:
        return term, [value(person) for person in persons]

    return [
        row(gettext("Name"), lambda person: person.name),
        row(gettext("Latin spelling"), lambda person: person.latin_name or ""),
        row(gettext("Sign-in name"), lambda person: person.sign_in_name),
        row(gettext("Password"), _password_in_words),
        row(gettext("E-mail address"), lambda person: person.email or ""),
        row(gettext("Language"), lambda person: language_names.get(person.language, person.language)),
        row(gettext("Identifiers"), lambda person: "; ".join(map(written, identifiers[person.id]))),
        row(gettext("Serves in"), lambda person: names(units.get(person.id, []))),
        row(gettext("Recorded"), lambda person: format_instant(person.recorded_at)),
    ]


def _password_in_words(person: Person) -> str:
    return gettext("set") if person.password_hash else gettext("not set yet")


def _activity_of_both(
    activities: list[Activity], keeper: Person, other: Person
) -> list[tuple[str, list[str]]]:
    """What the rooms above tell of both, as above."""
    return [
        (gettext(activity.term), [_in_words(activity.values.get(person.id)) for person in (keeper, other)])
        for activity in activities
    ]


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
    for record_id in (event.kept_id, event.merged_id):
        tell_owner(db.session.get_one(Person, record_id), UNDONE)
    flash(gettext("The merge is undone. There are two records again."))
    return redirect(url_for("person.show", person_id=kept_id), 303)
