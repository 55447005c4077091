"""Mail: a row in the outbox with the change that caused it; with SMTP it is sent when the answer has left."""

import smtplib
import ssl
from datetime import datetime, timedelta
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Mapped

from lms.config import Settings
from lms.database import Event, after_commit, command, db, let_go, reading, writing
from lms.web.clock import now


class Letter(Event):
    """A mail to one address; without SMTP the administrator reads it in the outbox."""

    __tablename__ = "letter"

    address: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    taken_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


# What waits longer is out of date, as a link that worked for two hours: it stays in the outbox.
FRESH = timedelta(days=2)


def post(address: str, subject: str, body: str) -> None:
    """Puts a mail in the outbox, to leave once this request's changes are safe and its answer has left."""
    session = writing()
    letter = Letter(address=address, subject=subject, body=body, taken_at=now())
    session.add(letter)
    session.flush()
    identity, settings = letter.id, current_app.config["SETTINGS"]
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
    fresh = sa.and_(Letter.sent_at.is_(None), Letter.taken_at > now() - FRESH)
    waiting = reading(sa.select(Letter.id).where(fresh).order_by(Letter.taken_at)).scalars().all()
    return sum(_deliver(identity, settings) for identity in waiting)


def _deliver(identity: object, settings: Settings) -> bool:
    letter = db.session.get(Letter, identity)
    let_go()
    if letter is None or not _send(letter, settings):
        return False
    with command() as session:
        session.execute(sa.update(Letter).where(Letter.id == identity).values(sent_at=now()))
    return True


def _send(letter: Letter, settings: Settings) -> bool:
    """Sends one letter; a failure is logged without the address and tried again by `lms tend`."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.mail_from, letter.address, letter.subject
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
    host, context = parts.hostname or "", ssl.create_default_context()
    if parts.scheme == "smtps":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=20, context=context)
    else:
        smtp = smtplib.SMTP(host, parts.port or 25, timeout=20)
        smtp.ehlo()
        if smtp.has_extn("starttls") or parts.username:
            smtp.starttls(context=context)
    if parts.username:
        smtp.login(unquote(parts.username), unquote(parts.password or ""))
    return smtp
