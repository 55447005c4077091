"""My learning, the catalogue, and a course's page."""

import uuid
from collections.abc import Mapping
from datetime import timedelta

from flask import Blueprint, redirect, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from lms.database import begin_write
from lms.days import outlasts
from lms.learning.assessment.sitting import settle_late_passes
from lms.learning.enrolment import enrol
from lms.learning.mine.next_step import next_step
from lms.learning.mine.past import read_past
from lms.learning.mine.plan import Item, Plan, plan
from lms.learning.module.studying import complete_unassessed
from lms.learning.notice import NOTICES, Notice, by_completion
from lms.learning.progress import minutes_left
from lms.library import shelf
from lms.library.rendering import titled
from lms.people.roles.me import Me, myself
from lms.people.sign_in.closing import closes_after
from lms.postings.due.current_postings import current_postings, due_dates_of, zone_of
from lms.postings.due.due_date import DueDate
from lms.web.access import signed_in
from lms.web.clock import now, today
from lms.web.languages import format_day, gettext, in_language, language, ngettext
from lms.web.pages import page

bp = Blueprint("learning", __name__)

# So long before somebody's posting ends they are told that their account will close.
TOLD_BEFORE = timedelta(days=30)


def my_plan(who: Me) -> Plan:
    """My learning on the day that it is where I serve, in four queries."""
    postings = current_postings(who.id, now())
    day = today(zone_of(postings))
    past = read_past(who.id, who.shut_before)
    due = due_dates_of(postings, day)
    return plan(shelf.courses(), past.records, due, day, postings, past.waiting, past.answers)


@bp.get("/")
@signed_in
def index() -> Response:
    """What I must do next and by when, what I hold, what expires."""
    who = myself()
    mine = my_plan(who)
    notices = _notices(who, mine)
    first = next(iter(mine.to_do), None)
    # What a room above asks of me stands at the head of the page only where no course does.
    asked = None if first else next((notice for notice in notices if notice.to_do), None)
    return page(
        "learning/mine/my_learning.html",
        plan=mine,
        first=first,
        reason=_reason(mine, first),
        asked=asked,
        notices=[notice for notice in notices if notice.text and notice is not asked],
        about=by_completion(notices),
        steps=next_step,
    )


def _notices(who: Me, mine: Plan) -> list[Notice]:
    """What changed, and what the rooms above have to tell me."""
    from_above = [notice for room in NOTICES.get() for notice in room(who.id, mine.day)]
    return _closing(who, mine) + _news(mine) + from_above


def _closing(who: Me, mine: Plan) -> list[Notice]:
    """That my account closes: told from shortly before I leave."""
    soon = mine.day + TOLD_BEFORE
    if any(outlasts(place.last_day, soon) for place in mine.places):
        return []
    closes = closes_after(who.id)
    if closes is None:
        return []
    return [
        Notice(
            gettext(
                "Your account closes after %(day)s unless you are posted again. To keep your certificates, "
                "confirm a private address or print them before.",
                day=format_day(closes),
            ),
            url_for("private_address.show"),
            gettext("Private address"),
        )
    ]


def _news(mine: Plan) -> list[Notice]:
    """What changed in modules that I completed, where their trainer wished me to know."""
    return [_changed(item) for item in mine.items if item.news]


def _changed(item: Item) -> Notice:
    modules = Markup(", ").join(titled(module, language()) for module in item.news)
    return Notice(
        gettext(
            "%(code)s changed since you completed it: %(modules)s.", code=item.course.code, modules=modules
        ),
        url_for("changes.show", slug=item.course.slug),
        gettext("See what changed"),
    )


def _reason(mine: Plan, item: Item | None) -> str | None:
    """By when, and because of whom: the sentence under what to do now.

    - asked to read a module again: why
    - held, but not for long: until when
    - begun without being required: when it expired, if it was held
    - required: since when it has expired, or by when it was or is due, and by which unit
    """
    if item is None:
        return None
    if item.again and not item.expiring:
        return gettext("It has changed since you completed it. You keep what you hold.")
    if item.holding is not None:
        return gettext("You hold it until %(day)s.", day=format_day(item.holding.expires_on))
    if item.due is None:
        if item.lapsed is None:
            return None
        return gettext("It expired on %(day)s.", day=format_day(item.lapsed))
    return _required(mine, item, item.due)


def _required(mine: Plan, item: Item, due: DueDate) -> str:
    names = next(place.units[due.unit] for place in mine.places if due.unit in place.units)
    # A unit is named apart from the sentence: neither language then needs an article for it.
    values = {"day": format_day(item.by), "unit": in_language(names)}
    if item.lapsed:
        return gettext("It expired on %(day)s. Required by: %(unit)s.", **values)
    if item.overdue:
        return ngettext(
            "It was due on %(day)s. Required by: %(unit)s, within %(num)s day of arrival.",
            "It was due on %(day)s. Required by: %(unit)s, within %(num)s days of arrival.",
            due.days,
            **values,
        )
    return ngettext(
        "Due on %(day)s. Required by: %(unit)s, within %(num)s day of arrival.",
        "Due on %(day)s. Required by: %(unit)s, within %(num)s days of arrival.",
        due.days,
        **values,
    )


@bp.get("/courses")
@signed_in
def catalogue() -> Response:
    """Every course there is."""
    return page("learning/mine/catalogue.html", plan=my_plan(myself()))


@bp.get("/courses/<slug>")
@signed_in
def course(slug: str) -> Response:
    """A course: what it is for, its modules and how far I am."""
    shelf.course(slug)  # 404 where there is none
    who = myself()
    mine = my_plan(who)
    item = mine.item(slug)
    about = by_completion(_notices(who, mine))
    return page(
        "learning/mine/course.html",
        about=about,
        item=item,
        course=item.course,
        left=minutes_left(item.course, item.progress),
        action=_action(item),
        certificate=_certificate(item, about),
    )


def _action(item: Item) -> str:
    """The word on the button that leads on in a course."""
    if item.progress.ready and not item.course.bank:
        return gettext("Complete the course")
    return next_step(item).word


def _certificate(item: Item, about: Mapping[uuid.UUID, Notice]) -> str:
    """The word on the link to the certificate of my best pass; a notice of it says more."""
    notice = about.get(item.best_pass.id) if item.best_pass else None
    return notice.label if notice else gettext("My certificate")


@bp.post("/courses/<slug>")
@signed_in
def begin(slug: str) -> Response:
    """Enrols me and leads to where I go on; what is completed by now is written on the way."""
    shelved = shelf.course(slug)
    who = myself()
    begin_write()
    # The next step is worked out when all that decides it is written.
    enrol(who.id, slug)
    settle_late_passes(who.id, slug)
    complete_unassessed(who.id, shelved, language())
    item = my_plan(who).item(slug)
    return redirect(next_step(item).href, 303)
