"""The answers and remarks that are kept for me: seen, sent or discarded at my word.

What was kept is sent again by the functions that the live request calls, so that it is checked, graded and
recorded alike:

    address it came to    what sends it again
    module.act            module.page.perform_act
    assessment.save       Attempt.save, as of the instant when the answers arrived
    assessment.submit     the same for each set of answers that came before, then Attempt.submit
    remarks.write         remarks.form.answer_form
"""

import uuid

from flask import Blueprint, abort, flash, redirect, url_for
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from lms.database import begin_write, begin_write_alone
from lms.learning.assessment.attempt import Attempt
from lms.learning.assessment.page_saves import page_save
from lms.learning.assessment.paper import changed_answers
from lms.learning.assessment.sitting import own_attempt_to_change
from lms.learning.keeping import my_unclaimed, unclaimed_of
from lms.learning.module import page as module_page
from lms.learning.records import UnclaimedAnswers
from lms.learning.remarks import form as remark_form
from lms.learning.unclaimed.listed import form_of, kept_request, listed_answers
from lms.people.roles.me import myself
from lms.postings.due.local_day import component_at
from lms.web.access import signed_in
from lms.web.languages import gettext, language, ngettext
from lms.web.pages import page

bp = Blueprint("held", __name__, url_prefix="/held")


@bp.get("")
@signed_in
def show() -> Response:
    """The answers waiting for my word."""
    waiting = listed_answers(myself().id)
    return page(
        "learning/unclaimed/unclaimed.html",
        waiting=waiting,
        remarks_alone=bool(waiting) and all(listed.held.remark for listed in waiting),
    )


@bp.post("/<uuid:held_id>/send")
@signed_in
def send(held_id: uuid.UUID) -> Response:
    """Does with kept answers what would have been done had their owner been signed in."""
    # Alone before it is looked up, so that two windows send it once.
    begin_write_alone(f"held {myself().id}")
    unclaimed = _find(held_id)
    endpoint, arguments = kept_request(unclaimed.path)
    if endpoint == "module.act":
        return _act(unclaimed, arguments)
    if endpoint == "remarks.write":
        return _remark(unclaimed, arguments)
    attempt = own_attempt_to_change(myself().id, arguments["attempt_id"])
    if endpoint == "assessment.submit":
        return _submit(unclaimed, attempt)
    return _save(unclaimed, attempt)


def _act(unclaimed: UnclaimedAnswers, arguments: dict[str, str]) -> Response:
    shelved, module = module_page.find_module(**arguments)
    problems = module_page.perform_act(myself(), shelved, module, _claim(unclaimed))
    for problem in problems.values():
        flash(problem, "error")
    if not problems:
        flash(gettext("Your answers were sent."))
    _say_what_waits()
    return redirect(unclaimed.path, 303)


def _remark(unclaimed: UnclaimedAnswers, arguments: dict[str, str]) -> Response:
    """Sends a remark; one that cannot be sent as it is comes back in its form, and is kept until it is."""
    answer = remark_form.answer_form(myself(), values=form_of(unclaimed), **arguments)
    if answer.status_code < 400:
        _claim(unclaimed)
        _say_what_waits()
    return answer


def _save(unclaimed: UnclaimedAnswers, attempt: Attempt) -> Response:
    if _save_answers(unclaimed, attempt):
        flash(gettext("Your answers were saved. What you answered later stays as you answered it."))
    else:
        flash(gettext("Your attempt had already closed; nothing was changed."))
    _say_what_waits()
    return redirect(unclaimed.path, 303)


def _submit(unclaimed: UnclaimedAnswers, attempt: Attempt) -> Response:
    """Submits an attempt with all that was sent before, which could not be saved afterwards."""
    paper = url_for("assessment.save", attempt_id=attempt.id)
    for earlier in unclaimed_of(attempt.person_id):
        if earlier.path == paper and earlier.taken_at <= unclaimed.taken_at:
            _save_answers(earlier, attempt)
    _claim(unclaimed)
    attempt.submit(attempt.shown_in(language()))
    flash(gettext("Your assessment is submitted."))
    _say_what_waits()
    return redirect(url_for("assessment.outcome", attempt_id=attempt.id), 303)


def _save_answers(unclaimed: UnclaimedAnswers, attempt: Attempt) -> bool:
    """Saves answers to a paper; False once the attempt was closed when they arrived."""
    form = _claim(unclaimed)
    from_page = page_save(form, attempt.id)
    answers = changed_answers(attempt, form)
    language_shown = attempt.shown_in(language())
    component = component_at(attempt.person_id, unclaimed.taken_at)
    saved = attempt.save(answers, language_shown, component, from_page=from_page, unclaimed=unclaimed)
    return saved is not None


@bp.post("/<uuid:held_id>/discard")
@signed_in
def discard(held_id: uuid.UUID) -> Response:
    """Discards kept answers at my word."""
    begin_write_alone(f"held {myself().id}")
    unclaimed = _find(held_id)
    if unclaimed.remark:
        flash(gettext("The remark is discarded."))
    else:
        flash(gettext("These answers are discarded."))
    _claim(unclaimed)
    left = len(my_unclaimed())
    if left == 0:
        return redirect("/", 303)
    flash(_still_waiting(left), "plain")
    return redirect(url_for(".show"), 303)


def _say_what_waits() -> None:
    """Says how many more wait, where one was sent, and leads back to them."""
    left = len(my_unclaimed())
    if left > 0:
        link = Markup('{} <a href="{}">{}</a>')
        flash(link.format(_still_waiting(left), url_for(".show"), gettext("See what waits")), "plain")


def _still_waiting(left: int) -> str:
    return ngettext(
        "%(num)s more set of answers waits for you.", "%(num)s more sets of answers wait for you.", left
    )


def _find(held_id: uuid.UUID) -> UnclaimedAnswers:
    """Answers that are kept for me; 404 for anybody else's."""
    for unclaimed in my_unclaimed():
        if unclaimed.id == held_id:
            return unclaimed
    abort(404)


def _claim(unclaimed: UnclaimedAnswers) -> MultiDict[str, str]:
    """The form as it was sent, which waits no longer."""
    begin_write().delete(unclaimed)
    return form_of(unclaimed)
