"""Mail: a row in the outbox with the change that caused it; with SMTP it is sent when the answer has left."""

import smtplib
import ssl
import uuid
from datetime import datetime, timedelta
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Mapped

from lms.config import Settings
from lms.database import Event, after_commit, begin_write, db, end_read, read_rows, write_transaction
from lms.web.clock import now


class Letter(Event):
    """A mail to one address; without SMTP the administrator reads it in the outbox."""

    __tablename__ = "letter"

    address: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    taken_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]  # since when a process has been sending it


# What waits longer is out of date, as a link that worked for two hours: it stays in the outbox.
FRESH = timedelta(days=2)

# How many seconds each answer of the mail server is awaited; a letter takes about ten answers.
TIMEOUT = 20

# A claim as old as this was left by a process that was stopped: no letter takes so long.
ABANDONED = timedelta(minutes=15)


def post_letter(address: str, subject: str, body: str) -> None:
    """Puts a mail in the outbox, to leave once this request's changes are safe and its answer has left."""
    session = begin_write()
    letter = Letter(address=address, subject=subject, body=body, taken_at=now())
    session.add(letter)
    session.flush()
    identity = letter.id
    settings = current_app.config["SETTINGS"]
    if settings.smtp_url:
        after_commit(lambda: _deliver(identity, settings))


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
    letter = db.session.get_one(Letter, identity)
    end_read()
    sent = _send(letter, settings)
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


def _send(letter: Letter, settings: Settings) -> bool:
    """Sends one letter; a failure is logged without the address and tried again by `lms tend`."""
    message = EmailMessage()
    message["From"] = settings.mail_from
    message["To"] = letter.address
    message["Subject"] = letter.subject
    message.set_content(letter.body)
    try:
        with _connection(settings.smtp_url) as smtp:
            smtp.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        current_app.logger.warning("mail %s waits: %s", letter.id, type(error).__name__)
        return False
    return True


def _connection(url: str) -> smtplib.SMTP:
    parts = urlsplit(url)
    host = parts.hostname or ""
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=context)
    else:
        smtp = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT)
        smtp.ehlo()
        if smtp.has_extn("starttls") or parts.username:
            smtp.starttls(context=context)
    if parts.username:
        smtp.login(unquote(parts.username), unquote(parts.password or ""))
    return smtp
