"""Known browsers: one that has signed in to an account before has tries of its own there.

A stranger who tries an account's password again and again would else shut its owner out. The browser keeps a
signed mark: a number of its own, and for the last accounts that it signed in to a code that is made of the
account's secret. So it names nobody, and ends with the account's password, as OWASP's device cookies do.
"""

import hmac
import secrets
from typing import NamedTuple

from flask import current_app, request
from itsdangerous import BadSignature
from werkzeug.wrappers import Response

from lms.people.person import Person
from lms.web.signing import serializer

COOKIE = "lms_known"
PURPOSE = "known browser"
MOST = 5  # accounts that a browser is known to
AGE_S = 180 * 24 * 3600


class KnownBrowser(NamedTuple):
    """What the mark of a browser says: its number, and the codes of the accounts it is known to."""

    number: str
    codes: tuple[str, ...]


def _cookie() -> str:
    name: str = current_app.config["SETTINGS"].cookie_name(COOKIE)
    return name


def _read() -> KnownBrowser | None:
    try:
        number, codes = serializer(PURPOSE).loads(request.cookies.get(_cookie(), ""))
        return KnownBrowser(str(number), tuple(map(str, codes)))
    except (BadSignature, ValueError, TypeError):
        return None


def _code(person: Person, number: str) -> str:
    key = current_app.config["SECRET_KEY"].encode()
    digest = hmac.digest(key, f"known {number} {person.id} {person.secret}".encode(), "sha256")
    return digest[:16].hex()


def number_of_known_browser(person: Person | None) -> str | None:
    """The number of the browser that asks, if it has signed in to this account before; else None."""
    known = _read()
    if known is None or person is None:
        return None
    code = _code(person, known.number)
    return known.number if any(hmac.compare_digest(code, one) for one in known.codes) else None


def remember_browser(answer: Response, person: Person) -> None:
    """Marks the browser that asks as known to an account, whose password it has just proved."""
    known = _read() or KnownBrowser(secrets.token_hex(16), ())
    code = _code(person, known.number)
    codes = [code, *(one for one in known.codes if one != code)][:MOST]
    answer.set_cookie(
        _cookie(),
        serializer(PURPOSE).dumps([known.number, codes]),
        max_age=AGE_S,
        secure=current_app.config["SETTINGS"].secure,
        httponly=True,
        samesite="Lax",
    )
