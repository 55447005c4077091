"""Telling the owner of an account, by mail, what changed with it: so they notice what they did not do."""

from datetime import timedelta

from lms.people.addresses import holds_address, is_confirmed
from lms.people.person import Person
from lms.web.languages import N_, catalogue
from lms.web.mail import LetterKind, leaves, post_letter

CHANGED = LetterKind(
    "account-changed",
    N_("Your account for CPAS learning has changed"),
    N_(
        "Hello %(name)s,\n\n%(what)s\n\n"
        "“My account” says more. If it should not be so, end all sessions there, change your password, "
        "and tell your training focal point.\n"
    ),
    timedelta(days=2),
    lambda letter, _shown_to: letter.values,
)

PASSWORD_CHANGED = N_("Your password was changed.")
PASSWORD_BY_CODE = N_("A new password was chosen for it with a code that somebody else had made.")
MERGED = N_("Another record was merged with yours.")
UNDONE = N_("A merge of another record with yours was undone.")
ADDRESS_CHANGED = N_("Its e-mail address was changed: this one is no longer that of the account.")


def tell_owner(person: Person, what: str) -> None:
    """Sends a letter to the address that the owner of an account has confirmed.

    Only where a mail server takes it: letters that an administrator carries are for what cannot wait.
    """
    if not leaves() or not person.email or not is_confirmed(person.id, person.email):
        return
    if holds_address(person):
        words = catalogue(person.language).gettext(what)
        post_letter(CHANGED, person.id, person.email, person.language, name=person.name, what=words)
