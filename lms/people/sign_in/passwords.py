"""Passwords: hashed with scrypt, slowly and outside any write transaction."""

import base64
import hmac
import secrets
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

import sqlalchemy as sa
from flask import current_app
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.security import check_password_hash, generate_password_hash

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.database import read_rows
from lms.people.person import Person
from lms.people.sign_ins import end_sign_ins
from lms.web.throttle import CROWDED

# What everybody may read in the README opens nothing but a demonstration.
DEMO = "sorandia-demo"
# As OWASP's cheat sheet on storing passwords has it for scrypt: N=2^15, r=8, p=3.
METHOD = "scrypt:32768:8:3"
# A worker hashes two passwords at once, and others wait so long for their turn: a hall that signs in together
# must not keep everybody else from their lessons.
AT_ONCE = 2
WAIT_S = 20
TRY_AGAIN_S = 5

_turns = BoundedSemaphore(AT_ONCE)
# Whoever is held up waits here first, one at a time, so that no turn is kept from anybody else.
_held_up = BoundedSemaphore(1)


@contextmanager
def turn_to_hash() -> Iterator[None]:
    """One of a worker's turns to hash; 503 for whoever had to wait too long for one.

    Call it while no transaction is open.
    """
    with _in_turn(_turns):
        yield


@contextmanager
def _in_turn(turns: BoundedSemaphore) -> Iterator[None]:
    if not turns.acquire(timeout=WAIT_S):
        raise ServiceUnavailable(CROWDED, retry_after=TRY_AGAIN_S)
    try:
        yield
    finally:
        turns.release()


def hashed(password: str) -> str:
    """The password's hash; call it before begin_write(), since it takes half a second."""
    with turn_to_hash():
        return generate_password_hash(password, method=METHOD)


def matches(person: Person | None, password: str, *, pause: float = 0.0) -> bool:
    """Whether it is the person's password; as slow when there is no such person.

    `pause`: for how many seconds it is held up before, one at a time.
    """
    if pause:
        with _in_turn(_held_up):
            time.sleep(pause)
            return _matches(person, password)
    return _matches(person, password)


def _matches(person: Person | None, password: str) -> bool:
    stored = person.password_hash if person is not None else None
    with turn_to_hash():
        right = check_password_hash(stored or _of_nobody(), password)
    everybody_knows_it = password == DEMO and not current_app.config["SETTINGS"].demo
    return right and stored is not None and not everybody_knows_it


def _of_nobody() -> str:
    """What is checked against when there is no such account, so that the time taken tells nothing."""
    return f"{METHOD}$PKW4i0FePBhwDrmo$" + "0" * 128


def renewed_hash(person: Person, password: str) -> str | None:
    """A new hash of the person's right password, where theirs was made more cheaply than is asked for now."""
    stored = person.password_hash or ""
    return None if stored.startswith(f"{METHOD}$") else hashed(password)


def set_password(person: Person, password_hash: str) -> None:
    """Gives the account a password and ends its sessions everywhere."""
    person.password_hash = password_hash
    person.secret = secrets.token_hex(32)
    end_sign_ins(person.id)
    note_act(Kind.PASSWORD_CHOSEN, concerns=person.id, by=person.id)


def account_secret(person_id: uuid.UUID, purpose: str) -> str:
    """A secret of an account, 256 bits in base64: the same for a purpose until its password changes.

    Not by the password's hash, which is renewed when hashing becomes costlier.
    """
    own = read_rows(sa.select(Person.secret).where(Person.id == person_id)).scalar() or ""
    message = f"{purpose} {person_id} {own}".encode()
    digest = hmac.digest(current_app.config["SECRET_KEY"].encode(), message, "sha256")
    return base64.b64encode(digest).decode()
