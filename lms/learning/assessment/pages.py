"""The assessment: what it asks, the paper, and how it went."""

import uuid
from dataclasses import dataclass

from flask import Blueprint, abort, flash, g, jsonify, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from lms.courses.course import Course
from lms.database import new_id
from lms.learning.assessment.attempt import Attempt
from lms.learning.assessment.correcting import Correction
from lms.learning.assessment.drawing import paper_from_rows
from lms.learning.assessment.paper import as_sent, changed_answers, questions_on_page, unclear, written
from lms.learning.assessment.sitting import (
    NotOpen,
    attempts_of,
    begin_attempt,
    own_attempt,
    round_of,
    running_attempt,
)
from lms.learning.completions import completed_modules, completion_at, completion_held, may_renew
from lms.learning.grading import ObjectiveResult, Result
from lms.learning.keeping import keep_for
from lms.learning.ownership import other_owner, signed_owner
from lms.learning.progress import course_progress
from lms.library import shelf
from lms.library.rendering import titled
from lms.people.roles.me import myself
from lms.postings.due.local_day import local_today
from lms.web.access import signed_in
from lms.web.clock import now
from lms.web.languages import format_clock, gettext, language
from lms.web.pages import page
from lms.web.sent import single, wants_json

bp = Blueprint("assessment", __name__)


@bp.get("/courses/<slug>/assessment")
@signed_in
def show(slug: str) -> Response:
    """What the assessment asks, and whether I may begin."""
    shelved, who = shelf.course(slug), myself()
    course = shelved.course
    if not course.bank:
        abort(404)
    sat, day = attempts_of(who.id, slug), local_today(who.id)
    holding = completion_held(who.id, slug, day)
    return page(
        "learning/assessment/assessment.html",
        course=course,
        number=sum(course.draw.values()) or len(course.bank),
        progress=course_progress(course, completed_modules(who.id, slug, shelved.history.since)),
        running=running_attempt(sat),
        sat=[(one, one.result()) for one in sat if not one.runs()],
        standing=round_of(who.id, course, sat),
        holding=holding,
        renewable=may_renew(holding, day),
    )


@bp.post("/courses/<slug>/assessment")
@signed_in
def start(slug: str) -> Response:
    """Begins an attempt, or goes on with the one that runs."""
    shelved = shelf.course(slug)
    try:
        attempt = begin_attempt(myself().id, shelved, shelved.course.language(language()))
    except NotOpen:
        flash(gettext("The assessment is not open to you now. This page says why, and when it will be."))
        return redirect(url_for(".show", slug=slug), 303)
    return redirect(url_for(".paper", attempt_id=attempt.id), 303)


@bp.get("/attempts/<uuid:attempt_id>")
@signed_in
def paper(attempt_id: uuid.UUID) -> Response:
    """The paper of my running attempt, with what is saved."""
    attempt = own_attempt(myself().id, attempt_id)
    if not attempt.runs():
        return redirect(url_for(".outcome", attempt_id=attempt_id))
    return _paper(attempt)


@bp.post("/attempts/<uuid:attempt_id>")
@signed_in
def save(attempt_id: uuid.UUID) -> Response:
    """Saves what is answered so far: by the script as I go, by a button, or on the way to submitting."""
    who = myself()
    if owner := other_owner(request.form, who.id):
        return keep_for(owner, other_signed_in=True)
    attempt = own_attempt(who.id, attempt_id)
    if g.only_language and attempt.runs():
        return _paper(attempt, request.form)
    if not attempt.save(changed_answers(attempt, request.form), attempt.own_edition().language(language())):
        return _closed(attempt_id)
    if wants_json():
        return _saved(attempt)
    if single(request.form, "act") == "review":
        return redirect(url_for(".review", attempt_id=attempt_id), 303)
    flash(gettext("Your answers are saved."))
    return redirect(url_for(".paper", attempt_id=attempt_id), 303)


def _saved(attempt: Attempt) -> Response:
    given = sum(1 for row in attempt.responses().values() if row.answer)
    return jsonify(
        saved=format_clock(now()),
        answered=given,
        total=len(attempt.paper),
        was=as_sent(attempt, request.form),
        unclear=unclear(attempt),
    )


def _closed(attempt_id: uuid.UUID) -> Response:
    if wants_json():
        # The script sends the form as any other then, and the answer to that says why.
        answer = jsonify(closed=True)
        answer.status_code = 409
        return answer
    flash(gettext("This attempt is closed. Only the answers saved before count."))
    return redirect(url_for(".outcome", attempt_id=attempt_id), 303)


