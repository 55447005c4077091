"""Passwords: hashed with scrypt, slowly and outside any write transaction."""

from flask import current_app
from werkzeug.security import check_password_hash, generate_password_hash

from lms.people.person import Person

# What everybody may read in the README opens nothing but a demonstration.
DEMO = "sorandia-demo"
# Checked against when there is no such account, so that the time taken tells nothing.
_NOBODY = "scrypt:32768:8:1$PKW4i0FePBhwDrmo$" + "0" * 128


def hashed(password: str) -> str:
    """The password's hash; call it before begin_write(), since it takes a fifth of a second."""
    return generate_password_hash(password, method="scrypt")


def matches(person: Person | None, password: str) -> bool:
    """Whether it is the person's password; as slow when there is no such person."""
    stored = person.password_hash if person is not None else None
    right = check_password_hash(stored or _NOBODY, password)
    everybody_knows_it = password == DEMO and not current_app.config["SETTINGS"].demo
    return right and stored is not None and not everybody_knows_it


def set_password(person: Person, password_hash: str) -> None:
    """Gives the account a password and ends its sessions everywhere. The caller has called begin_write()."""
    person.password_hash = password_hash
    person.stamp += 1
