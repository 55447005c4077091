"""A report's day: the one that people have where they serve, whatever the installation's clock says."""

from datetime import timedelta
from typing import Any

import pytest

from lms.people.units import Unit
from tests.cast import Cast
from tests.client import Client

KIRITIMATI = "Pacific/Kiritimati"  # 14 hours ahead of the installation


@pytest.fixture(autouse=True)
def far_east(inside: Any, cast: Cast, clock: Any) -> None:
    """It is 6 December at the installation, the day on which Awa's course is due, and 7 December at U5."""
    with inside() as session:
        session.get(Unit, cast.force).time_zone = KIRITIMATI
    clock.move(days=20, hours=3)


def test_the_supervisor_sees_the_day_that_the_learner_sees(dmitri: Client, awa: Client, cast: Cast) -> None:
    assert "It was due on 6 December 2026" in awa.get("/", status=200).page.main
    main = dmitri.get("/reports", status=200).page.main
    assert "7 December 2026" in main
    assert "It is overdue for 2" in main
    assert "was due 6 Dec 2026" in dmitri.get(f"/reports/people/{cast.awa}", status=200).page.main


def test_the_file_is_of_the_same_day(dmitri: Client) -> None:
    answer = dmitri.post("/reports/export.csv", status=200)
    assert "-2026-12-07.csv" in answer.headers["Content-Disposition"]
    assert "2026-12-07" in answer.get_data(as_text=True).splitlines()[2]


def test_of_several_missions_it_is_the_installations(elif_: Client, cast: Cast) -> None:
    assert "6 December 2026" in elif_.get("/reports", status=200).page.main
    assert "7 December 2026" in elif_.get(f"/reports?unit={cast.u5}", status=200).page.main
    assert "6 December 2026" in elif_.get(f"/reports?unit={cast.police}", status=200).page.main


def test_who_arrives_where_tomorrow_has_begun_is_there(dmitri: Client, recruit: Any, clock: Any) -> None:
    person = recruit("Tebike Teannaki", "u5", first_day=clock.today + timedelta(days=1))
    page = dmitri.get("/reports", status=200).page
    dmitri.get(page.links["Tebike Teannaki"], status=200)
    assert page.links["Tebike Teannaki"] == f"/reports/people/{person}"


def test_who_has_left_where_tomorrow_has_begun_is_not(dmitri: Client, recruit: Any, clock: Any) -> None:
    person = recruit("Tebike Teannaki", "u5", first_day=clock.today, last_day=clock.today)
    assert "Tebike Teannaki" not in dmitri.get("/reports", status=200).page.links
    dmitri.get(f"/reports/people/{person}", status=404)
