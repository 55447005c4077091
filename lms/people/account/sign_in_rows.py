"""The latest sign-ins of an account as its owner reads them: when, with what, and what became of each."""

import uuid
from datetime import datetime, timedelta
from typing import NamedTuple

from flask import current_app

from lms.people.sign_ins import SignIn, latest_sign_ins
from lms.web.clock import now
from lms.web.languages import N_, gettext

MOST = 10
HERE = N_("this browser")
OPEN = N_("not signed out")
ENDED = N_("ended")


class SignInRow(NamedTuple):
    """One sign-in: when, the browser in words, and HERE, OPEN or ENDED."""

    taken_at: datetime
    browser: str
    state: str


def sign_in_rows(person_id: uuid.UUID, here: uuid.UUID) -> list[SignInRow]:
    """The latest sign-ins of a person, the last one first; `here` is that of the browser that asks."""
    hours = current_app.config["SETTINGS"].session_hours
    earliest = now() - timedelta(hours=hours)
    return [
        SignInRow(sign_in.taken_at, _browser(sign_in), _state(sign_in, here, earliest))
        for sign_in in latest_sign_ins(person_id, MOST)
    ]


def _browser(sign_in: SignIn) -> str:
    if sign_in.browser and sign_in.system:
        return gettext("%(browser)s on %(system)s", browser=sign_in.browser, system=sign_in.system)
    return sign_in.browser or sign_in.system or gettext("an unknown browser")


def _state(sign_in: SignIn, here: uuid.UUID, earliest: datetime) -> str:
    if sign_in.id == here:
        return HERE
    is_open = sign_in.ended_at is None and sign_in.taken_at > earliest
    return OPEN if is_open else ENDED
