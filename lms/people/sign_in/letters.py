"""What became of a letter: it was sent, passed on by hand, or its link was used or no longer works."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

import sqlalchemy as sa
from flask import url_for
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.database import Event, begin_write, read_rows
from lms.people.sign_in.invitations import Invitation, of_letters
from lms.web.clock import now
from lms.web.languages import N_, format_instant, gettext, ngettext
from lms.web.mail import FRESH, Letter, leaves
from lms.web.site.waiting import Waiting

READABLE = timedelta(days=30)
"""How long after it was written a letter is shown; `lms tend` empties it after that."""


class PassedOn(Event):
    """An administrator gave a letter to whom it is for, because no mail server takes it there."""

    __tablename__ = "passed_on"

    letter_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("letter.id"), unique=True)
    taken_at: Mapped[datetime]
    by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))


class LetterOpening(Event):
    """An administrator read a letter here, and with it a link that signs somebody in."""

    __tablename__ = "letter_opening"

    letter_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("letter.id"), index=True)
    taken_at: Mapped[datetime]
    by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))


class Fate(Enum):
    """What can become of a letter: a word for the list, a line for its page, tone and icon of the word."""

    USED = N_("used"), N_("its link was used on %(time)s"), "held", "check"
    SENT = N_("sent"), N_("sent on %(time)s"), "held", "check"
    PASSED_ON = N_("passed on"), N_("passed on by hand on %(time)s"), "held", "check"
    OVER = N_("out of date"), N_("its link stopped working on %(time)s"), "quiet", "x"
    WAITING = N_("waiting"), N_("waiting"), "quiet", "clock"

    def __init__(self, word: str, line: str, tone: str, icon: str) -> None:
        self.word = word
        self.line = line
        self.tone = tone
        self.icon = icon


class State(NamedTuple):
    """The last that is known of a letter, and since when it is so."""

    fate: Fate
    since: datetime

    @property
    def over(self) -> bool:
        """Whether its link no longer works although nobody used it."""
        return self.fate is Fate.OVER

    def word(self) -> str:
        return gettext(self.fate.word)

    def line(self) -> str:
        return gettext(self.fate.line, time=format_instant(self.since))


def states(letters: Sequence[Letter]) -> dict[uuid.UUID, State]:
    """What became of each of these letters."""
    ids = [letter.id for letter in letters]
    passed = read_rows(sa.select(PassedOn).where(PassedOn.letter_id.in_(ids))).scalars()
    by_hand = {passing.letter_id: passing.taken_at for passing in passed}
    invitations = of_letters(ids)
    return {
        letter.id: _state(letter, by_hand.get(letter.id), invitations.get(letter.id)) for letter in letters
    }


def _state(letter: Letter, by_hand: datetime | None, invitation: Invitation | None) -> State:
    if invitation is not None and invitation.used_at:
        return State(Fate.USED, invitation.used_at)
    if letter.sent_at:
        return State(Fate.SENT, letter.sent_at)
    if by_hand:
        return State(Fate.PASSED_ON, by_hand)
    over_at = letter.lapses_at()
    if invitation is not None:
        # One that was shown on its last day has a link that lasts as long as any other.
        over_at = max(over_at, invitation.expires_at)
    if over_at <= now():
        return State(Fate.OVER, over_at)
    return State(Fate.WAITING, letter.taken_at)


def to_pass_on(letter: Letter, state: State) -> bool:
    """Whether the letter waits for an administrator: without SMTP, or when SMTP is tried no longer."""
    return state.fate is Fate.WAITING and (not leaves() or letter.taken_at <= now() - FRESH)


def letters_that_wait() -> Waiting | None:
    """What waits of letters for an administrator: to be passed on, or not taken by the mail server."""
    unsent = sa.select(Letter).where(Letter.sent_at.is_(None), Letter.taken_at > now() - READABLE)
    letters = read_rows(unsent).scalars().all()
    known = states(letters)
    number = sum(to_pass_on(letter, known[letter.id]) for letter in letters)
    if not number:
        return None
    if leaves():
        text = ngettext("%(num)s mail could not leave", "%(num)s mails could not leave", number)
    else:
        text = ngettext(
            "%(num)s letter waits to be passed on", "%(num)s letters wait to be passed on", number
        )
    return Waiting(text, url_for("outbox.index"))


def pass_on(letter: Letter, *, by: uuid.UUID) -> None:
    """Records that the letter was passed on by hand."""
    begin_write().add(PassedOn(letter_id=letter.id, taken_at=now(), by=by))
    note_act(Kind.LETTER_PASSED_ON, concerns=letter.person_id, thing=letter.kind, by=by)


def may_be_shown(letter: Letter, state: State) -> bool:
    """Whether there is still something in a letter for an administrator to pass on."""
    is_readable = now() < letter.taken_at + READABLE
    return state.fate in (Fate.WAITING, Fate.PASSED_ON) and is_readable and letter.says_something()


def open_letter(letter: Letter, *, by: uuid.UUID) -> str | None:
    """The text of a letter for an administrator, whose reading is recorded; None where it has none any more.

    Its link is drawn for them: whoever uses it comes in by a code that another has seen.
    """
    session = begin_write()
    text = letter.text(shown_to=by)
    if text is not None:
        session.add(LetterOpening(letter_id=letter.id, taken_at=now(), by=by))
        note_act(Kind.LETTER_SHOWN, concerns=letter.person_id, thing=letter.kind, by=by)
    return text


def empty_old_letters() -> None:
    """Forgets what the letters that are shown no more were filled with. `lms tend` calls it."""
    # JSON has no equality on PostgreSQL; emptied once, a row is written no more.
    is_filled = sa.cast(Letter.values, sa.Text) != "{}"
    old = sa.update(Letter).where(Letter.taken_at <= now() - READABLE, is_filled)
    begin_write().execute(old.values(values={}))


def forget_old_letters(before: datetime) -> int:
    """Deletes the letters that were written before an instant, with all that hangs on them here."""
    session = begin_write()
    old = session.scalars(sa.select(Letter.id).where(Letter.taken_at < before)).all()
    for model in (Invitation, LetterOpening, PassedOn):
        session.execute(sa.delete(model).where(model.letter_id.in_(old)))
    session.execute(sa.delete(Letter).where(Letter.id.in_(old)))
    return len(old)
