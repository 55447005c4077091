"""Signing: HMAC-SHA-256 by the site's key, and for each purpose by a key made of it."""

import hashlib
from typing import Any

from flask import current_app
from itsdangerous import Signer, URLSafeSerializer

# The library's own are SHA-1, for the sake of what it signed long ago.
_BY_SHA256: dict[str, Any] = {"key_derivation": "hmac", "digest_method": hashlib.sha256}


def signer(purpose: str) -> Signer:
    """Signs bytes; what was signed for another purpose is refused by its `unsign` with BadSignature."""
    return Signer(current_app.config["SECRET_KEY"], salt=purpose, **_BY_SHA256)


def serializer(purpose: str) -> URLSafeSerializer:
    """Signs values of JSON as texts for cookies; `loads` raises BadSignature as `signer` does."""
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=purpose, signer_kwargs=_BY_SHA256)
