"""Identifiers: the schemes that the pages offer, and how one is written out, corrected, taken away."""

from datetime import date

import sqlalchemy as sa

from lms.acts.acts import changing, note_act, values_of
from lms.acts.kinds import Kind
from lms.database import begin_write, read_rows
from lms.people.person import Identifier
from lms.web.languages import N_, gettext

# A scheme is kept as its English words, so that rosters and pages agree on it; pages show it translated.
SCHEMES = (N_("UN index number"), N_("Mission card"), N_("National service number"))


def ending(identifiers: list[Identifier]) -> str:
    """The last four characters of the first identifier: enough to tell people of one name apart."""
    if not identifiers:
        return ""
    value = identifiers[0].value
    return f"…{value[-4:]}" if len(value) > 4 else value


def written(identifier: Identifier) -> str:
    """The identifier in one line."""
    return gettext(
        "%(scheme)s, %(issuer)s: %(value)s",
        scheme=gettext(identifier.scheme),
        issuer=identifier.issuer,
        value=identifier.value,
    )


def holder(scheme: str, issuer: str, value: str) -> Identifier | None:
    """The identifier as recorded, of whomever."""
    statement = sa.select(Identifier).where(
        Identifier.scheme == scheme, Identifier.issuer == issuer, Identifier.value == value
    )
    return read_rows(statement).scalars().first()


def amend_identifier(
    identifier: Identifier,
    scheme: str,
    issuer: str,
    value: str,
    first_day: date | None,
    last_day: date | None,
) -> None:
    """Corrects an identifier."""
    with changing(identifier, Kind.IDENTIFIER_CHANGED, concerns=identifier.person_id):
        identifier.scheme = scheme
        identifier.issuer = issuer
        identifier.value = value
        identifier.first_day = first_day
        identifier.last_day = last_day
    begin_write().flush()


def remove_identifier(identifier: Identifier) -> None:
    """Takes away an identifier that was recorded by mistake."""
    session = begin_write()
    note_act(Kind.IDENTIFIER_REMOVED, concerns=identifier.person_id, before=values_of(identifier))
    session.delete(identifier)
    session.flush()
