"""What a certificate is worth on a day. Pure."""

from datetime import date
from typing import Protocol

VALID, EXPIRED, REPLACED, REVOKED = "valid", "expired", "replaced", "revoked"


class Lasting(Protocol):
    """Whatever lasts until a day, that day included, or without end."""

    @property
    def expires_on(self) -> date | None: ...


def status_of(certificate: Lasting, day: date, revoked: bool, replaced: bool) -> str:
    """One of valid, expired, replaced, revoked.

    What somebody decided outranks what the calendar did: a revoked certificate never counted on, whatever
    its dates; and one that was replaced leads to its successor, which says itself whether it has expired.
    """
    if revoked:
        return REVOKED
    if replaced:
        return REPLACED
    expired = certificate.expires_on is not None and certificate.expires_on < day
    return EXPIRED if expired else VALID
