"""The factor of an account: an app's secret, and the codes that it shows, each of which works once.

The secret is nowhere kept: it is derived from the site's own key and a number that stands in the row, so a
copy of the database alone is worth nothing.
"""

import base64
import hmac
import secrets
import uuid
from datetime import datetime, timedelta

import pyotp
import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.database import Event, begin_write, read_rows
from lms.people.second_factor.recovery_codes import RecoveryCode, use_recovery_code
from lms.web.clock import now

SECRET_BYTES = 20  # as RFC 4226 recommends
STEP_S = 30
SET_UP_WITHIN = timedelta(minutes=30)
"""A set-up that was begun and not confirmed by then is begun anew, with the password."""
DRIFT = (0, -1, 1)
"""A phone's clock may be one step off."""


class SecondFactor(Event):
    """An app that was set up for an account; it counts once a code of it was typed."""

    __tablename__ = "second_factor"

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), unique=True)
    nonce: Mapped[str]
    taken_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(sa.BigInteger, default=0)  # that of the last code that was used

    def secret(self) -> str:
        """What the app is given, in base32."""
        key = current_app.config["SECRET_KEY"].encode()
        message = f"second factor {self.person_id} {self.nonce}".encode()
        return base64.b32encode(hmac.digest(key, message, "sha256")[:SECRET_BYTES]).decode()

    def address(self, sign_in_name: str) -> str:
        """The otpauth: address that the app reads from a QR code."""
        issuer = current_app.config["SETTINGS"].site_name
        return pyotp.TOTP(self.secret()).provisioning_uri(name=sign_in_name, issuer_name=issuer)

    def step_of(self, code: str) -> int | None:
        """The step of time at which the app shows a code; None for one that it does not show about now."""
        app = pyotp.TOTP(self.secret(), interval=STEP_S)
        current = int(now().timestamp()) // STEP_S
        steps = [current + drift for drift in DRIFT]
        shown = [step for step in steps if hmac.compare_digest(app.at(step * STEP_S).encode(), code.encode())]
        return shown[0] if shown else None


def factor_of(person_id: uuid.UUID) -> SecondFactor | None:
    """The factor of an account, confirmed or being set up."""
    return read_rows(sa.select(SecondFactor).where(SecondFactor.person_id == person_id)).scalars().first()


def has_factor(person_id: uuid.UUID) -> bool:
    """Whether an account is asked for a second factor."""
    factor = factor_of(person_id)
    return factor is not None and factor.confirmed_at is not None


def factor_to_confirm(person_id: uuid.UUID) -> SecondFactor | None:
    """The factor that is being set up."""
    factor = factor_of(person_id)
    if factor is None or factor.confirmed_at is not None or factor.taken_at <= now() - SET_UP_WITHIN:
        return None
    return factor


def begin_factor(person_id: uuid.UUID) -> None:
    """Begins to set one up, with a new secret; one that was begun before counts no more."""
    session = begin_write()
    session.execute(sa.delete(SecondFactor).where(SecondFactor.person_id == person_id))
    session.add(SecondFactor(person_id=person_id, nonce=secrets.token_hex(16), taken_at=now()))
    session.flush()


def use_code(person_id: uuid.UUID, typed: str) -> bool:
    """Whether this is a code that the app shows now and that was not used before, or a recovery code.

    Either way it is used up. The code of the step that was used last works no more, nor any before it.
    """
    begin_write()
    factor = factor_of(person_id)
    if factor is None:
        return False
    code = "".join(typed.split())
    step = factor.step_of(code)
    if step is None:
        return use_recovery_code(person_id, typed)
    # One statement asks and uses, so that of two who send one code at once only one comes in.
    unused = sa.update(SecondFactor).where(SecondFactor.id == factor.id, SecondFactor.last_step < step)
    used = begin_write().scalar(unused.values(last_step=step).returning(SecondFactor.id))
    return used is not None


def confirm_factor(person_id: uuid.UUID) -> None:
    """Has the factor count from now on."""
    confirmed = sa.update(SecondFactor).where(SecondFactor.person_id == person_id)
    begin_write().execute(confirmed.values(confirmed_at=now()))
    note_act(Kind.SECOND_FACTOR_SET, concerns=person_id, by=person_id)


def remove_factor(person_id: uuid.UUID) -> None:
    """Takes the factor away, and its recovery codes."""
    session = begin_write()
    session.execute(sa.delete(SecondFactor).where(SecondFactor.person_id == person_id))
    session.execute(sa.delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
