"""Codes for one person: shown once on the screen, or sent by mail as an invitation."""

import uuid
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, url_for
from werkzeug.wrappers import Response

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.people.person import Person
from lms.people.roles.me import myself
from lms.people.roles.record_to_change import person_to_change
from lms.people.sign_in.invitations import make_code
from lms.people.sign_in.letter_kinds import INVITATION
from lms.web.access import roles
from lms.web.addresses import outside
from lms.web.forms import take_turn
from lms.web.languages import gettext
from lms.web.mail import leaves, post_letter
from lms.web.pages import page

bp = Blueprint("invitations", __name__, url_prefix="/people")


@dataclass(frozen=True, slots=True)
class Code:
    """A one-time code as it is told, this once."""

    text: str
    link: str


def code_for(person: Person, purpose: str) -> Code:
    """Makes a code for a person, and the link that has it."""
    text = make_code(person.id, purpose, by=myself().id)
    return Code(text, outside(url_for("sign_in.join_with", code=text)))


@bp.post("/<uuid:person_id>/code")
@roles("administrator", "focal_point")
def code(person_id: uuid.UUID) -> Response:
    """Makes a one-time code to join, or to choose a new password, and shows it this once."""
    take_turn(f"person {person_id}")
    person = person_to_change(person_id)
    purpose = "reset" if person.password_hash else "invite"
    return page("people/sign_in/code.html", person=person, purpose=purpose, code=code_for(person, purpose))


@bp.post("/<uuid:person_id>/invite")
@roles("administrator", "focal_point")
def mail(person_id: uuid.UUID) -> Response:
    """Sends a first invitation by mail; whoever has a password asks for a new one at the door."""
    take_turn(f"person {person_id}")
    person = person_to_change(person_id)
    if not person.email or person.password_hash or person.email_of_post:
        abort(409)
    post_letter(INVITATION, person.id, person.email, person.language)
    note_act(Kind.INVITED, concerns=person.id, after={"email": person.email})
    if leaves():
        flash(gettext("The invitation is on its way."))
    else:
        flash(gettext("The invitation waits in the outbox, for an administrator to pass it on."))
    return redirect(url_for("person.show", person_id=person_id), 303)
