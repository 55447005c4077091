"""The mission's people: who they are, where they serve, served and will serve, and what they may do."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from lms.days import within
from lms.demo.tables import day_from, last_day_from, rows
from lms.people.addresses import confirm_address
from lms.people.identifiers import SCHEMES
from lms.people.person import Person, add_identifier, add_person
from lms.people.roles.grants import give_role
from lms.people.sign_in.demo_accounts import DEMO_ACCOUNTS
from lms.people.sign_in.passwords import DEMO, hashed, set_password
from lms.postings.posting import Posting, open_posting
from lms.postings.posts import add_post

ADMINISTRATOR = "admin"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the mission: the person, their postings, and how far they came with the course."""

    person: Person
    postings: tuple[Posting, ...]
    cpas_101: str

    def component_on(self, day: date) -> str:
        """The component they served in on a day, else that of their nearest posting."""
        serving = [posting for posting in self.postings if within(day, posting.first_day, posting.last_day)]
        nearest = serving[0] if serving else self.postings[0]
        return nearest.component


Cast = Mapping[str, Member]
"""Everybody of the mission, by sign-in name."""


class Seat(NamedTuple):
    """Where a post stands in the tables: codes are its unit's and its own."""

    unit: str
    post: str


def load(day: date, units: Mapping[str, uuid.UUID]) -> Cast:
    """Records everybody with their postings, then the grants; returns them by sign-in name."""
    password_hash = hashed(DEMO)
    persons = {row["sign_in_name"]: _person(row, password_hash) for row in rows("people")}
    postings = _postings(day, units, {name: person.id for name, person in persons.items()})
    work = {row["sign_in_name"]: row["cpas_101"] for row in rows("people")}
    cast = {name: Member(person, tuple(postings[name]), work[name]) for name, person in persons.items()}
    _grants(day, units, cast)
    return cast


def _person(row: dict[str, str], password_hash: str) -> Person:
    person = add_person(
        row["name"],
        language=row["language"],
        sign_in_name=row["sign_in_name"],
        email=row["email"] or None,
        latin_name=row["latin_name"] or None,
    )
    person.gender = row["gender"] or None
    if row["sign_in_name"] in DEMO_ACCOUNTS:
        set_password(person, password_hash)
        confirm_address(person.id, person.email)
    un_index, mission_card, service_number = SCHEMES
    for scheme, issuer, value in (
        (un_index, "UN", row["un_index"]),
        (mission_card, "MINUSOR", row["mission_card"]),
        (service_number, row["service_country"], row["service_number"]),
    ):
        if value:
            add_identifier(person, scheme, issuer, value)
    return person


def _postings(
    day: date, units: Mapping[str, uuid.UUID], persons: Mapping[str, uuid.UUID]
) -> dict[str, list[Posting]]:
    """Records all postings, and each post with its first holder; returns the postings by sign-in name."""
    administrator = persons[ADMINISTRATOR]
    post_ids: dict[Seat, uuid.UUID] = {}
    postings: dict[str, list[Posting]] = {name: [] for name in persons}
    for row in rows("postings"):
        name = row["person"]
        unit_id = units[row["unit"]]
        seat = Seat(row["unit"], row["post"])
        if seat.post and seat not in post_ids:
            post_ids[seat] = add_post(unit_id, seat.post, row["function"]).id
        posting = open_posting(
            persons[name],
            unit_id,
            row["component"],
            row["category"],
            row["function"],
            day_from(day, row["first"]),
            last_day_from(day, row["last"]),
            end_kind=row["end_kind"],
            post_id=post_ids.get(seat),
            by=None if name == ADMINISTRATOR else administrator,
        )
        postings[name].append(posting)
    return postings


def _grants(day: date, units: Mapping[str, uuid.UUID], cast: Cast) -> None:
    """The administrator's own grant was there first; all others are given by them."""
    administrator = cast[ADMINISTRATOR].person.id
    for row in rows("grants"):
        member = cast[row["person"]]
        posting = member.postings[0] if row["with_posting"] else None
        give_role(
            row["role"],
            member.person.id,
            units.get(row["unit"]),
            day_from(day, row["first"]),
            posting.last_day if posting else last_day_from(day, row["last"]),
            by=None if row["person"] == ADMINISTRATOR else administrator,
            posting_id=posting.id if posting else None,
        )
