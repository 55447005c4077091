"""Forgetting a person: their record becomes a number, and nothing says any more whose it was.

What was earned and where somebody served still counts, and a certificate can still be verified, for a number.
Rooms above say what they keep of people, and forget it too.
"""

import uuid
from collections.abc import Callable, Collection
from enum import StrEnum

import sqlalchemy as sa
from flask import Flask

from lms.acts.acts import forget_said, note_act
from lms.acts.kinds import Kind
from lms.database import Model, begin_write, begin_write_alone, read_rows
from lms.people.account.private_address import PrivateAddress
from lms.people.addresses import AddressConfirmation
from lms.people.merge_codes import MergeCode
from lms.people.merging import Merge
from lms.people.person import Identifier, NameConfirmation, Person
from lms.people.roles.grants import grants_of
from lms.people.second_factor.factor import SecondFactor
from lms.people.second_factor.recovery_codes import RecoveryCode
from lms.people.second_factor.removal import FactorRemoval
from lms.people.shut_answers import ShutAnswers
from lms.people.sign_in.closing import Closure
from lms.people.sign_in.invitations import Invitation
from lms.people.sign_in.letters import LetterOpening, PassedOn
from lms.people.sign_ins import SignIn
from lms.web.clock import now, today
from lms.web.languages import N_
from lms.web.mail import Letter
from lms.web.plug import Plug

Records = Collection[uuid.UUID]

FORGET_ALSO: Plug[list[Callable[[Records, str], None]]] = Plug("forget_also")
"""What rooms above do when these records are forgotten: `(person_ids, number)`. `create_app` puts in
learning's and that of certificates; forgetting calls them first, since what they keep hangs on letters."""

# What is kept of a person in this room and says nothing once it is gone.
OWN: tuple[type[Model], ...] = (
    Identifier,
    NameConfirmation,
    AddressConfirmation,
    PrivateAddress,
    MergeCode,
    RecoveryCode,
    SecondFactor,
    FactorRemoval,
    Closure,
    ShutAnswers,
    SignIn,
)


class Hindrance(StrEnum):
    """Why somebody cannot be forgotten."""

    FORGOTTEN = "forgotten"
    ROLE = "role"
    MERGED = "merged"


WORDS = {
    Hindrance.FORGOTTEN: N_("This person is forgotten already."),
    Hindrance.ROLE: N_(
        "This person holds a role, today or later. End it first; the last administrator stays."
    ),
    Hindrance.MERGED: N_("This record was merged into another. Have that one forgotten, or undo the merge."),
}


class CannotForget(Exception):
    """Somebody cannot be forgotten; `hindrance` says why."""

    def __init__(self, hindrance: Hindrance) -> None:
        super().__init__(hindrance)
        self.hindrance = hindrance


def forget_with(app: Flask, rooms: list[Callable[[Records, str], None]]) -> None:
    """Has rooms above forget what they keep of people."""
    FORGET_ALSO.put_in(app, rooms)


def hindrance_to_forgetting(person: Person) -> Hindrance | None:
    """Why this person cannot be forgotten now, if anything hinders it."""
    if person.forgotten_at is not None:
        return Hindrance.FORGOTTEN
    if any(grant.last_day is None or grant.last_day >= today() for grant in grants_of(person.id)):
        return Hindrance.ROLE
    merged = sa.select(Merge.id).where(Merge.merged_id == person.id, Merge.undone_at.is_(None))
    return Hindrance.MERGED if read_rows(merged).first() else None


def forget_person(person_id: uuid.UUID, *, by: uuid.UUID | None) -> str:
    """Makes a number of a person and of all records that were merged into theirs; returns it.

    Raises CannotForget. Whoever signs in at that moment comes in before, and is signed out, or not at all.
    """
    session = begin_write_alone("forget")  # one at a time: each gets a number of its own
    person = session.get_one(Person, person_id, with_for_update=True)
    hindrance = hindrance_to_forgetting(person)
    if hindrance is not None:
        raise CannotForget(hindrance)
    forgotten = read_rows(sa.select(sa.func.count()).where(Person.forgotten_at.is_not(None))).scalar_one()
    records = _with_merged(person_id)
    for place, record in enumerate(records, forgotten + 1):
        _forget_record(record, f"#{place}")
    acts = forget_said(records)
    number = f"#{forgotten + 1}"
    note_act(Kind.PERSON_FORGOTTEN, concerns=person_id, thing=number, after={"acts": acts}, by=by)
    return number


def _with_merged(person_id: uuid.UUID) -> list[uuid.UUID]:
    """The record, and those that were merged into it, into those, and so on."""
    records = [person_id]
    for record in records:
        merged = sa.select(Merge.merged_id).where(Merge.kept_id == record, Merge.undone_at.is_(None))
        records += [one for one in read_rows(merged).scalars() if one not in records]
    return records


def _forget_record(person_id: uuid.UUID, number: str) -> None:
    session = begin_write()
    person = session.get_one(Person, person_id)
    for forget in FORGET_ALSO.get():
        forget([person_id], number)
    _forget_letters(person)
    for model in OWN:
        session.execute(sa.delete(model).filter_by(person_id=person_id))
    took_part = sa.or_(Merge.kept_id == person_id, Merge.merged_id == person_id)
    session.execute(sa.update(Merge).where(took_part).values(reason=None))
    person.name = number
    person.sign_in_name = f"forgotten-{person.id.hex[:12]}"
    person.latin_name = None
    person.given_name = None
    person.family_name = None
    person.email = None
    person.email_since = None
    person.gender = None
    person.password_hash = None
    person.secret = None
    person.forgotten_at = now()
    session.flush()


def _forget_letters(person: Person) -> None:
    """Letters to them, at whatever address, with all that hangs on these."""
    session = begin_write()
    theirs = Letter.person_id == person.id
    if person.email and not person.email_of_post:
        theirs = sa.or_(theirs, sa.and_(Letter.address == person.email, Letter.person_id.is_(None)))
    letters = session.scalars(sa.select(Letter.id).where(theirs)).all()
    of_them = sa.or_(Invitation.person_id == person.id, Invitation.letter_id.in_(letters))
    session.execute(sa.delete(Invitation).where(of_them))
    for model in (LetterOpening, PassedOn):
        session.execute(sa.delete(model).where(model.letter_id.in_(letters)))
    session.execute(sa.delete(Letter).where(Letter.id.in_(letters)))
