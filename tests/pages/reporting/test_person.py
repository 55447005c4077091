"""A person's page in the reports."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from lms.learning.records import Enrolment
from lms.postings.posting import Posting, open_posting
from tests.cast import COURSE, Cast
from tests.client import Client
from tests.clock import START, TODAY


def address(person: object) -> str:
    return f"/reports/people/{person}"


def test_postings_and_courses(dmitri: Client, cast: Cast) -> None:
    page = dmitri.get(address(cast.awa), status=200).page
    assert page.h1 == "Awa Diallo"
    assert "Plans officer" in page.main
    assert "6 Nov 2026 to 5 May 2027" in page.main
    assert "due 6 Dec 2026" in page.main
    assert "Mission in Sorandia, within 30 days of arrival" in page.main
    assert "Other courses" not in page.main


def test_what_is_not_required_stands_apart(dmitri: Client, inside: Any, cast: Cast) -> None:
    from lms.postings.due.requirement import Requirement

    with inside() as session:
        session.add(Enrolment(person_id=cast.awa, course=COURSE, taken_at=START))
        session.get(Requirement, cast.requirement).end(TODAY - timedelta(days=1))
    page = dmitri.get(address(cast.awa), status=200).page
    assert "Nothing is required of this post." in page.main
    assert "In progress not required" in page.main


def test_not_mine(dmitri: Client, cast: Cast) -> None:
    for person in (cast.bruno, cast.chantal, cast.dmitri, cast.elif_, uuid4()):
        dmitri.get(address(person), status=404)
    dmitri.get("/reports/people/x", status=404)


def test_an_administrator_sees_everybody(elif_: Client, cast: Cast) -> None:
    for person in (cast.awa, cast.bruno, cast.elif_):
        elif_.get(address(person), status=200)


def test_only_postings_in_my_units(dmitri: Client, inside: Any, cast: Cast) -> None:
    with inside():
        open_posting(cast.awa, cast.civil, "civilian", "international", "Adviser elsewhere", TODAY)
    assert "Adviser elsewhere" not in dmitri.get(address(cast.awa), status=200).page.words


def test_not_after_they_left_nor_before_they_come(
    dmitri: Client, inside: Any, clock: Any, cast: Cast
) -> None:
    with inside():
        open_posting(cast.bruno, cast.u5, "civilian", "international", "Planner", TODAY + timedelta(days=3))
    dmitri.get(address(cast.bruno), status=404)
    clock.move(days=3)
    dmitri.get(address(cast.bruno), status=200)
    with inside() as session:
        session.get(Posting, cast.awa_posting).last_day = TODAY + timedelta(days=3)
    dmitri.get(address(cast.awa), status=200)
    clock.move(days=1)
    dmitri.get(address(cast.awa), status=404)


def test_wrong_method(dmitri: Client, cast: Cast) -> None:
    dmitri.post(address(cast.awa), status=405)


def test_the_marking_stands_above_it(dmitri: Client, settings: Any, cast: Cast) -> None:
    assert "Do not photograph." in dmitri.get(address(cast.awa), status=200).page.main
    settings(marking="MINUSOR, internal")
    assert "MINUSOR, internal" in dmitri.get(address(cast.awa), status=200).page.main
