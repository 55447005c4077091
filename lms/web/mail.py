"""Mail: a row in the outbox with the change that caused it; with SMTP it is sent when the answer has left."""

import smtplib
import ssl
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote, urlsplit

import sqlalchemy as sa
from flask import Flask, current_app
from sqlalchemy.orm import Mapped, mapped_column

from lms.config import Settings, is_here
from lms.database import Event, after_commit, begin_write, read_rows, write_transaction
from lms.web.clock import now
from lms.web.languages import N_, catalogue
from lms.web.log import note
from lms.web.plug import Plug


class Letter(Event):
    """A mail to one address. Its text is made when it leaves, since a one-time link may stand in it."""

    __tablename__ = "letter"

    kind: Mapped[str]
    address: Mapped[str]
    language: Mapped[str]
    person_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))  # whom it is to
    values: Mapped[dict[str, Any]]  # what the kind fills its text with, and no secret
    taken_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]  # since when a process has been sending it

    def subject(self) -> str:
        """Its subject, in its reader's language."""
        return catalogue(self.language).gettext(self._kind().subject)

    def text(self, *, shown_to: uuid.UUID | None = None) -> str | None:
        """Its text, made now; None where there is nothing to say any more. It may draw a link: call it in a
        write transaction. `shown_to` is the person who reads it instead of a mail server's taking it.
        """
        if not self.says_something():
            return None
        kind = self._kind()
        return catalogue(self.language).gettext(kind.text) % kind.fill(self, shown_to)

    def says_something(self) -> bool:
        """Whether it is still needed, and has not waited too long."""
        return self.lapses_at() > now() and self._kind().is_needed(self)

    def lapses_at(self) -> datetime:
        """When it has waited too long to be worth its while."""
        return self.taken_at + self._kind().waits

    def _kind(self) -> "LetterKind":
        return KINDS.get().get(self.kind, OF_EARLIER)


@dataclass(frozen=True, slots=True)
class LetterKind:
    """What letters of one kind say.

    - `name`: stands in the row.
    - `subject`, `text`: in English, to be translated; the text has places such as %(name)s.
    - `waits`: how long a letter may wait to leave, or to be shown.
    - `fill`: gives the values of the places for a letter, drawing a one-time link if there is one. It is told
      who reads the letter here, where no mail server takes it.
    - `is_needed`: whether a letter still has something to say: its link is not used, its address is theirs.

    For a notice without a link:

        MERGED = LetterKind(
            "merged",
            N_("Two records of you are one now"),
            N_("Hello %(name)s,\n\n%(by)s merged them.\n"),
            timedelta(days=30),
            lambda letter, _shown_to: letter.values,
        )
    """

    name: str
    subject: str
    text: str
    waits: timedelta
    fill: Callable[[Letter, uuid.UUID | None], Mapping[str, str]]
    is_needed: Callable[[Letter], bool] = lambda _: True


KINDS: Plug[dict[str, LetterKind]] = Plug("letter_kinds")
"""The kinds of letters there are, by name. Rooms above put theirs in with `add_letter_kinds`; a letter finds
its own."""

OF_EARLIER = LetterKind("earlier", N_("A letter of an earlier version"), "", timedelta(0), lambda *_: {})
"""Letters from before letters had kinds: their text is gone."""


def add_letter_kinds(app: Flask, *kinds: LetterKind) -> None:
    """Lets letters of these kinds be written."""
    known = app.extensions.setdefault(KINDS.name, {})
    known.update({kind.name: kind for kind in kinds})


# What waits longer is out of date, as a link that worked for two hours: it stays in the outbox.
FRESH = timedelta(days=2)

# How many seconds each answer of the mail server is awaited; a letter takes about ten answers.
TIMEOUT = 20

# A claim as old as this was left by a process that was stopped: no letter takes so long.
ABANDONED = timedelta(minutes=15)


def post_letter(
    kind: LetterKind, person_id: uuid.UUID | None, address: str, language: str, **values: str
) -> None:
    """Puts a mail in the outbox, to leave once this request's changes are safe and its answer has left."""
    identity = _put_in_outbox(kind, person_id, address, language, values).id
    settings = current_app.config["SETTINGS"]
    if settings.smtp_url:
        after_commit(lambda: _deliver(identity, settings))


