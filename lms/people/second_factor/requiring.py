"""Who must have a second factor (LMS_SECOND_FACTOR), and who is asked whether they want one."""

import sqlalchemy as sa
from flask import Flask, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from lms.database import read_rows
from lms.people.roles.me import Me, current_person, myself
from lms.people.second_factor.factor import has_factor
from lms.people.sign_ins import SignIn
from lms.web.access import PUBLIC, declared_access
from lms.web.plug import Plug

EVERYBODY = "everybody"
# What whoever has to set one up may call all the same, besides what is public.
ALLOWED = {"second_factor.show", "second_factor.confirm", "sign_in.sign_out", "languages.switch"}

ANSWERS: Plug[frozenset[str]] = Plug("answers_without_second_factor")
"""The endpoints whose POST is taken all the same, so that no answer is lost. Learning puts in those of
answers to lessons and papers."""


def must_have_factor(who: Me) -> bool:
    """Whether the site asks a second factor of somebody with these roles."""
    required = current_app.config["SETTINGS"].second_factor
    return EVERYBODY in required or not who.roles.isdisjoint(required)


def require(app: Flask) -> None:
    """Leads whoever must have one, and has none yet, to where it is set up."""
    app.before_request(_lead_to_set_up)


def _lead_to_set_up() -> Response | None:
    if not current_app.config["SETTINGS"].second_factor or request.endpoint is None:
        return None
    if request.endpoint in ALLOWED or declared_access(current_app, request.endpoint) is PUBLIC:
        return None
    if request.method == "POST" and request.endpoint in ANSWERS.get_or(frozenset()):
        return None
    who = current_person()
    if who is None or not must_have_factor(who) or has_factor(who.id):
        return None
    return redirect(url_for("second_factor.show"), 303)


def question_at_first_sign_in() -> str | None:
    """Where an administrator of a real installation goes first: to whether they want a second factor."""
    who = myself()
    if current_app.config["SETTINGS"].demo or "administrator" not in who.roles or has_factor(who.id):
        return None
    count = sa.select(sa.func.count(SignIn.id)).where(SignIn.person_id == who.id)
    return url_for("second_factor.show") if read_rows(count).scalar_one() == 1 else None
