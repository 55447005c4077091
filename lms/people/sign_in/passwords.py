"""Passwords: hashed with scrypt, slowly and outside any write transaction."""

import base64
import hmac
import secrets
import uuid

import sqlalchemy as sa
from flask import current_app
from werkzeug.security import check_password_hash, generate_password_hash

from lms.database import read_rows
from lms.people.person import Person
from lms.people.sign_ins import end_sign_ins

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
    """Gives the account a password and ends its sessions everywhere."""
    person.password_hash = password_hash
    person.secret = secrets.token_hex(32)
    end_sign_ins(person.id)


def account_secret(person_id: uuid.UUID, purpose: str) -> str:
    """A secret of an account, 256 bits in base64: the same for a purpose until its password changes.

    Not by the password's hash, which is renewed when hashing becomes costlier.
    """
    own = read_rows(sa.select(Person.secret).where(Person.id == person_id)).scalar() or ""
    message = f"{purpose} {person_id} {own}".encode()
    digest = hmac.digest(current_app.config["SECRET_KEY"].encode(), message, "sha256")
    return base64.b64encode(digest).decode()
