"""What a certificate is worth on a day. Pure."""

from datetime import date
from enum import StrEnum

from lms.days import is_over


class Status(StrEnum):
    """The worth of a certificate, as templates compare it."""

    VALID = "valid"
    EXPIRED = "expired"
    REPLACED = "replaced"
    REVOKED = "revoked"


def status_of(expires_on: date | None, day: date, *, revoked: bool, replaced: bool) -> Status:
    """The status on a day of a certificate that lasts until `expires_on`, that day included, or without end.

    What somebody decided outranks what the calendar did: a revoked certificate never counted on, whatever
    its dates; and one that was replaced leads to its successor, which says itself whether it has expired.
    """
    if revoked:
        return Status.REVOKED
    if replaced:
        return Status.REPLACED
    return Status.EXPIRED if is_over(expires_on, day) else Status.VALID
