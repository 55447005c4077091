"""The letters that sign somebody in: an invitation, and a link for a new password."""

import uuid
from collections.abc import Mapping

from lms.database import begin_write, db
from lms.people.addresses import holds_address
from lms.people.person import Person
from lms.people.sign_in.invitations import VALID, make_code
from lms.web.addresses import outside_of
from lms.web.languages import N_
from lms.web.mail import Letter, LetterKind


def _finds_its_person(letter: Letter) -> bool:
    """Whether its address is still the one by which its person gets links."""
    person = db.session.get(Person, letter.person_id)
    return person is not None and person.email == letter.address and holds_address(person)


def _invites_nobody_who_is_in(letter: Letter) -> bool:
    person = db.session.get_one(Person, letter.person_id)
    return _finds_its_person(letter) and not person.password_hash


def _fill(letter: Letter, purpose: str, shown_to: uuid.UUID | None) -> Mapping[str, str]:
    """The words of a letter with a link, drawn now."""
    person = begin_write().get_one(Person, letter.person_id)
    code = make_code(person.id, purpose, by=shown_to, letter_id=letter.id)
    link = outside_of("sign_in.join_with", code=code)
    return {"name": person.name, "sign_in_name": person.sign_in_name, "link": link}


INVITATION = LetterKind(
    "invite",
    N_("Your account for CPAS learning"),
    N_(
        "Hello %(name)s,\n\nAn account was made for you. Your sign-in name is %(sign_in_name)s.\n"
        "Use this link within thirty days to choose your password:\n%(link)s\n\n"
        "The link works once.\n"
    ),
    VALID["invite"],
    lambda letter, shown_to: _fill(letter, "invite", shown_to),
    _invites_nobody_who_is_in,
)
RESET = LetterKind(
    "reset",
    N_("Choose a new password"),
    N_(
        "Hello %(name)s,\n\nUse this link within two hours to choose a new password:\n%(link)s\n\n"
        "If you did not ask for it, there is nothing to do: your password is unchanged.\n"
    ),
    VALID["reset"],
    lambda letter, shown_to: _fill(letter, "reset", shown_to),
    _finds_its_person,
)
