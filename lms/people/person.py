"""Persons: one required name, as on the ID card, in any script; all else is optional."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import changing, note_act, values_of
from lms.acts.kinds import Kind
from lms.database import BELONGS_TO, UNTOLD, Event, begin_write, new_id, read_rows
from lms.people.sign_in_names import from_name, sign_in_name_for
from lms.web.clock import now


class Person(Event):
    """Somebody who learns here, whatever else they do; a posting says where they serve."""

    __tablename__ = "person"
    __table_args__ = (
        sa.CheckConstraint("name <> ''", name="named"),
        sa.CheckConstraint("gender IN ('F', 'M', 'other')", name="gender"),
        sa.CheckConstraint("sign_in_name = lower(sign_in_name)", name="lower"),
    )

    name: Mapped[str] = mapped_column(index=True)
    latin_name: Mapped[str | None]
    given_name: Mapped[str | None]
    family_name: Mapped[str | None]
    sign_in_name: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str | None] = mapped_column(index=True)
    # Since when this record has the address.
    email_since: Mapped[datetime | None] = mapped_column(info=UNTOLD)
    email_of_post: Mapped[bool] = mapped_column(default=False, server_default=sa.false())  # others read it
    language: Mapped[str]
    # Self-declared; nothing means undisclosed.
    gender: Mapped[str | None] = mapped_column(info=UNTOLD)
    password_hash: Mapped[str | None] = mapped_column(info=UNTOLD)
    # New with each password; keys are derived from it, and from the site's own.
    secret: Mapped[str | None] = mapped_column(info=UNTOLD)
    recorded_at: Mapped[datetime] = mapped_column(info=UNTOLD)
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(info=UNTOLD)
    forgotten_at: Mapped[datetime | None] = mapped_column(info=UNTOLD)  # since when the name is a number

    def amend(
        self,
        *,
        name: str,
        latin_name: str | None,
        given_name: str | None,
        family_name: str | None,
        sign_in_name: str | None,
        email: str | None,
        email_of_post: bool,
        language: str,
    ) -> None:
        """Corrects the record; without a sign-in name, the one they have stays.

        A changed name is confirmed anew by its owner, without any act here: a confirmation says what it
        confirms.
        """
        with changing(self, Kind.PERSON_CHANGED, concerns=self.id):
            self.name = name
            self.latin_name = latin_name
            self.given_name = given_name
            self.family_name = family_name
            self.sign_in_name = sign_in_name or self.sign_in_name
            if email != self.email:
                self.email_since = now() if email else None
            self.email = email
            self.email_of_post = email_of_post
            self.language = language
        begin_write().flush()


class NameConfirmation(Event):
    """The owner's word that a name is theirs as the certificate shall print it."""

    __tablename__ = "name_confirmation"

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    name: Mapped[str]
    taken_at: Mapped[datetime]


class Identifier(Event):
    """A number that an issuer gave a person. Text, so that leading zeros are kept."""

    __tablename__ = "identifier"
    __table_args__ = (sa.UniqueConstraint("scheme", "issuer", "value"),)

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True, info=BELONGS_TO)
    scheme: Mapped[str]
    issuer: Mapped[str]
    value: Mapped[str]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]


def taken_sign_in_names(stem: str = "") -> set[str]:
    """The sign-in names in use that begin with stem."""
    return set(
        read_rows(sa.select(Person.sign_in_name).where(Person.sign_in_name.startswith(stem))).scalars()
    )


def names_of(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The names of these people."""
    statement = sa.select(Person.id, Person.name).where(Person.id.in_(set(ids)))
    return {row.id: row.name for row in read_rows(statement)}


def add_person(
    name: str,
    *,
    language: str,
    sign_in_name: str | None = None,
    email: str | None = None,
    email_of_post: bool = False,
    latin_name: str | None = None,
    given_name: str | None = None,
    family_name: str | None = None,
    stems: Iterable[str] = (),
    by: uuid.UUID | None = None,
) -> Person:
    """Records a new person; without a sign-in name, one is made from the Latin spelling or the name.

    Where neither has a Latin letter, the first of `stems` that says anything is taken.
    """
    session = begin_write()
    if not sign_in_name:
        stems = (from_name(latin_name), from_name(name), *stems)
        sign_in_name = sign_in_name_for(stems, taken_sign_in_names())
    person = Person(
        id=new_id(),
        name=name,
        language=language,
        sign_in_name=sign_in_name.lower(),
        email=email.lower() if email else None,
        email_since=now() if email else None,
        email_of_post=email_of_post,
        latin_name=latin_name,
        given_name=given_name,
        family_name=family_name,
        recorded_at=now(),
        recorded_by=by,
    )
    session.add(person)
    session.flush()
    note_act(Kind.PERSON_ADDED, concerns=person.id, after=values_of(person), by=by)
    return person


def confirm_name(person: Person, name: str | None = None) -> NameConfirmation:
    """Records that the owner confirms the name as it stands now, or another spelling of it."""
    session = begin_write()
    confirmation = NameConfirmation(person_id=person.id, name=name or person.name, taken_at=now())
    session.add(confirmation)
    note_act(Kind.NAME_CONFIRMED, concerns=person.id, after={"name": confirmation.name}, by=person.id)
    return confirmation


def confirmed_name(person_id: uuid.UUID) -> str | None:
    """The name its owner confirmed, or None where it was never confirmed or has changed since."""
    statement = (
        sa.select(Person.name)
        .join(NameConfirmation, NameConfirmation.person_id == Person.id)
        .where(Person.id == person_id, NameConfirmation.name == Person.name)
    )
    return read_rows(statement).scalars().first()


def add_identifier(
    person: Person,
    scheme: str,
    issuer: str,
    value: str,
    first_day: date | None = None,
    last_day: date | None = None,
) -> Identifier:
    """Records an identifier; the database refuses one that another person already has."""
    identifier = Identifier(
        person_id=person.id, scheme=scheme, issuer=issuer, value=value, first_day=first_day, last_day=last_day
    )
    session = begin_write()
    session.add(identifier)
    session.flush()
    note_act(Kind.IDENTIFIER_ADDED, concerns=person.id, after=values_of(identifier))
    return identifier


def identifiers_of(person_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Identifier]]:
    """The identifiers of several persons at once."""
    by_person: dict[uuid.UUID, list[Identifier]] = {identity: [] for identity in person_ids}
    statement = sa.select(Identifier).where(Identifier.person_id.in_(person_ids)).order_by(Identifier.scheme)
    for row in read_rows(statement).scalars():
        by_person[row.person_id].append(row)
    return by_person