@bp.get("/attempts/<uuid:attempt_id>/submit")
@signed_in
def review(attempt_id: uuid.UUID) -> Response:
    """Asks once before submitting, listing what is unanswered."""
    attempt = own_attempt(myself().id, attempt_id)
    if not attempt.runs():
        return redirect(url_for(".outcome", attempt_id=attempt_id))
    kept = attempt.responses()
    open_numbers = [
        number
        for number, asked in enumerate(paper_from_rows(attempt.paper), 1)
        if not (kept.get(asked.question) and kept[asked.question].answer)
    ]
    return page(
        "learning/assessment/review.html",
        attempt=attempt,
        unanswered=open_numbers,
        course=attempt.own_edition(),
        owner=signed_owner(attempt.person_id),
    )


@bp.post("/attempts/<uuid:attempt_id>/submit")
@signed_in
def submit(attempt_id: uuid.UUID) -> Response:
    """Submits my attempt; sent twice, it is the same result."""
    who = myself()
    if owner := other_owner(request.form, who.id):
        return keep_for(owner, other_signed_in=True)
    attempt = own_attempt(who.id, attempt_id)
    attempt.submit(attempt.own_edition().language(language()))
    return redirect(url_for(".outcome", attempt_id=attempt_id), 303)


@dataclass(frozen=True, slots=True)
class Again:
    """An objective that was missed, and the modules that teach it."""

    text: str
    asked: int
    right: int
    modules: tuple[tuple[str, str], ...]


@bp.get("/attempts/<uuid:attempt_id>/result")
@signed_in
def outcome(attempt_id: uuid.UUID) -> Response:
    """How my attempt went: by objective, with a way back to what was missed."""
    attempt = own_attempt(myself().id, attempt_id)
    closed = attempt.closed_at()
    if closed is None:
        return redirect(url_for(".paper", attempt_id=attempt_id))
    course, came_to = attempt.own_edition(), attempt.result()
    completion = completion_at(attempt.person_id, attempt.course, closed)
    until = completion.expires_on if completion else None
    sat, in_force = attempts_of(attempt.person_id, attempt.course), shelf.course(attempt.course).course
    day = local_today(attempt.person_id)
    # The edition in force says when another attempt may begin; who holds the course is asked for none.
    again = in_force.bank and may_renew(completion_held(attempt.person_id, attempt.course, day), day)
    return page(
        "learning/assessment/result.html",
        attempt=attempt,
        course=course,
        result=came_to,
        passed=completion is not None or came_to.score >= course.pass_mark,
        completion=completion,
        expired=until is not None and until < day,
        objectives=[_again(course, one) for one in _in_order(course, came_to)],
        shown=questions_on_page(attempt, feedback=True),
        corrected=_corrected(attempt),
        running=running_attempt(sat),
        standing=round_of(attempt.person_id, in_force, sat) if again else None,
        owner=signed_owner(attempt.person_id),
    )


def _corrected(attempt: Attempt) -> list[tuple[int, Correction]]:
    """The corrected keys that raised my score, each with the number of its question."""
    asked, given = attempt.questions(), {key: row.answer for key, row in attempt.responses().items()}
    numbers = {question.id: number for number, question in enumerate(asked, 1)}
    found = attempt.corrections_from(asked, given, shelf.course(attempt.course).history)
    return [(numbers[one.question], one) for one in found]


def _in_order(course: Course, came_to: Result) -> list[ObjectiveResult]:
    """The objectives as the course lists them; questions without one come last."""
    place = {objective: number for number, objective in enumerate(course.objectives)}
    return sorted(came_to.objectives, key=lambda one: place.get(one.objective or "", len(place)))


def _again(course: Course, one: ObjectiveResult) -> Again:
    objective, asked, right = one.objective, one.asked, one.right
    text = course.text(language()).objectives.get(objective or "", "")
    teaching = [module for module in course.modules if objective in module.objectives]
    links = tuple((titled(module, language()), module.slug) for module in teaching) if right < asked else ()
    return Again(text, asked, right, links)


def _paper(attempt: Attempt, form: MultiDict[str, str] | None = None) -> Response:
    questions = questions_on_page(attempt, form)
    return page(
        "learning/assessment/paper.html",
        attempt=attempt,
        course=attempt.own_edition(),
        shown=questions,
        answered=sum(1 for one in questions if one.chosen),
        saved=all(one.was == written(one.chosen) for one in questions),
        now=now(),
        owner=signed_owner(attempt.person_id),
        drawn=(form and single(form, "page")) or new_id().hex,
        page_form="paper",
    )
