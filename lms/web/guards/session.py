"""The session's cookie: signed, readable by whoever has it, and changed by nobody."""

import hashlib

from flask import Flask
from flask.sessions import SecureCookieSessionInterface


class SignedSession(SecureCookieSessionInterface):
    """Flask's own session, signed by HMAC-SHA-256 where Flask takes SHA-1."""

    digest_method = staticmethod(hashlib.sha256)


def sign(app: Flask) -> None:
    """Has sessions signed so; one that was signed otherwise is none, and its owner signs in again."""
    app.session_interface = SignedSession()
