"""Keeping: answers that arrive after their owner signed out are kept for them, and only for them.

So are remarks. They are unclaimed until their owner sends or discards them.
"""

import re
import uuid
from collections.abc import Mapping
from enum import Enum, auto
from typing import Any

import sqlalchemy as sa
from flask import Flask, flash, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response

from lms.database import begin_write, read_rows
from lms.learning.ownership import after_merging, owner_of
from lms.learning.records import UnclaimedAnswers
from lms.learning.saved_answers import saved_answers
from lms.people.roles.me import is_shut, myself
from lms.web import access
from lms.web.clock import now
from lms.web.languages import gettext
from lms.web.pages import page
from lms.web.sent import single, wants_json

MOST = 20  # sets of answers that are kept for one person
# The fields by which a form asks for something. `page` is that of a paper, which is saved as it stands; a
# lesson's form that asks for nothing, such as for its other language, has nothing to be kept.
ACTS = ("check", "read", "act", "page", "remark")
OF_A_REMARK = ("section", "edition", "key")
NUMBER = "save"  # of a page's saves, see assessment/page_saves.py
# Two forms of one address that agree in these ask for the same thing, from the same page.
SAME_ACT = ("check", "read", "page", "key")
# What is kept. Each is sent again by unclaimed/pages.py.
ENDPOINTS = ("module.act", "assessment.save", "assessment.submit", "remarks.write")


class KeepResult(Enum):
    """What became of a form whose owner is not the one who is signed in."""

    KEPT = auto()
    NO_ROOM = auto()
    ASKS_NOTHING = auto()


def unclaimed_of(person_id: uuid.UUID) -> list[UnclaimedAnswers]:
    """What is kept for a person, oldest first."""
    statement = sa.select(UnclaimedAnswers).where(UnclaimedAnswers.person_id == person_id)
    return list(read_rows(statement.order_by(UnclaimedAnswers.taken_at)).scalars())


def my_unclaimed() -> list[UnclaimedAnswers]:
    """What is kept for me and shown to me, oldest first."""
    return [answers for answers in unclaimed_of(myself().id) if not is_shut(answers.taken_at)]


def keep_for(owner: uuid.UUID, *, other_signed_in: bool = False) -> Response:
    """Keeps this request's answers for their owner, and answers the request.

    `other_signed_in`: somebody else is signed in here now, who is told that the page is not theirs.
    The script of a page gets `{"held": true}` with 202, or false with 409.
    """
    # What comes with a mark that is good no more could be anybody's.
    result = _keep(after_merging(owner)) if owner_of(request.form) else KeepResult.NO_ROOM
    is_kept = result is KeepResult.KEPT
    if wants_json():
        # The script sends the form as any other then, and the answer to that says why.
        answer = jsonify(held=is_kept)
        answer.status_code = 202 if is_kept else 409
        return answer
    if other_signed_in:
        words = _words_for_other(is_kept)
        return page("learning/unclaimed/kept_for_other.html", 202, words=words)
    if is_kept:
        flash(_kept_words())
    elif result is KeepResult.NO_ROOM:
        flash(
            gettext(
                "You were signed out, and these answers could not be kept: too many are waiting for you "
                "already. Sign in, send or discard those, then answer again."
            ),
            "error",
        )
    return redirect(url_for("sign_in.sign_in"), 303)


def _kept_words() -> str:
    if request.endpoint == "remarks.write":
        return gettext(
            "You were signed out. Your remark is kept; sign in, and confirm that you want it sent."
        )
    return gettext(
        "You were signed out. Your answers are kept; sign in, and confirm that you want them sent."
    )


def _words_for_other(is_kept: bool) -> str:
    """What somebody else is told, who sent a page that was opened by the owner."""
    if request.endpoint == "remarks.write":
        if is_kept:
            return gettext(
                "The remark was not sent as yours. It is kept for the person who opened the page, "
                "who can send it after signing in."
            )
        return gettext(
            "The remark was not sent as yours. It could not be kept for the person who opened the page, "
            "either: too much is waiting already."
        )
    if is_kept:
        return gettext(
            "The answers were not counted for you. They are kept for the person who opened the page, "
            "who can send them after signing in."
        )
    return gettext(
        "The answers were not counted for you. They could not be kept for the person who opened the page, "
        "either: too many are waiting already."
    )


def _keep(owner: uuid.UUID) -> KeepResult:
    # All of them are looked at, since a field that arrives twice is refused.
    acts = [single(request.form, name) for name in ACTS]
    single(request.form, NUMBER)
    if not any(acts):
        return KeepResult.ASKS_NOTHING
    values = {name: request.form.getlist(name) for name in request.form if _belongs_to_an_act(name)}
    # Rows that are to be deleted are read in the transaction that deletes them.
    session = begin_write()
    unclaimed = unclaimed_of(owner)
    # A page is sent again and again until it is taken; the later form of it holds all of the earlier.
    earlier = [
        answers for answers in unclaimed if answers.path == request.path and _same_act(answers.values, values)
    ]
    if any(_number(answers.values) > _number(values) for answers in earlier):
        return KeepResult.KEPT  # this one was overtaken on its way
    if len(unclaimed) - len(earlier) >= MOST:
        return KeepResult.NO_ROOM
    for answers in earlier:
        session.delete(answers)
    attempt_id = (request.view_args or {}).get("attempt_id")
    kept = UnclaimedAnswers(
        person_id=owner,
        path=request.path,
        values=values,
        taken_at=now(),
        attempt_id=attempt_id,
        arrival=saved_answers(attempt_id).next_arrival if attempt_id else None,
    )
    session.add(kept)
    return KeepResult.KEPT


def _number(values: Mapping[str, list[str]]) -> int:
    """The number of a page's save; 0 for a form without one."""
    (number,) = values.get(NUMBER) or ["0"]
    return int(number) if re.fullmatch("[0-9]{1,9}", number) else 0


def _belongs_to_an_act(name: str) -> bool:
    """Whether a field of this name says what a form asks for, or carries its answers."""
    return name in (*ACTS, *OF_A_REMARK, NUMBER) or name.startswith(("q-", "was-"))


def _same_act(earlier: dict[str, Any], later: dict[str, Any]) -> bool:
    return all(earlier.get(name) == later.get(name) for name in SAME_ACT)


def keep_from_signed_out(app: Flask) -> None:
    """Has what signed-out people answer kept for its owner; the form says whose it is."""

    def keep(_status: int) -> Response | None:
        owner = owner_of(request.form)
        return keep_for(owner) if owner else None

    for endpoint in ENDPOINTS:
        access.on_refusal(app, endpoint, keep)


def discard_remark(person_id: uuid.UUID, key: str | None) -> None:
    """Discards what is kept of a remark that was sent after all, from the form that it came back in.

    Without this the same remark would go on waiting, to be sent or discarded a second time. The kept form has
    the `key` that the remark was sent under, since its page was given one.
    """
    if not key:
        return
    for answers in unclaimed_of(person_id):
        if answers.values.get("key") == [key]:
            begin_write().delete(answers)


def after_sign_in() -> str | None:
    """Where whoever has just signed in goes first when answers are waiting."""
    return url_for("held.show") if my_unclaimed() else None
