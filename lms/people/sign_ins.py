"""Sign-ins: somebody signed in with a browser, and stays so until the sign-in ends here, on the server.

The cookie names the sign-in, so a copy of the cookie is worth nothing once that has ended.
"""

import uuid
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import current_app, request
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Event, begin_write, own_transaction, read_rows
from lms.people.browser import browser_and_system
from lms.web.clock import now


class SignIn(Event):
    """One person in one browser, from signing in to signing out."""

    __tablename__ = "sign_in"

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    taken_at: Mapped[datetime] = mapped_column(index=True)
    browser: Mapped[str]  # such as Firefox; nothing where it is not one that we know
    system: Mapped[str]  # such as Windows
    ended_at: Mapped[datetime | None]


def _kept() -> timedelta:
    """How long a sign-in is listed for its owner; `lms tend` deletes it after that."""
    return timedelta(days=current_app.config["SETTINGS"].keep_sign_ins_days)


def begin_sign_in(person_id: uuid.UUID) -> SignIn:
    """Records that a person signs in with the browser that asks."""
    browser, system = browser_and_system(request.user_agent.string)
    sign_in = SignIn(person_id=person_id, taken_at=now(), browser=browser, system=system)
    session = begin_write()
    session.add(sign_in)
    session.flush()
    return sign_in


def _end(*which: sa.ColumnElement[bool]) -> sa.Update:
    return sa.update(SignIn).where(SignIn.ended_at.is_(None), *which).values(ended_at=now())


def end_sign_in(sign_in_id: uuid.UUID) -> None:
    """Ends one sign-in."""
    begin_write().execute(_end(SignIn.id == sign_in_id))


def end_sign_ins(person_id: uuid.UUID) -> None:
    """Ends all sign-ins of a person, in whatever browser."""
    begin_write().execute(_end(SignIn.person_id == person_id))


def end_left_sign_in(sign_in_id: uuid.UUID) -> None:
    """Ends one sign-in in a transaction of its own, whatever becomes of the request that tells of it."""
    with own_transaction() as connection:
        connection.execute(_end(SignIn.id == sign_in_id))


def latest_sign_ins(person_id: uuid.UUID, most: int) -> list[SignIn]:
    """The latest sign-ins of a person, the last one first."""
    kept = SignIn.taken_at > now() - _kept()
    latest = sa.select(SignIn).where(SignIn.person_id == person_id, kept).order_by(SignIn.taken_at.desc())
    return list(read_rows(latest.limit(most)).scalars())


def forget_old_sign_ins() -> None:
    """Deletes the sign-ins that are listed no longer. `lms tend` calls it."""
    begin_write().execute(sa.delete(SignIn).where(SignIn.taken_at <= now() - _kept()))
