"""Signatories: who signs, for which office, on which days. They rotate too, so they are dated."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

import sqlalchemy as sa
from flask import abort

from lms.acts.acts import note_act, values_of
from lms.acts.kinds import Kind
from lms.certificates.printed import Signed
from lms.certificates.records import Signatory
from lms.database import begin_write, new_id, read_rows
from lms.days import is_over, within

Words = dict[str, dict[str, str]]


class InOffice(Protocol):
    """Whatever is in force from one day to another."""

    @property
    def first_day(self) -> date:
        """The first day on which it is."""

    @property
    def last_day(self) -> date | None:
        """The last day on which it is; None while nobody knows."""


Days = TypeVar("Days", bound=InOffice)


def in_force(signatories: Iterable[Days], day: date) -> Days | None:
    """Who signs on a day; of several, whoever began last, so that a stand-in needs no change to the other."""
    serving = [term for term in signatories if within(day, term.first_day, term.last_day)]
    return max(serving, key=lambda term: term.first_day, default=None)


class SignatoryState(StrEnum):
    """What a signatory's days mean on a day."""

    SIGNS = "signs"
    LATER = "later"
    PAST = "past"
    REPLACED = "replaced"  # in force too, but somebody who began later signs


def state_of(signatory: InOffice, signing: InOffice | None, day: date) -> SignatoryState:
    """The state on a day on which `signing` signs."""
    if signatory is signing:
        return SignatoryState.SIGNS
    if signatory.first_day > day:
        return SignatoryState.LATER
    if is_over(signatory.last_day, day):
        return SignatoryState.PAST
    return SignatoryState.REPLACED


def in_words(words: Mapping[str, Mapping[str, str]], language: str) -> Signed:
    """The signatory's words in a certificate's language, else in the first there is."""
    spoken = words.get(language) or next(iter(words.values()))
    return Signed(spoken["office"], spoken["name"], spoken["title"])


def signatories() -> list[Signatory]:
    """All of them, the newest first."""
    return list(read_rows(sa.select(Signatory).order_by(Signatory.first_day.desc(), Signatory.id)).scalars())


def signing(day: date, language: str, without: str) -> Signed:
    """What is printed on a day; without a signatory, the name of the site stands for the office."""
    signs = in_force(signatories(), day)
    return in_words(signs.words, language) if signs else Signed(without)


def signatory(signatory_id: uuid.UUID) -> Signatory:
    """One signatory, or 404."""
    return read_rows(sa.select(Signatory).where(Signatory.id == signatory_id)).scalar() or abort(404)


def begins_on(day: date, *, but: uuid.UUID | None = None) -> bool:
    """Whether another signatory begins on this day, so that nobody could tell which of the two signs."""
    others = (signatory for signatory in signatories() if signatory.id != but)
    return any(other.first_day == day for other in others)


def add_signatory(words: Words, first_day: date, last_day: date | None = None) -> Signatory:
    """Records who signs from a day on."""
    session = begin_write()
    added = Signatory(id=new_id(), words=words, first_day=first_day, last_day=last_day)
    session.add(added)
    session.flush()
    note_act(Kind.SIGNATORY_ADDED, after=values_of(added))
    return added
