"""The answers and remarks held for me: seen, sent or discarded at my word."""

import uuid

from flask import Blueprint, abort, flash, redirect, url_for
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from lms.database import begin_write, begin_write_alone
from lms.learning.assessment.attempt import Attempt
from lms.learning.assessment.paper import changed_answers
from lms.learning.assessment.sitting import own_attempt
from lms.learning.keeping import unclaimed_of
from lms.learning.module import page as module_page
from lms.learning.records import UnclaimedAnswers
from lms.learning.remarks import form as remark_form
from lms.learning.unclaimed.listed import form_of, kept_request, listed_answers
from lms.people.roles.me import myself
from lms.web.access import signed_in
from lms.web.languages import gettext, language, ngettext
from lms.web.pages import page

bp = Blueprint("held", __name__, url_prefix="/held")


@bp.get("")
@signed_in
def show() -> Response:
    """The answers waiting for my word."""
    return page("learning/unclaimed/unclaimed.html", waiting=listed_answers(myself().id))


@bp.post("/<uuid:held_id>/send")
@signed_in
def send(held_id: uuid.UUID) -> Response:
    """Does with held answers what would have been done had their owner been signed in."""
    begin_write_alone(f"held {myself().id}")
    held = _find(held_id)
    endpoint, arguments = kept_request(held.path)
    if endpoint == "module.act":
        return _act(held, arguments)
    if endpoint == "remarks.write":
        return _remark(held, arguments)
    attempt = own_attempt(myself().id, arguments["attempt_id"])
    return _submit(held, attempt) if endpoint == "assessment.submit" else _save(held, attempt)


def _act(held: UnclaimedAnswers, arguments: dict[str, str]) -> Response:
    shelved, module = module_page.find_module(**arguments)
    path, form = held.path, _take(held)
    problems = module_page.perform_act(myself(), shelved, module, form)
    for problem in problems.values():
        flash(problem, "error")
    if not problems:
        flash(gettext("Your answers were sent."))
    _lead_on()
    return redirect(path, 303)


def _remark(held: UnclaimedAnswers, arguments: dict[str, str]) -> Response:
    """Sends a remark; one that cannot be sent as it is comes back in its form, and is held until it is."""
    answer = remark_form.answer_form(myself(), values=form_of(held), **arguments)
    if answer.status_code < 400:
        _take(held)
        _lead_on()
    return answer


def _save(held: UnclaimedAnswers, attempt: Attempt) -> Response:
    path, arrived = held.path, held.taken_at
    kept = attempt.save(changed_answers(attempt, _take(held)), attempt.shown_in(language()), arrived)
    flash(
        gettext("Your answers were saved. What you answered later stays as you answered it.")
        if kept
        else gettext("Your attempt had already closed; nothing was changed.")
    )
    _lead_on()
    return redirect(path, 303)


def _submit(held: UnclaimedAnswers, attempt: Attempt) -> Response:
    """Submits an attempt with all that was sent before, which could not be saved afterwards."""
    paper = url_for("assessment.save", attempt_id=attempt.id)
    for earlier in unclaimed_of(attempt.person_id):
        if earlier.path == paper and earlier.taken_at <= held.taken_at:
            arrived = earlier.taken_at
            attempt.save(changed_answers(attempt, _take(earlier)), attempt.shown_in(language()), arrived)
    _take(held)
    attempt.submit(attempt.shown_in(language()))
    flash(gettext("Your assessment is submitted."))
    _lead_on()
    return redirect(url_for("assessment.outcome", attempt_id=attempt.id), 303)


@bp.post("/<uuid:held_id>/discard")
@signed_in
def discard(held_id: uuid.UUID) -> Response:
    """Forgets held answers at my word."""
    begin_write_alone(f"held {myself().id}")
    held = _find(held_id)
    word = gettext("The remark is discarded.") if held.remark else gettext("These answers are discarded.")
    begin_write().delete(held)
    flash(word)
    left = len(unclaimed_of(myself().id))
    if left:
        flash(_still_waiting(left), "plain")
    return redirect(url_for(".show") if left else "/", 303)


def _lead_on() -> None:
    """Says how many more wait, where one was sent, and leads back to them."""
    if left := len(unclaimed_of(myself().id)):
        link = Markup('{} <a href="{}">{}</a>')
        flash(link.format(_still_waiting(left), url_for(".show"), gettext("See what waits")), "plain")


def _still_waiting(left: int) -> str:
    return ngettext(
        "%(num)s more set of answers waits for you.", "%(num)s more sets of answers wait for you.", left
    )


def _find(held_id: uuid.UUID) -> UnclaimedAnswers:
    """Answers held for me; 404 for anybody else's."""
    found = next((one for one in unclaimed_of(myself().id) if one.id == held_id), None)
    return found or abort(404)


def _take(held: UnclaimedAnswers) -> MultiDict[str, str]:
    """The form that was held, which is held no longer."""
    begin_write().delete(held)
    return form_of(held)
