"""Whose record I may change, and what hinders me from changing one that I see."""

import uuid
from enum import StrEnum

from flask import abort

from lms.people.merging import merged_into
from lms.people.person import Person
from lms.people.roles.me import myself
from lms.people.roles.reach import person_in_reach
from lms.people.roles.seniority import above_me


class Hindrance(StrEnum):
    """Why I may see a record but not change it."""

    SELF = "self"  # it is my own: nobody records for themselves
    MERGED = "merged"  # it was merged into another
    FORGOTTEN = "forgotten"  # it is a number
    ABOVE = "above"  # a role of its owner is above mine


def hindrance(person: Person) -> Hindrance | None:
    """What hinders me from changing this record, if anything does."""
    if person.id == myself().id:
        return Hindrance.SELF
    if merged_into(person.id):
        return Hindrance.MERGED
    if person.forgotten_at is not None:
        return Hindrance.FORGOTTEN
    return Hindrance.ABOVE if above_me([person.id]) else None


def person_to_change(person_id: uuid.UUID) -> Person:
    """The person whose record I may change: 404 beyond my reach, 409 once merged or forgotten, or 403."""
    person = person_in_reach(person_id)
    hindered_by = hindrance(person)
    if hindered_by in (Hindrance.MERGED, Hindrance.FORGOTTEN):
        abort(409)
    if hindered_by is not None:
        abort(403)
    return person
