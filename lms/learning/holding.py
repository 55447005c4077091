"""Holding: answers that arrive after their owner signed out are kept for them, and only for them.

Pages with answers carry their owner's id, signed. It never changes, so that lessons keep a stable ETag.
"""

import uuid
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from flask import Flask, abort, current_app, flash, redirect, request, url_for
from itsdangerous import BadSignature, Signer
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from lms.database import reading, writing
from lms.learning.records import HeldAnswers
from lms.web import access
from lms.web.clock import now
from lms.web.languages import gettext
from lms.web.pages import page

MOST = 20
KEPT = ("check", "read", "act")


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


def hold_for(owner: uuid.UUID | None, *, other: bool = False) -> Response:
    """Keeps this request's answers for their owner. `other`: somebody else is signed in here now."""
    if owner is None:
        abort(401)
    session = writing()
    values = {name: request.form.getlist(name) for name in request.form if _kept(name)}
    waiting = mine(owner)
    # The script sends a form again and again until it is taken; the later one holds all of the earlier.
    again = [one for one in waiting if one.path == request.path and _same_act(one.values, values)]
    for one in again:
        session.delete(one)
    if values and len(waiting) - len(again) < MOST:
        session.add(HeldAnswers(person_id=owner, path=request.path, values=values, taken_at=now()))
    if other:
        return page("learning/held_for_other.html", 202)
    flash(
        gettext("You were signed out. Your answers are kept; sign in, and confirm that you want them sent.")
    )
    return redirect(url_for("sign_in.sign_in"), 303)


def _kept(name: str) -> bool:
    return name in KEPT or name.startswith(("q-", "was-"))


def _same_act(earlier: dict[str, Any], later: dict[str, Any]) -> bool:
    """Whether two forms of one page ask for the same thing."""
    return all(earlier.get(name) == later.get(name) for name in ("check", "read"))


def accept_from_signed_out(app: Flask, *endpoints: str) -> None:
    """Has what signed-out people post to these endpoints held for its owner."""

    def keep() -> Response | None:
        owner = owner_of(request.form)
        return hold_for(owner) if owner else None

    for endpoint in endpoints:
        access.hold(app, endpoint, keep)


def mine(person_id: uuid.UUID) -> list[HeldAnswers]:
    """What is held for a person, oldest first."""
    statement = sa.select(HeldAnswers).where(HeldAnswers.person_id == person_id)
    return list(reading(statement.order_by(HeldAnswers.taken_at)).scalars())


def after_sign_in(person_id: uuid.UUID) -> str | None:
    """Where to go first when answers are waiting."""
    return url_for("held.show") if mine(person_id) else None
