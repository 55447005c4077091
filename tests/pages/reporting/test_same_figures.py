"""In any tree of units, with any people and grants: nobody beyond the scope, and file and screen agree."""

import csv
import io
import random
import re
import uuid
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from lms.learning.records import Enrolment
from lms.learning.standing import STATES
from lms.people.person import add_person
from lms.people.roles.grants import give_role
from lms.people.units import add_unit
from lms.postings.categories import COMPONENTS
from lms.postings.due.requirement import require
from lms.postings.posting import open_posting
from tests.cast import COURSE
from tests.client import Client
from tests.clock import START, TODAY
from tests.pages.reporting.exported import below_marking

WORDS = {text: state for state, text in STATES.items()}


class World:
    """A random mission, and a plain answer to who may see whom in which state."""

    def __init__(self, seed: int, session: Any, holds: Any) -> None:
        self.holds = holds
        self.dice = random.Random(seed)
        self.above: dict[uuid.UUID, uuid.UUID | None] = {}
        self.postings: list[tuple[uuid.UUID, uuid.UUID, str, date, date | None]] = []
        self.required: list[tuple[uuid.UUID, int, date, date | None]] = []
        self.held: dict[uuid.UUID, list[tuple[date, date | None]]] = {}
        self.begun: set[uuid.UUID] = set()
        self.names: dict[uuid.UUID, str] = {}
        self.grants: dict[str, list[tuple[uuid.UUID, date | None]]] = {}
        self._units()
        for number in range(30):
            self._person(number, session)
        self._requirements(session)
        self._supervisors()
        session.flush()

    def day(self, least: int, most: int) -> date:
        return TODAY + timedelta(days=self.dice.randint(least, most))

    def perhaps(self, least: int, most: int) -> date | None:
        return self.day(least, most) if self.dice.random() < 0.6 else None

    def _units(self) -> None:
        for number in range(12):
            above = self.dice.choice([None, *self.above, *self.above])
            self.above[add_unit(f"W{number}", {"en": f"Unit {number}"}, above).id] = above

    def _person(self, number: int, session: Any) -> None:
        person = add_person(f"Person {number:02}", language="en", sign_in_name=f"w{number}").id
        self.names[person] = f"Person {number:02}"
        for _ in range(self.dice.randint(0, 3)):
            unit, component = self.dice.choice(list(self.above)), self.dice.choice(list(COMPONENTS))
            first = self.day(-120, 10)
            last = first + timedelta(days=self.dice.randint(0, 200)) if self.dice.random() < 0.5 else None
            open_posting(person, unit, component, "contingent", "Officer", first, last)
            self.postings.append((person, unit, component, first, last))
        if self.dice.random() < 0.5:
            self.begun.add(person)
            session.add(Enrolment(person_id=person, course=COURSE, taken_at=START))
        for _ in range(self.dice.choice([0, 0, 1, 2])):
            day, until = self.day(-300, 3), self.perhaps(-100, 200)
            self.held.setdefault(person, []).append((day, until))
            session.add(self.holds(person, day, until))

    def _requirements(self, session: Any) -> None:
        for _ in range(3):
            unit, days, first = self.dice.choice(list(self.above)), self.dice.randint(0, 60), self.day(-90, 5)
            row = require(unit, COURSE, days, first)
            row.last_day = (
                first + timedelta(days=self.dice.randint(0, 200)) if self.dice.random() < 0.4 else None
            )
            self.required.append((unit, days, first, row.last_day))

    def _supervisors(self) -> None:
        for number in range(3):
            person = add_person(f"Chief {number}", language="en", sign_in_name=f"chief{number}").id
            self.grants[f"chief{number}"] = []
            for _ in range(self.dice.randint(1, 2)):
                unit, last = self.dice.choice(list(self.above)), self.dice.choice([None, None, TODAY])
                give_role("supervisor", person, unit, TODAY - timedelta(days=9), last, by=None)
                self.grants[f"chief{number}"].append((unit, last))

    def line(self, unit: uuid.UUID | None) -> list[uuid.UUID]:
        return [] if unit is None else [unit, *self.line(self.above[unit])]

    def seen_by(self, roots: set[uuid.UUID]) -> dict[str, str]:
        """Each person who serves below the roots today, and the state to expect; by the rules in words."""
        found = {}
        for person, name in self.names.items():
            places = [
                unit
                for one, unit, _, first, last in self.postings
                if one == person and first <= TODAY <= (last or TODAY) and roots & set(self.line(unit))
            ]
            due = [
                max(self.arrived(person, asking), first) + timedelta(days=days)
                for unit in places
                for asking, days, first, last in self.required
                if asking in self.line(unit) and first <= TODAY <= (last or TODAY)
            ]
            ends = [
                until or date.max
                for day, until in self.held.get(person, [])
                if day <= TODAY <= (until or TODAY)
            ]
            if places and (due or ends or person in self.begun):
                found[name] = self.state(person, due, ends)
        return found

    def below(self, person: uuid.UUID, unit: uuid.UUID, day: date) -> bool:
        """Whether a person serves in a unit or below it on a day."""
        return any(
            one == person and unit in self.line(place) and first <= day <= (last or day)
            for one, place, _, first, last in self.postings
        )

    def arrived(self, person: uuid.UUID, unit: uuid.UUID) -> date:
        """Since when somebody who is below a unit has been there, with never more than a day away."""
        day, one = TODAY, timedelta(days=1)
        while back := next((n for n in (1, 2) if self.below(person, unit, day - n * one)), 0):
            day -= back * one
        return day

    def serving(self, roots: set[uuid.UUID]) -> set[uuid.UUID]:
        """Who serves below the roots today."""
        return {
            person
            for person, unit, _, first, last in self.postings
            if first <= TODAY <= (last or TODAY) and roots & set(self.line(unit))
        }

    def state(self, person: uuid.UUID, due: list[date], ends: list[date]) -> str:
        if ends:
            return "complete" if max(ends) > TODAY + timedelta(days=60) else "expiring"
        if due and min(due) < TODAY:
            return "overdue"
        return "in_progress" if person in self.begun else "not_begun"


