"""Women and men in the report: whoever comes or goes, two looks at it tell nobody's gender."""

import random
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from lms.people.person import Person, add_person
from lms.postings.posting import Posting, open_posting
from tests.client import Client
from tests.clock import TODAY, Clock

LAST_MONTH = TODAY - timedelta(days=TODAY.day)
NOTHING: list[str] = []

Recruit = Callable[..., list[Any]]


@pytest.fixture
def holders(inside: Any, cast: Any, holds: Any) -> Recruit:
    """`holders(40, "F")`: so many people of a gender who hold the course, since before the month began."""

    def recruit(number: int, gender: str | None, since: Any = LAST_MONTH) -> list[Any]:
        with inside() as session:
            people = [add_person(f"Person {gender} {place}", language="en").id for place in range(number)]
            for person in people:
                open_posting(person, cast.police, "military", "contingent", "Rifleman", since)
                session.get(Person, person).gender = gender
                session.add(holds(person, since))
        return people

    return recruit


def told(client: Client) -> list[str]:
    """What the report says of the course: a number or "not shown" for each group; nothing without a table."""
    main = client.as_("elif").get("/reports", status=200).page.main
    table = main.partition("Women and men")[2]
    return re.findall(r"not shown|\b\d+\b", table.partition("TEST-1")[2].partition("As people say")[0])


def test_in_tens_of_the_last_month_s_end(client: Client, holders: Recruit) -> None:
    holders(43, "F")
    holders(21, "M")
    holders(6, None)
    assert told(client) == ["40", "20", "not shown", "not shown"]
    page = client.as_("elif").get("/reports", status=200).page
    assert "Holders of each course on 31 October 2026" in page.main


def test_nothing_of_fewer_than_fifty(client: Client, holders: Recruit) -> None:
    holders(28, "F")
    holders(21, "M")
    assert told(client) == NOTHING


def test_nothing_where_all_are_of_one_group(client: Client, holders: Recruit) -> None:
    holders(60, "M")
    assert told(client) == NOTHING


def leave(inside: Any, person: Any) -> None:
    with inside() as session:
        (posting,) = session.query(Posting).filter(Posting.person_id == person)
        posting.close(max(TODAY, posting.first_day), "rotation")


@pytest.mark.parametrize("seed", range(3))
def test_within_a_month_no_coming_or_going_changes_a_number(
    client: Client, holders: Recruit, inside: Any, clock: Clock, seed: int
) -> None:
    draw = random.Random(seed)
    serving = holders(draw.randint(20, 45), "F") + holders(draw.randint(20, 45), "M") + holders(15, None)
    before = told(client)
    assert before
    for _ in range(12):
        clock.move(days=1, hours=draw.randint(0, 3))
        if draw.random() < 0.5:
            leave(inside, serving.pop(draw.randrange(len(serving))))
        else:
            serving += holders(1, draw.choice(["F", "M", "other", None]), clock.today)
        assert told(client) == before


@pytest.mark.parametrize("seed", range(3))
def test_at_its_end_one_person_changes_one_number_by_one_ten_at_most(
    client: Client, holders: Recruit, inside: Any, clock: Clock, seed: int
) -> None:
    draw = random.Random(seed)
    serving = holders(draw.choice([24, 25, 29, 30]), "F") + holders(draw.choice([34, 35]), "M")
    for _ in range(4):
        before = told(client)
        if draw.random() < 0.5:
            leave(inside, serving.pop(draw.randrange(len(serving))))
        else:
            serving += holders(1, draw.choice(["F", "M"]), clock.today)
        clock.move(days=31)
        after = told(client)
        assert len(before) == len(after) == 4
        changes = [abs(number(one) - number(other)) for one, other in zip(before, after, strict=True)]
        assert sum(changes) <= 10


def number(cell: str) -> int:
    """What is not shown is less than 20: the ten below."""
    return 10 if cell == "not shown" else int(cell)
