"""The clock, and days where people serve."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lms.web.clock import CLOCK, day_of, now, today
from tests.clock import START


def test_a_test_fixes_it(app, clock):
    with app.app_context():
        assert now() == START
        clock.move(hours=2)
        assert now() == START + timedelta(hours=2)


def test_else_it_is_the_machine_s_in_utc(app, clock):
    del app.extensions[CLOCK.name]
    with app.app_context():
        assert abs(now() - datetime.now(UTC)) < timedelta(seconds=5)
    CLOCK.put_in(app, clock)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        (None, date(2026, 12, 31)),
        ("Africa/Bangui", date(2027, 1, 1)),
        ("America/New_York", date(2026, 12, 31)),
    ],
)
def test_a_day_is_that_of_a_zone(app, clock, zone, day):
    clock.instant = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    with app.app_context():
        assert day_of(clock(), zone) == today(zone) == day


def test_the_installation_s_zone_is_the_default(app, settings, clock):
    settings(time_zone="Pacific/Auckland")
    clock.instant = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    with app.app_context():
        assert today() == date(2027, 1, 1)
