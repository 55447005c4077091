"""The session of whoever has just proved who they are."""

from collections.abc import Callable

from flask import redirect, session
from werkzeug.wrappers import Response

from lms.people.person import Person
from lms.people.roles import me
from lms.people.sign_in.closing import is_closed
from lms.web.languages import use_language
from lms.web.log import mark_of, note
from lms.web.pages import page
from lms.web.plug import Plug

AFTER_SIGN_IN: Plug[list[Callable[[], str | None]]] = Plug("after_sign_in")
"""Each tells where whoever has just signed in should go first, if anywhere. Learning puts in the page of
answers that wait for them; signing in asks it."""


SECOND_STEP: Plug[Callable[[Person, str | None], Response | None]] = Plug("second_step")
"""What is asked besides the password: an answer that asks for it, or None where the password is enough.
people.second_factor puts it in."""


def sign_in_person(person: Person, target: str | None) -> Response:
    """Signs a person in with a fresh session, in their language unless they chose one at the door.

    Or leads to the second step, where there is one. 403 where the account is closed.
    """
    if is_closed(person.id):
        # Refused last, so that only who has the password or a code learns of it; nothing is changed then.
        return page("people/sign_in/closed.html", 403)
    chosen = session.get("language")
    me.end_session()  # before anything is kept in it: nothing of whoever sat here before goes along
    use_language(chosen or person.language)
    ask = SECOND_STEP.get()
    return ask(person, target) or complete_sign_in(person, target, "one step")


def complete_sign_in(person: Person, target: str | None, steps: str) -> Response:
    """Signs in a person who has proved all that is asked of them, which the log says by `steps`."""
    me.begin_session(person.id)
    note("sign-in", person=mark_of(person.id), steps=steps)
    for first_page in AFTER_SIGN_IN.get():
        target = first_page() or target
    return redirect(target or "/", 303)
