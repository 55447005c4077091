"""Recovery codes: ten of them, each of which works once instead of a code of the app that was lost."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import note_act
from lms.acts.kinds import Kind
from lms.database import Event, begin_write, read_rows
from lms.people.codes import hash_of, new_code
from lms.web.clock import now

NUMBER = 10
# Over 112 bits, so that a plain hash keeps them: they are good for years, and never tried by hand.
LETTERS = 24


class RecoveryCode(Event):
    """One code; only its hash is kept."""

    __tablename__ = "recovery_code"

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    taken_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


def make_recovery_codes(person_id: uuid.UUID) -> list[str]:
    """Makes new codes and returns them, the only time they are seen; earlier ones work no longer."""
    session = begin_write()
    session.execute(sa.delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    codes = [new_code(LETTERS) for _ in range(NUMBER)]
    for code in codes:
        session.add(RecoveryCode(person_id=person_id, code_hash=hash_of(code), taken_at=now()))
    note_act(Kind.RECOVERY_CODES_MADE, concerns=person_id, by=person_id)
    return codes


def use_recovery_code(person_id: uuid.UUID, typed: str) -> bool:
    """Whether this is a code that was not used before; it is used up by that."""
    unused = sa.update(RecoveryCode).where(
        RecoveryCode.person_id == person_id,
        RecoveryCode.code_hash == hash_of(typed),
        RecoveryCode.used_at.is_(None),
    )
    return begin_write().scalar(unused.values(used_at=now()).returning(RecoveryCode.id)) is not None


def codes_left(person_id: uuid.UUID) -> int:
    """How many codes were not used yet."""
    left = sa.select(sa.func.count(RecoveryCode.id)).where(
        RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None)
    )
    return int(read_rows(left).scalar_one())
