"""What a certificate is worth on a day."""

from datetime import date, timedelta

import pytest

from lms.certificates.status import Status, status_of

DAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("expires_on", "worth"),
    [
        (None, Status.VALID),
        (DAY + timedelta(days=1), Status.VALID),
        (DAY, Status.VALID),  # its last day is included
        (DAY - timedelta(days=1), Status.EXPIRED),
    ],
)
def test_the_calendar_decides(expires_on, worth):
    assert status_of(expires_on, DAY, revoked=False, replaced=False) == worth


@pytest.mark.parametrize("expires_on", [None, DAY, DAY - timedelta(days=1)])
def test_what_somebody_decided_outranks_the_calendar(expires_on):
    assert status_of(expires_on, DAY, revoked=False, replaced=True) == Status.REPLACED
    assert status_of(expires_on, DAY, revoked=True, replaced=False) == Status.REVOKED
    assert status_of(expires_on, DAY, revoked=True, replaced=True) == Status.REVOKED