def post_no_letter(kind: LetterKind, address: str, language: str) -> None:
    """Writes as much as `post_letter` and leaves nothing: where a letter's being posted would tell something.

    The time of the next request tells of writing, since it waits for its turn to write.
    """
    letter = _put_in_outbox(kind, None, address, language, {})
    session = begin_write()
    session.delete(letter)
    session.flush()


def _put_in_outbox(
    kind: LetterKind, person_id: uuid.UUID | None, address: str, language: str, values: dict[str, str]
) -> Letter:
    session = begin_write()
    letter = Letter(
        kind=kind.name,
        address=address,
        language=language,
        person_id=person_id,
        values=values,
        taken_at=now(),
    )
    session.add(letter)
    session.flush()
    return letter


def leaves() -> bool:
    """Whether mail leaves by itself; else an administrator reads it in the outbox and passes it on."""
    return bool(current_app.config["SETTINGS"].smtp_url)


def send_waiting(settings: Settings) -> int:
    """Sends what could not be sent before (`lms tend` does this); returns how many left.

    Each letter is marked in a change of its own, after it has left: a slow server keeps nobody from writing.
    """
    if not settings.smtp_url:
        return 0
    fresh = Letter.taken_at > now() - FRESH
    waiting = sa.select(Letter.id).where(_free(now()), fresh).order_by(Letter.taken_at)
    return sum(_deliver(identity, settings) for identity in read_rows(waiting).scalars().all())


def _deliver(identity: uuid.UUID, settings: Settings) -> bool:
    """Sends a letter that nobody else sends, with no transaction open meanwhile; returns whether it left.

    Two processes that send at once never send it twice. One that is stopped after the letter left, and before
    that is marked, has it sent again: rather twice than never.
    """
    claimed_at = _claim(identity)
    if claimed_at is None:
        return False
    with write_transaction() as session:
        letter = session.get_one(Letter, identity)
        # A code that was drawn for it before works no longer: rather the letter that comes last.
        text = letter.text()
        message = None if text is None else _message(letter, text, settings)
    sent = message is not None and _send(identity, message, settings)
    with write_transaction() as session:
        if sent:
            session.execute(sa.update(Letter).where(Letter.id == identity).values(sent_at=now()))
        # Another has it by now, if this took so long that the claim was thought abandoned.
        mine = sa.update(Letter).where(Letter.id == identity, Letter.claimed_at == claimed_at)
        session.execute(mine.values(claimed_at=None))
    return sent


def _claim(identity: uuid.UUID) -> datetime | None:
    """Claims a letter that is free; returns since when it is claimed, or None if it was not free.

    One statement asks and claims, so that of two who come at once the second finds it claimed.
    """
    instant = now()
    claim = sa.update(Letter).where(Letter.id == identity, _free(instant)).values(claimed_at=instant)
    with write_transaction() as session:
        claimed = session.scalar(claim.returning(Letter.id))
    return None if claimed is None else instant


def _free(instant: datetime) -> sa.ColumnElement[bool]:
    """The letters that are not sent, and that nobody is sending at this moment."""
    unclaimed = sa.or_(Letter.claimed_at.is_(None), Letter.claimed_at <= instant - ABANDONED)
    return sa.and_(Letter.sent_at.is_(None), unclaimed)


def _message(letter: Letter, text: str, settings: Settings) -> EmailMessage:
    message = EmailMessage()
    message["From"] = settings.mail_from
    message["To"] = letter.address
    message["Subject"] = letter.subject()
    message.set_content(text)
    return message


def _send(identity: uuid.UUID, message: EmailMessage, settings: Settings) -> bool:
    """Sends one letter; a failure is logged without the address and tried again by `lms tend`."""
    try:
        with _connection(settings.smtp_url) as smtp:
            smtp.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        note("mail failure", is_bad=True, letter=str(identity), error=type(error).__name__)
        return False
    return True


def _connection(url: str) -> smtplib.SMTP:
    """A connection to the mail server, encrypted unless that is here or the setting says that it need not be.

    Letters hold links by which one signs in. With a name and a password it is encrypted in any case.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=context)
    else:
        smtp = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT)
        smtp.ehlo()
        may_be_plain = parts.scheme == "smtp+plain" or is_here(host)
        if smtp.has_extn("starttls") or parts.username or not may_be_plain:
            smtp.starttls(context=context)
    if parts.username:
        smtp.login(unquote(parts.username), unquote(parts.password or ""))
    return smtp