def screen(browser: Client, **asked: object) -> tuple[Counter[str], int]:
    """The numbers of the report and how many people are listed."""
    main = browser.get("/reports", query_string={"course": COURSE, **asked}, status=200).page.main
    numbers = {state: re.search(rf"{text} (\d+)", main) for state, text in STATES.items()}
    listed = re.search(r"(\d+) (?:person|people), by name", main)
    counted = Counter({state: int(found[1]) for state, found in numbers.items() if found})
    return counted, int(listed[1]) if listed else 0


def sheet(browser: Client, **asked: object) -> dict[str, str]:
    """The file's people and their states."""
    answer = browser.post("/reports/export.csv", data={"course": COURSE, **asked}, status=200)
    rows = list(csv.DictReader(io.StringIO(below_marking(answer))))
    assert len({row["Name"] for row in rows}) == len(rows)
    return {row["Name"]: WORDS[row["State"]] for row in rows}


@pytest.mark.parametrize("seed", range(4))
def test_the_file_says_what_the_screen_says(client: Client, inside: Any, holds: Any, seed: int) -> None:
    with inside() as session:
        world = World(seed, session, holds)
    assert any(world.seen_by({unit for unit, _ in grants}) for grants in world.grants.values())
    for chief, grants in world.grants.items():
        browser, expected = client.as_(chief), world.seen_by({unit for unit, _ in grants})
        counted, listed = screen(browser)
        assert sheet(browser) == expected
        assert +counted == Counter(expected.values())
        assert listed == len(expected)
        for state in STATES:
            only = [name for name, found in expected.items() if found == state]
            assert list(sheet(browser, state=state)) == only
            assert screen(browser, state=state) == (counted, len(only))


@pytest.mark.parametrize("seed", range(4, 7))
def test_each_unit_shows_its_own_and_others_are_not_there(
    client: Client, inside: Any, holds: Any, seed: int
) -> None:
    with inside() as session:
        world = World(seed, session, holds)
    roots = {unit for unit, _ in world.grants["chief0"]}
    browser, whole = client.as_("chief0"), world.seen_by(roots)
    assert whole
    for unit in world.above:
        if not roots & set(world.line(unit)):
            browser.get("/reports", query_string={"unit": unit}, status=404)
            browser.post("/reports/export.csv", data={"unit": unit}, status=404)
            continue
        inner = {name: whole[name] for name in world.seen_by({unit}) if name in whole}
        rows = sheet(browser, unit=unit)
        assert inner.items() <= rows.items() <= whole.items()
        assert screen(browser, unit=unit)[0] == Counter(rows.values())
    mine = world.serving(roots)
    for person in world.names:
        browser.get(f"/reports/people/{person}", status=200 if person in mine else 404, check=False)
