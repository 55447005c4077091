"""Requirements: list, add, end."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from lms.postings.due.requirement import Requirement
from tests.cast import COURSE, Cast
from tests.client import Client
from tests.clock import TODAY


def every(inside: Any) -> list[tuple[Any, ...]]:
    with inside() as session:
        columns = (Requirement.unit_id, Requirement.course, Requirement.days, Requirement.first_day)
        return [tuple(row) for row in session.execute(sa.select(*columns, Requirement.last_day))]


def wanted(cast: Cast, **changes: object) -> dict[str, object]:
    return {"unit": cast.u5, "course": COURSE, "days": 14, "first_day": TODAY, **changes}


def test_list(elif_: Client) -> None:
    page = elif_.get("/requirements", status=200).page
    assert "Mission in Sorandia" in page.main
    assert "within 30 days of arrival" in page.main
    assert "8 Aug 2026" in page.main


def test_those_that_are_over_come_last(elif_: Client, cast: Cast, inside: Any, clock: Any) -> None:
    """Both stand in the order of the tree otherwise: the mission's requirement would come first."""
    from lms.postings.due.requirement import require

    with inside() as session:
        require(cast.u5, COURSE, 14, TODAY)
        session.get(Requirement, cast.requirement).end(TODAY)
    page = elif_.get("/requirements", status=200).page
    assert page.main.index("Mission in Sorandia") < page.main.index("U5 Plans")
    clock.move(days=1)
    page = elif_.get("/requirements", status=200).page
    assert page.main.index("U5 Plans") < page.main.index("Mission in Sorandia")


def test_a_link_says_what_it_ends(client: Client, cast: Cast) -> None:
    for language, words in (("en", "End it: Mission"), ("fr", "Y mettre fin\xa0: Mission")):
        page = client.as_("elif", language).get("/requirements", status=200).page
        link = next(link for link in page.all("a") if str(cast.requirement) in (link.get("href") or ""))
        assert "".join(link.itertext()).startswith(words)


def test_an_empty_list_says_what_to_do(elif_: Client, inside: Any) -> None:
    with inside() as session:
        session.execute(sa.delete(Requirement))
    assert "Nothing is required yet" in elif_.get("/requirements", status=200).page.main


@pytest.mark.parametrize("address", ["/requirements", "/requirements/add", "/requirements/{}/end"])
def test_wrong_role(client: Client, cast: Cast, inside: Any, address: str) -> None:
    address, before = address.format(cast.requirement), every(inside)
    for name in ("awa", "chantal", "dmitri", "farid"):
        client.as_(name).get(address, status=403)
    if address != "/requirements":
        client.as_("dmitri").post(address, data=wanted(cast, last_day=TODAY), status=403)
        client.post(address, data=wanted(cast, last_day=TODAY), status=303)
    assert every(inside) == before


def test_add(elif_: Client, dmitri: Client, inside: Any, cast: Cast) -> None:
    page = elif_.get("/requirements/add", status=200).page
    answer = elif_.submit(page, id="requirement", unit=str(cast.u5), course=COURSE, days="14", status=303)
    assert answer.location == "/requirements"
    assert (cast.u5, COURSE, 14, TODAY, None) in every(inside)
    assert "due 30 Nov 2026" in dmitri.get("/reports", status=200).page.main


@pytest.mark.parametrize(
    "changes",
    [
        {"unit": ""},
        {"unit": "x"},
        {"course": "nothing"},
        {"days": ""},
        {"days": "-1"},
        {"days": "3651"},
        {"days": "soon"},
        {"days": ["1", "2"]},
        {"first_day": "31/12/2026"},
        {"first_day": "0202-01-01"},
        {"first_day": ""},
    ],
)
def test_bad_input(elif_: Client, inside: Any, cast: Cast, changes: dict[str, object]) -> None:
    before = every(inside)
    elif_.post("/requirements/add", data=wanted(cast, **changes), status=422)
    assert every(inside) == before


def test_the_same_twice_is_told_at_the_field(elif_: Client, inside: Any, cast: Cast) -> None:
    elif_.post("/requirements/add", data=wanted(cast), status=303)
    page = elif_.post("/requirements/add", data=wanted(cast, days=7), status=422).page
    assert "already requires this course" in page.main
    assert len(every(inside)) == 2


def test_a_change_of_language_keeps_what_was_typed(elif_: Client, inside: Any, cast: Cast) -> None:
    page = elif_.post("/requirements/add", data=wanted(cast, days=9, language="fr"), status=200).page
    assert page.form(id="requirement").values["days"] == ["9"]
    assert len(every(inside)) == 1


def test_end(elif_: Client, inside: Any, cast: Cast) -> None:
    page = elif_.get(f"/requirements/{cast.requirement}/end", status=200).page
    elif_.submit(page, id="end", last_day=(TODAY - timedelta(days=1)).isoformat(), status=303)
    assert every(inside)[0][-1] == TODAY - timedelta(days=1)
    assert "over" in elif_.get("/requirements", status=200).page.main
    elif_.get(f"/requirements/{cast.requirement}/end", status=404)


def test_one_that_never_began_is_taken_back(elif_: Client, inside: Any, cast: Cast) -> None:
    elif_.post("/requirements/add", data=wanted(cast, first_day=TODAY + timedelta(days=30)), status=303)
    with inside() as session:
        found = session.scalar(sa.select(Requirement.id).where(Requirement.unit_id == cast.u5))
    elif_.post(f"/requirements/{found}/end", data={"last_day": TODAY}, status=303)
    assert [row[0] for row in every(inside)] == [cast.sorandia]


def test_end_with_bad_input_or_unknown(elif_: Client, inside: Any, cast: Cast) -> None:
    elif_.post(f"/requirements/{cast.requirement}/end", data={"last_day": "soon"}, status=422)
    elif_.post(f"/requirements/{cast.requirement}/end", data={"last_day": "3000-01-01"}, status=422)
    elif_.post(f"/requirements/{cast.requirement}/end", status=422)
    elif_.get(f"/requirements/{uuid4()}/end", status=404)
    elif_.get("/requirements/x/end", status=404)
    assert every(inside)[0][-1] is None


def test_wrong_method(elif_: Client) -> None:
    elif_.post("/requirements", status=405)
    elif_.delete("/requirements/add", status=405)
