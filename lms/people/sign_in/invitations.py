"""Invitations: one-time codes to join or to choose a new password.

Opening the link does not use the code (mail scanners and previews open links); sending the form does.
"""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.database import Event, begin_write, begin_write_alone, read_rows
from lms.people.activity import has_done_anything
from lms.people.addresses import confirm_address, holds_address, is_confirmed
from lms.people.codes import hash_of, new_code
from lms.people.merging import merged_away
from lms.people.person import Person
from lms.people.shut_answers import open_earlier_answers, shut_earlier_answers
from lms.people.sign_in.passwords import set_password
from lms.people.telling import PASSWORD_BY_CODE, PASSWORD_CHANGED, tell_owner
from lms.web.clock import now
from lms.web.mail import Letter

VALID = {"invite": timedelta(days=30), "reset": timedelta(hours=2)}


class Invitation(Event):
    """A code given to one person; only its hash is kept."""

    __tablename__ = "invitation"

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    purpose: Mapped[str]
    code_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    made_by: Mapped[uuid.UUID | None]
    letter_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("letter.id"), index=True)
    used_at: Mapped[datetime | None]


def make_code(
    person_id: uuid.UUID,
    purpose: str,
    *,
    by: uuid.UUID | None,
    code: str | None = None,
    letter_id: uuid.UUID | None = None,
) -> str:
    """Gives a person a code (a new one unless given) and returns it, the only time it is seen.

    Earlier codes stop working; but a link that anybody can ask for at the door leaves a printed slip alone.
    `by` is whoever sees the code: nobody where a letter takes it to its address (`letter_id`).
    """
    session = begin_write()
    instant = now()
    asked_at_the_door = by is None and purpose == "reset"
    if asked_at_the_door:
        expire_codes(person_id, Invitation.purpose == "reset")
    else:
        expire_codes(person_id)
    code = code or new_code()
    session.add(
        Invitation(
            person_id=person_id,
            purpose=purpose,
            code_hash=hash_of(code),
            made_at=instant,
            expires_at=instant + VALID[purpose],
            made_by=by,
            letter_id=letter_id,
        )
    )
    if by is not None or letter_id is None:  # somebody sees it, not only the letter's reader
        note_act(Kind.CODE_MADE, concerns=person_id, after={"purpose": purpose}, by=by)
    return code


def expire_codes(person_id: uuid.UUID, *which: sa.ColumnElement[bool]) -> None:
    """Lets unused codes of a person work no longer: all of them, or those of which these conditions hold."""
    instant = now()
    mine = (Invitation.person_id == person_id, Invitation.used_at.is_(None), Invitation.expires_at > instant)
    begin_write().execute(sa.update(Invitation).where(*mine, *which).values(expires_at=instant))


class OpenInvitation(NamedTuple):
    """An invitation whose code still works, and its person."""

    invitation: Invitation
    person: Person


def open_invitation(code: str) -> OpenInvitation | None:
    """The invitation of a code that still works."""
    # A link works only as long as the address that it went to is its person's, and not when it is so again.
    address_stayed = sa.and_(Letter.address == Person.email, Invitation.made_at >= Person.email_since)
    at_home = sa.or_(Invitation.letter_id.is_(None), address_stayed)
    statement = (
        sa.select(Invitation, Person)
        .join(Person, Person.id == Invitation.person_id)
        .outerjoin(Letter, Letter.id == Invitation.letter_id)
        .where(
            Invitation.code_hash == hash_of(code),
            Invitation.used_at.is_(None),
            Invitation.expires_at > now(),
            Person.id.not_in(merged_away()),
            at_home,
        )
    )
    row = read_rows(statement).first()
    if row is None or (row.Invitation.letter_id is not None and not holds_address(row.Person)):
        return None
    return OpenInvitation(row.Invitation, row.Person)


def of_letters(letter_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Invitation]:
    """The last code that was drawn for each of these letters."""
    statement = sa.select(Invitation).where(Invitation.letter_id.in_(letter_ids)).order_by(Invitation.made_at)
    return {invitation.letter_id: invitation for invitation in read_rows(statement).scalars()}


def _shut_or_open(invitation: Invitation, person: Person) -> None:
    """Shuts what was answered before, or opens it, by how the code came to whoever uses it.

    - Another has seen it, who made it or read the letter: shut.
    - A letter took it to an address that the owner has confirmed: open.
    - A letter took it to another address, which whoever keeps the record may have written: shut.
    - The installation made it, on the command line: left as it is.

    An account that nobody has used yet has nothing to shut; a letter that opens it confirms its address.
    """
    in_use = person.password_hash is not None or has_done_anything(person.id)
    if invitation.made_by is not None:
        if in_use:
            shut_earlier_answers(person.id, made_by=invitation.made_by)
            tell_owner(person, PASSWORD_BY_CODE)
    elif invitation.letter_id is not None:
        if in_use and not is_confirmed(person.id, person.email):
            shut_earlier_answers(person.id, made_by=None)
            return
        confirm_address(person.id, person.email)
        open_earlier_answers(person.id, by=None, reason=None)
        if in_use:
            tell_owner(person, PASSWORD_CHANGED)


def accept_code(code: str, password_hash: str) -> Person | None:
    """Uses the code up and gives its person the password; None when somebody was quicker.

    No other code of theirs works from then on: a slip left lying about opens no account that is in use.
    """
    opened = open_invitation(code)
    if opened is None:
        return None
    begin_write_alone(f"person {opened.person.id}")
    # Looked up anew: whoever had the turn before may have used it.
    opened = open_invitation(code)
    if opened is None:
        return None
    invitation, person = opened
    invitation.used_at = now()
    _shut_or_open(invitation, person)
    set_password(person, password_hash)
    expire_codes(person.id)
    return person
