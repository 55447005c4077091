"""Holding: answers that arrive after their owner signed out are kept for them, and only for them.

So are remarks. Pages with answers carry their owner's id, signed. It never changes, so that lessons keep a
stable ETag.
"""

import uuid
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from flask import Flask, current_app, flash, jsonify, redirect, request, url_for
from itsdangerous import BadSignature, Signer
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from lms.database import reading, writing
from lms.learning.records import HeldAnswers
from lms.people.merging import merged_into
from lms.web import access
from lms.web.clock import now
from lms.web.languages import gettext
from lms.web.pages import page
from lms.web.sent import by_script, one

MOST = 20
# What a form asks for. `page` is that of a paper, which is saved as it stands; a lesson's form that asks
# for nothing, such as for its other language, has nothing to be held.
ASKS = ("check", "read", "act", "page", "remark")
OF_A_REMARK = ("section", "edition", "key")
ENDPOINTS = ("module.act", "assessment.save", "assessment.submit", "remarks.write")


def _signer() -> Signer:
    return Signer(current_app.config["SECRET_KEY"], salt="owner of answers")


def signed_owner(person_id: uuid.UUID) -> str:
    """The owner's mark that a page with answers carries."""
    return _signed(current_app.config["SECRET_KEY"], person_id)


@lru_cache(maxsize=4096)
def _signed(_key: str, person_id: uuid.UUID) -> str:
    return _signer().sign(person_id.hex).decode()


def owner_of(form: MultiDict[str, str]) -> uuid.UUID | None:
    """Whose answers a form holds, or None when it does not say or the mark is forged."""
    try:
        return uuid.UUID(_signer().unsign(form.get("owner", "")).decode())
    except (BadSignature, ValueError):
        return None


def other_owner(form: MultiDict[str, str], mine: uuid.UUID) -> uuid.UUID | None:
    """Whose answers a form holds when they are not mine."""
    owner = owner_of(form)
    if owner is None or owner == mine or (owner := _after_merging(owner)) == mine:
        return None
    return owner


def _after_merging(person_id: uuid.UUID) -> uuid.UUID:
    """Who has now what was this person's."""
    while merge := merged_into(person_id):
        person_id = merge.kept_id
    return person_id


def hold_for(owner: uuid.UUID, *, other: bool = False) -> Response:
    """Keeps this request's answers for their owner. `other`: somebody else is signed in here now."""
    held = _hold(_after_merging(owner))
    if by_script():
        # The script sends the form as any other then, and the answer to that says why.
        return _to_script(held)
    if other:
        return page("learning/unclaimed/kept_for_other.html", 202, held=held)
    if held:
        flash(
            gettext("You were signed out. Your remark is kept; sign in, and confirm that you want it sent.")
            if request.endpoint == "remarks.write"
            else gettext(
                "You were signed out. Your answers are kept; sign in, and confirm that you want them sent."
            )
        )
    elif held is False:
        flash(
            gettext(
                "You were signed out, and these answers could not be kept: too many are waiting for you "
                "already. Sign in, send or discard those, then answer again."
            ),
            "error",
        )
    return redirect(url_for("sign_in.sign_in"), 303)


def _to_script(held: bool | None) -> Response:
    answer = jsonify(held=bool(held))
    answer.status_code = 202 if held else 409
    return answer


def _hold(owner: uuid.UUID) -> bool | None:
    """Keeps what was sent; False when there is no room for it, None when it asks for nothing."""
    values = {name: request.form.getlist(name) for name in request.form if _kept(name)}
    asked = [one(request.form, name) for name in ASKS]
    if not any(asked):
        return None
    session = writing()
    waiting = mine(owner)
    # A page is sent again and again until it is taken; the later form of it holds all of the earlier.
    again = [held for held in waiting if held.path == request.path and _same_act(held.values, values)]
    if len(waiting) - len(again) >= MOST:
        return False
    for held in again:
        session.delete(held)
    session.add(HeldAnswers(person_id=owner, path=request.path, values=values, taken_at=now()))
    return True


def _kept(name: str) -> bool:
    return name in (*ASKS, *OF_A_REMARK) or name.startswith(("q-", "was-"))


def _same_act(earlier: dict[str, Any], later: dict[str, Any]) -> bool:
    """Whether two forms of one address ask for the same thing, from the same page."""
    return all(earlier.get(name) == later.get(name) for name in ("check", "read", "page", "key"))


def accept_from_signed_out(app: Flask) -> None:
    """Has what signed-out people answer held for its owner."""

    def keep(_status: int) -> Response | None:
        owner = owner_of(request.form)
        return hold_for(owner) if owner else None

    for endpoint in ENDPOINTS:
        access.hold(app, endpoint, keep)


def mine(person_id: uuid.UUID) -> list[HeldAnswers]:
    """What is held for a person, oldest first."""
    statement = sa.select(HeldAnswers).where(HeldAnswers.person_id == person_id)
    return list(reading(statement.order_by(HeldAnswers.taken_at)).scalars())


def forget(person_id: uuid.UUID, key: str | None) -> None:
    """Keeps a remark no longer that was sent after all, from the form that it came back in."""
    for held in mine(person_id):
        if key and held.values.get("key") == [key]:
            writing().delete(held)


def after_sign_in(person_id: uuid.UUID) -> str | None:
    """Where to go first when answers are waiting."""
    return url_for("held.show") if mine(person_id) else None
