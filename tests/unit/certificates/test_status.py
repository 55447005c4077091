"""What a certificate is worth on a day."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from lms.certificates.status import EXPIRED, REPLACED, REVOKED, VALID, status_of

DAY = date(2026, 11, 16)


@dataclass(frozen=True)
class Lasts:
    expires_on: date | None


@pytest.mark.parametrize(
    ("expires_on", "worth"),
    [
        (None, VALID),
        (DAY + timedelta(days=1), VALID),
        (DAY, VALID),  # its last day is included
        (DAY - timedelta(days=1), EXPIRED),
    ],
)
def test_the_calendar_decides(expires_on, worth):
    assert status_of(Lasts(expires_on), DAY, revoked=False, replaced=False) == worth


@pytest.mark.parametrize("expires_on", [None, DAY, DAY - timedelta(days=1)])
def test_what_somebody_decided_outranks_the_calendar(expires_on):
    assert status_of(Lasts(expires_on), DAY, revoked=False, replaced=True) == REPLACED
    assert status_of(Lasts(expires_on), DAY, revoked=True, replaced=False) == REVOKED
    assert status_of(Lasts(expires_on), DAY, revoked=True, replaced=True) == REVOKED
