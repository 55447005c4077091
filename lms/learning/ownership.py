"""Ownership: pages with answers carry their owner's id, signed, so that nobody answers as somebody else.

The mark never changes, so that lessons keep a stable ETag.
"""

import uuid
from functools import lru_cache

from flask import current_app
from itsdangerous import BadSignature, Signer
from werkzeug.datastructures import MultiDict

from lms.people.merging import merged_into


def _signer(secret_key: str) -> Signer:
    return Signer(secret_key, salt="owner of answers")


def signed_owner(person_id: uuid.UUID) -> str:
    """The owner's mark that a page with answers carries."""
    return _signed(current_app.config["SECRET_KEY"], person_id)


@lru_cache(maxsize=4096)
def _signed(secret_key: str, person_id: uuid.UUID) -> str:
    return _signer(secret_key).sign(person_id.hex).decode()


def owner_of(form: MultiDict[str, str]) -> uuid.UUID | None:
    """Whose answers a form has, or None when it does not say or the mark is forged."""
    signer = _signer(current_app.config["SECRET_KEY"])
    try:
        return uuid.UUID(signer.unsign(form.get("owner", "")).decode())
    except (BadSignature, ValueError):
        return None


def other_owner(form: MultiDict[str, str], mine: uuid.UUID) -> uuid.UUID | None:
    """Whose answers a form has when they are not mine. A form that does not say is mine."""
    owner = owner_of(form)
    if owner is None or owner == mine:
        return None
    # A page may have been opened before its owner's records were merged into mine.
    owner = after_merging(owner)
    return None if owner == mine else owner


def after_merging(person_id: uuid.UUID) -> uuid.UUID:
    """Who has now what was this person's."""
    while merge := merged_into(person_id):
        person_id = merge.kept_id
    return person_id
