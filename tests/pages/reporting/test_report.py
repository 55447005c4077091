"""The report of the people I answer for."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from lms.database import db
from lms.learning.records import Enrolment
from lms.people.person import Person, add_identifier, add_person
from lms.postings.posting import open_posting
from tests.cast import COURSE, Cast
from tests.client import Client
from tests.clock import START, TODAY


def begins(person: Any) -> Enrolment:
    return Enrolment(person_id=person, course=COURSE, taken_at=START)


def several(unit: Any, number: int, name: str = "Person") -> list[Any]:
    """People who have just arrived in a unit."""
    people = [
        add_person(f"{name} {n}", language="en", sign_in_name=f"{name.lower()}{n}").id for n in range(number)
    ]
    for person in people:
        open_posting(person, unit, "military", "contingent", "Rifleman", TODAY)
    return people


def test_shows_my_unit_and_nobody_else(dmitri: Client) -> None:
    page = dmitri.get("/reports", status=200).page
    assert "Awa Diallo" in page.links
    assert "Farid Rahmani" in page.links
    for other in ("Bruno Keller", "Chantal Moreau", "Elif Demir"):
        assert other not in page.words
    assert "Dmitri Orlov" not in page.main  # he serves above the unit that he supervises
    assert "0 of 2 people hold" in page.main


def test_what_was_earned_where_tomorrow_has_begun_counts_at_once(
    dmitri: Client, inside: Any, cast: Cast, holds: Any
) -> None:
    with inside() as session:
        session.add(holds(cast.awa, TODAY + timedelta(days=1)))
    assert "1 of 2 people hold" in dmitri.get("/reports", status=200).page.main


def test_an_administrator_sees_every_unit(elif_: Client) -> None:
    page = elif_.get("/reports", status=200).page
    assert {"Awa Diallo", "Dmitri Orlov", "Elif Demir"} <= page.links.keys()
    assert "Bruno Keller" not in page.links  # nothing is required of him, and he has begun nothing


@pytest.mark.parametrize("address", ["/reports", "/reports/people/00000000-0000-0000-0000-000000000000"])
def test_wrong_role(client: Client, address: str) -> None:
    for name in ("awa", "chantal", "farid"):
        client.as_(name).get(address, status=403)
    client.get(address, status=302)


def test_states_dates_and_numbers(dmitri: Client, inside: Any, cast: Cast, holds: Any) -> None:
    with inside() as session:
        held, ending, lapsed, learning = several(cast.u5, 4)
        session.add_all(
            [
                holds(held, until=TODAY + timedelta(days=400)),
                holds(ending, until=TODAY + timedelta(days=60)),
                holds(lapsed, TODAY - timedelta(days=500), TODAY - timedelta(days=1)),
                begins(learning),
            ]
        )
    page = dmitri.get("/reports", status=200).page
    assert "2 of 6 people hold" in page.main
    assert "For 1 of them it expires within 60 days." in page.main
    assert "Complete 1 Expiring 1 In progress 1 Not begun 3 Overdue 0" in page.main
    assert "held since 16 Nov 2026, until 15 Jan 2027" in page.main
    assert "due 16 Dec 2026; held until 15 Nov 2026" in page.main
    assert "83" not in page.main  # never a score
    only = dmitri.get(page.links["3"], status=200).page
    assert "3 people, by name." in only.main
    assert "Person 3" not in only.links
    assert "2 of 6 people" in only.main


def test_overdue_says_whether_it_was_begun(dmitri: Client, inside: Any, cast: Cast, clock: Any) -> None:
    with inside() as session:
        session.add(begins(cast.awa))
    clock.move(days=21)
    page = dmitri.get("/reports", status=200).page
    assert "It is overdue for 2 (1 begun)." in page.main
    assert "Overdue begun was due" in page.main
    assert "Overdue not begun was due" in page.main
    assert "was due 6 Dec 2026" in page.main


def test_filters_narrow_the_numbers_and_the_people(elif_: Client, inside: Any, cast: Cast) -> None:
    with inside():
        several(cast.police, 3)
    page = elif_.get(f"/reports?unit={cast.police}", status=200).page
    assert "0 of 3 people hold" in page.main
    assert "Awa Diallo" not in page.links
    page = elif_.get("/reports?component=civilian", status=200).page
    assert "0 of 2 people hold" in page.main
    assert "Person 1" not in page.links
    page = elif_.get(f"/reports?unit={cast.police}&component=civilian", status=200).page
    assert "Nobody to show" in page.main
    assert "There is nobody to count" in page.main
    page = elif_.get(f"/reports?unit={cast.police}&state=complete", status=200).page
    assert "Nobody is in this state" in page.main


def test_each_bar_opens_its_people(elif_: Client, inside: Any, cast: Cast) -> None:
    with inside():
        several(cast.police, 3)
    page = elif_.get(f"/reports?unit={cast.sorandia}", status=200).page
    assert "Mission in Sorandia itself" in page.main
    assert "0 of 3 people hold" in elif_.get(page.links["Police"], status=200).page.main
    inner = elif_.get(page.links["Force Headquarters"], status=200).page
    assert "Force Headquarters itself" in inner.main
    assert "U5 Plans" in inner.links


def test_who_serves_twice_counts_once_in_the_whole(elif_: Client, inside: Any, cast: Cast) -> None:
    with inside():
        open_posting(cast.awa, cast.police, "police", "individual_police", "Liaison officer", TODAY)
    page = elif_.get(f"/reports?unit={cast.sorandia}", status=200).page
    assert "0 of 5 people hold" in page.main
    assert "counted in both" in page.main
    assert "Police; U5 Plans" in page.main
    assert "Liaison officer; Plans officer" in page.main


def test_beyond_my_scope_is_not_there(dmitri: Client, cast: Cast) -> None:
    for unit in (cast.police, cast.force, cast.elsewhere, cast.seat, "x"):
        dmitri.get(f"/reports?unit={unit}", status=404)
    dmitri.get(f"/reports?unit={cast.u5}", status=200)
    dmitri.get("/reports?course=nothing", status=404)


@pytest.mark.parametrize(
    "asked", ["component=x", "state=held", "state=overdue&state=complete", "unit=&unit="]
)
def test_bad_input(dmitri: Client, asked: str) -> None:
    dmitri.get(f"/reports?{asked}", status=400)


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "999999999999", "²"])
def test_a_page_that_is_not_there(dmitri: Client, number: str) -> None:
    dmitri.get("/reports", query_string={"page": number}, status=404)


def test_fifty_to_a_page_and_all_in_the_numbers(dmitri: Client, inside: Any, cast: Cast) -> None:
    with inside():
        several(cast.u5, 70)
    first = dmitri.get("/reports", status=200).page
    assert "0 of 72 people hold" in first.main
    assert "Page 1 of 2" in first.main
    second = dmitri.get(first.links["Next"], status=200).page
    shown = [link for page in (first, second) for link, href in page.links.items() if "/people/" in href]
    assert len(shown) == len(set(shown)) == 72
    assert "The list of 72 people is not printed" in first.main


@pytest.mark.parametrize(("people", "pages"), [(50, 1), (51, 2)])
def test_a_second_page_begins_with_the_fifty_first(
    dmitri: Client, inside: Any, cast: Cast, people: int, pages: int
) -> None:
    with inside():
        several(cast.u5, people - 2)  # besides Awa and Farid
    first = dmitri.get("/reports", status=200).page
    assert f"0 of {people} people hold" in first.main
    assert len([href for href in first.links.values() if "/people/" in href]) == 50
    dmitri.get(f"/reports?page={pages}", status=200)
    dmitri.get(f"/reports?page={pages + 1}", status=404)


@pytest.mark.parametrize(
    ("military", "others", "printed"),
    [
        (8, {"civilian": "international", "police": "individual_police"}, True),
        (10, {"civilian": "international"}, False),
    ],
)
def test_people_are_printed_where_the_sheet_has_room(
    dmitri: Client, inside: Any, cast: Cast, military: int, others: dict[str, str], printed: bool
) -> None:
    """A sheet has sixty half-lines below its numbers: a person takes four, a bar of a chart three.

    Twelve people and four bars (their unit, three components) take sixty, thirteen and three sixty-one.
    """
    with inside():
        several(cast.u5, military)  # besides Awa and Farid
        for component, category in others.items():
            person = add_person(component, language="en").id
            open_posting(person, cast.u5, component, category, "Officer", TODAY)
    page = dmitri.get("/reports", status=200).page
    assert f"0 of {military + len(others) + 2} people hold" in page.main
    assert ("is not printed" not in page.main) is printed


def publish_another(inside: Any, requiring: Any = None) -> None:
    """Publishes a course that comes before the test course by its code, and requires it of a unit."""
    from dataclasses import replace

    from lms.courses.source import Source
    from lms.library import shelf
    from lms.library.edition import publish
    from lms.postings.due.requirement import require

    with inside():
        another = replace(shelf.course(COURSE).course, slug="another", code="A-1")
        publish(Source("another", {"course.md": b"Another."}), another)
        if requiring:
            require(requiring, "another", 30, TODAY)


def test_it_opens_with_the_first_course_that_is_required_in_my_scope(
    dmitri: Client, inside: Any, cast: Cast
) -> None:
    publish_another(inside, requiring=cast.police)
    form = dmitri.get("/reports", status=200).page.form()
    assert form.values["course"] == [COURSE]


def test_it_opens_with_a_course_that_is_required_above_my_unit(
    dmitri: Client, inside: Any, cast: Cast
) -> None:
    publish_another(inside, requiring=cast.force)
    form = dmitri.get("/reports", status=200).page.form()
    assert form.values["course"] == ["another"]


def test_it_opens_with_the_first_course_where_none_is_required(
    dmitri: Client, inside: Any, cast: Cast
) -> None:
    publish_another(inside)
    with inside() as session:
        session.execute(sa.text("DELETE FROM requirement"))
    form = dmitri.get("/reports", status=200).page.form()
    assert form.values["course"] == ["another"]


def test_those_of_one_name_are_told_apart(dmitri: Client, inside: Any, cast: Cast) -> None:
    with inside() as session:
        for person, end in zip(several(cast.u5, 2), ("000123", "000456"), strict=True):
            session.get(Person, person).name = "Ali Hassan"
            add_identifier(session.get(Person, person), "Mission card", "Sorandia", end)
    page = dmitri.get("/reports", status=200).page
    assert "Ali Hassan …0123" in page.main
    assert "Ali Hassan …0456" in page.main
    assert "4711" not in page.main


def test_people_are_told_apart_as_in_the_list_of_people(dmitri: Client, inside: Any, cast: Cast) -> None:
    with inside() as session:
        for person in several(cast.u5, 2):
            session.get(Person, person).name = "Ali Hassan"
        add_identifier(session.get(Person, person), "Mission card", "Sorandia", "12")
    page = dmitri.get("/reports", status=200).page
    assert "Ali Hassan 12" in page.main
    assert "…12" not in page.main
    rows = dmitri.post("/reports/export.csv", status=200).get_data(as_text=True).splitlines()
    assert sorted(row.split(",")[1] for row in rows if "Ali Hassan" in row) == ['""', '"12"']


def test_units_are_named_as_everywhere(dmitri: Client) -> None:
    assert "SOR-U5 · U5 Plans" in dmitri.get("/reports", status=200).page.main


def test_gone_people_are_not_counted(dmitri: Client, clock: Any) -> None:
    clock.move(days=171)
    page = dmitri.get("/reports", status=200).page
    assert "Awa Diallo" not in page.words
    assert "0 of 1 person holds" in page.main


def test_no_course_and_nobody(dmitri: Client, inside: Any, cast: Cast) -> None:
    with inside() as session:
        session.execute(sa.text("DELETE FROM requirement"))
    assert "Nobody to show" in dmitri.get("/reports", status=200).page.main
    with inside() as session:
        for table in ("edition_file", "edition"):
            session.execute(sa.text(f"DELETE FROM {table}"))
    assert "No course is published yet" in dmitri.get("/reports", status=200).page.main


def test_the_marking_stands_above(dmitri: Client, settings: Any) -> None:
    settings(marking="MINUSOR, internal")
    assert "MINUSOR, internal" in dmitri.get("/reports", status=200).page.main


def test_french(client: Client) -> None:
    assert "16 novembre 2026" in client.as_("dmitri", "fr").get("/reports", status=200).page.main


def test_wrong_method(dmitri: Client) -> None:
    dmitri.post("/reports", status=405)


def test_as_many_questions_for_two_people_as_for_many(
    app: Any, dmitri: Client, inside: Any, cast: Cast, holds: Any
) -> None:
    asked: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(*given: Any) -> None:
        asked.append(given[2])

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        dmitri.get("/reports", status=200)
        few = len(asked)
        with inside() as session:
            for person in several(cast.u5, 150):
                session.get(Person, person).name = "Ali Hassan"
                session.add_all([begins(person), holds(person)])
        asked.clear()
        dmitri.get("/reports", status=200)
        assert few <= len(asked) <= 9, asked  # one more: it tells those of one name apart
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
