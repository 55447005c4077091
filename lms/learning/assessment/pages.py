"""The assessment: what it asks, the paper, and how it went."""

import uuid
from datetime import datetime

from flask import Blueprint, abort, flash, g, jsonify, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from lms.learning.assessment.attempt import Attempt
from lms.learning.assessment.drawing import paper_from_rows
from lms.learning.assessment.outcome import next_round, numbered_corrections, objective_lines, verdict
from lms.learning.assessment.page_saves import new_page, page_save
from lms.learning.assessment.paper import SentPaper, questions_on_page, read_form, unclear
from lms.learning.assessment.sitting import (
    NotOpen,
    attempts_of,
    begin_attempt,
    own_attempt,
    own_attempt_to_change,
    round_of,
    running_attempt,
)
from lms.learning.assessment.terms import terms_of
from lms.learning.completions import completed_modules, completion_at, completion_held, may_renew
from lms.learning.keeping import keep_for
from lms.learning.ownership import my_mark, other_owner
from lms.learning.progress import course_progress
from lms.learning.saved_answers import SavedAnswers
from lms.library import shelf
from lms.people.roles.me import Me, is_shut, myself
from lms.people.sign_in.passwords import account_secret
from lms.postings.due.local_day import component_at, local_today
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
    shelved = shelf.course(slug)
    if not shelved.course.bank:
        abort(404)
    return _assessment_page(myself(), shelved)


def _assessment_page(who: Me, shelved: shelf.Shelved) -> Response:
    course = shelved.course
    attempts = attempts_of(who.id, course.slug)
    day = local_today(who.id)
    holding = completion_held(who.id, course.slug, day)
    completed = completed_modules(who.id, course.slug, shelved.history.since)
    return page(
        "learning/assessment/assessment.html",
        course=course,
        terms=terms_of(course),
        progress=course_progress(course, completed),
        running=running_attempt(attempts),
        # While an attempt runs, its score would give the key away.
        sat=[
            (attempt, attempt.result())
            for attempt in attempts
            if not attempt.runs() and not is_shut(attempt.started_at)
        ],
        standing=round_of(who.id, course, attempts),
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
    return _paper_page(attempt)


@bp.post("/attempts/<uuid:attempt_id>")
@signed_in
def save(attempt_id: uuid.UUID) -> Response:
    """Saves what is answered so far: by the script as I go, by a button, or on the way to submitting."""
    who = myself()
    if owner := other_owner(request.form, who.id):
        return keep_for(owner, other_signed_in=True)
    if g.only_language and (attempt := own_attempt(who.id, attempt_id)).runs():
        return _paper_page(attempt, request.form)
    from_page = page_save(request.form, attempt_id)
    component = component_at(who.id, now())
    attempt = own_attempt_to_change(who.id, attempt_id)
    sent = read_form(attempt, request.form)
    saved = attempt.save(sent.changed, attempt.shown_in(language()), component, from_page=from_page)
    if saved is None:
        return _closed(attempt_id)
    if wants_json():
        return _saved(attempt, sent, saved)
    if single(request.form, "act") == "review":
        return redirect(url_for(".review", attempt_id=attempt_id), 303)
    if sent.differing(saved):
        flash(gettext("Your answers are saved. What another page answered since stays as it is."))
    else:
        flash(gettext("Your answers are saved."))
    return redirect(url_for(".paper", attempt_id=attempt_id), 303)


def _paper_page(attempt: Attempt, form: MultiDict[str, str] | None = None) -> Response:
    """The paper with what is saved; where a form comes back, with what stands in that."""
    questions = questions_on_page(attempt, form)
    return page(
        "learning/assessment/paper.html",
        attempt=attempt,
        course=attempt.own_edition(),
        shown=questions,
        answered=sum(1 for question in questions if question.chosen),
        saved=not any(question.unsent for question in questions),
        countdown=_countdown(attempt),
        owner=my_mark(),
        seal=account_secret(attempt.person_id, "unsent answers"),
        drawn=new_page(attempt.id),
        page_form="paper",
    )


def _countdown(attempt: Attempt) -> dict[str, object]:
    """What the foot of the paper counts down; nothing where there is no limit."""
    left = attempt.seconds_left()
    return {} if left is None else {"left": left, "minutes": left // 60}


def _saved(attempt: Attempt, sent: SentPaper, saved: SavedAnswers) -> Response:
    """What the script is told: what counts of its page, and where the paper says something else."""
    return jsonify(
        saved=format_clock(now()),
        answered=saved.answered(),
        total=len(attempt.paper),
        was=sent.was(),
        differs=sent.differing(saved),
        unclear=unclear(attempt, saved),
        left=attempt.seconds_left(),
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
    return page(
        "learning/assessment/review.html",
        attempt=attempt,
        unanswered=_unanswered(attempt),
        course=attempt.own_edition(),
        owner=my_mark(),
    )


def _unanswered(attempt: Attempt) -> list[int]:
    """The numbers, from 1, of the questions that have no answer."""
    answers = attempt.answers()
    questions = paper_from_rows(attempt.paper)
    return [number for number, asked in enumerate(questions, 1) if not answers.get(asked.question)]


@bp.post("/attempts/<uuid:attempt_id>/submit")
@signed_in
def submit(attempt_id: uuid.UUID) -> Response:
    """Submits my attempt; sent twice, it is the same result."""
    who = myself()
    if owner := other_owner(request.form, who.id):
        return keep_for(owner, other_signed_in=True)
    attempt = own_attempt(who.id, attempt_id)
    attempt.submit(attempt.shown_in(language()))
    return redirect(url_for(".outcome", attempt_id=attempt_id), 303)


@bp.get("/attempts/<uuid:attempt_id>/result")
@signed_in
def outcome(attempt_id: uuid.UUID) -> Response:
    """How my attempt went: by objective, with a way back to what was missed."""
    attempt = own_attempt(myself().id, attempt_id)
    closed_at = attempt.closed_at()
    if closed_at is None:
        return redirect(url_for(".paper", attempt_id=attempt_id))
    return _result_page(attempt, closed_at)


def _result_page(attempt: Attempt, closed_at: datetime) -> Response:
    course = attempt.own_edition()
    result = attempt.result()
    completion = completion_at(attempt.person_id, attempt.course, closed_at)
    passed = completion is not None or result.score >= course.pass_mark
    day = local_today(attempt.person_id)
    attempts = attempts_of(attempt.person_id, attempt.course)
    return page(
        "learning/assessment/result.html",
        attempt=attempt,
        course=course,
        result=result,
        passed=passed,
        verdict=verdict(course, passed, completion, day),
        completion=completion,
        objectives=objective_lines(course, result),
        shown=questions_on_page(attempt, feedback=True),
        corrected=numbered_corrections(attempt),
        running=running_attempt(attempts),
        standing=next_round(attempt, attempts, day),
        owner=my_mark(),
    )
