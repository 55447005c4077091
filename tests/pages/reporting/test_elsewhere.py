"""What a posting outside my units asks stays there: no day comes from it, and no unit of it is named."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from lms.learning.records import Enrolment
from lms.postings.due.requirement import Requirement, require
from lms.postings.posting import open_posting
from tests.cast import COURSE, Cast
from tests.client import Client
from tests.clock import START, TODAY
from tests.pages.reporting.exported import below_marking

AGO = TODAY - timedelta(days=10)


@pytest.fixture
def twice(inside: Any, cast: Cast) -> None:
    """Awa serves with the police too, who ask for the course within a day: it is overdue there."""
    with inside():
        open_posting(cast.awa, cast.police, "police", "individual_police", "Liaison officer", AGO)
        require(cast.police, COURSE, 1, AGO)


@pytest.fixture
def only_there(inside: Any, twice: None) -> None:
    """Nothing is asked but by the second unit."""
    with inside() as session:
        session.execute(sa.delete(Requirement).where(Requirement.days != 1))


def rows(browser: Client, **asked: object) -> dict[str, dict[str, str]]:
    """The file's rows, by name."""
    answer = browser.post("/reports/export.csv", data={"course": COURSE, **asked}, status=200)
    text = below_marking(answer)
    return {row["Name"]: row for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.usefixtures("twice")
@pytest.mark.parametrize("asked", [{}, {"unit": "u5"}, {"component": "military"}, {"state": "not_begun"}])
def test_the_list_and_the_file_know_the_day_of_what_i_see(
    dmitri: Client, cast: Cast, asked: dict[str, str]
) -> None:
    asked = {name: str(cast[value]) if name == "unit" else value for name, value in asked.items()}
    main = dmitri.get("/reports", query_string={"course": COURSE, **asked}, status=200).page.main
    assert "Plans officer Military Not begun due 6 Dec 2026" in main
    assert "Overdue 0" in main
    assert "Liaison officer" not in main
    awa = rows(dmitri, **asked)["Awa Diallo"]
    assert (awa["Unit code"], awa["State"], awa["Due on"]) == ("SOR-U5", "Not begun", "2026-12-06")


@pytest.mark.usefixtures("twice")
def test_nobody_is_found_by_what_they_are_elsewhere(dmitri: Client) -> None:
    assert rows(dmitri, component="police") == {}
    assert rows(dmitri, state="overdue") == {}


@pytest.mark.usefixtures("twice")
def test_the_person_s_page_names_what_asks_of_the_posting_seen(dmitri: Client, cast: Cast) -> None:
    main = dmitri.get(f"/reports/people/{cast.awa}", status=200).page.main
    assert "Not begun due 6 Dec 2026 Mission in Sorandia, within 30 days of arrival" in main
    assert "Police" not in main


@pytest.mark.usefixtures("twice")
def test_whoever_sees_both_is_told_the_earlier(elif_: Client, cast: Cast) -> None:
    main = elif_.get(f"/reports/people/{cast.awa}", status=200).page.main
    assert "Overdue not begun was due 7 Nov 2026 Police, within 1 day of arrival" in main
    assert rows(elif_)["Awa Diallo"]["Due on"] == "2026-11-07"


@pytest.mark.usefixtures("only_there")
def test_what_is_asked_there_alone_is_required_of_nobody_here(
    dmitri: Client, inside: Any, cast: Cast
) -> None:
    assert rows(dmitri) == {}
    assert "Nobody to show" in dmitri.get("/reports", status=200).page.main
    assert "Nothing is required of this post." in dmitri.get(f"/reports/people/{cast.awa}").page.main
    with inside() as session:
        session.add(Enrolment(person_id=cast.awa, course=COURSE, taken_at=START))
    awa = rows(dmitri)["Awa Diallo"]
    assert (awa["State"], awa["Due on"]) == ("In progress", "")
    main = dmitri.get(f"/reports/people/{cast.awa}", status=200).page.main
    assert "In progress not required" in main
    assert "Required by" not in main
