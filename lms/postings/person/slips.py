"""Slips: a printed piece of paper that lets one person join. Eight to a sheet."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import segno
import sqlalchemy as sa
from flask import url_for
from markupsafe import Markup

from lms.database import read_rows
from lms.people.codes import new_code
from lms.people.person import Person
from lms.people.sign_in.invitations import Invitation
from lms.web.addresses import outside
from lms.web.clock import now
from lms.web.languages import N_, catalogue

TO_A_SHEET = 8
SIGN_IN_NAME = N_("Sign-in name")
CODE = N_("One-time code")
LINES = (
    N_("Scan the square, or open %(address)s and type the code."),
    N_("Choose a password. From then on, sign in with your sign-in name."),
    N_("The code works once, for 30 days. Keep this slip to yourself."),
)


@dataclass(frozen=True, slots=True)
class Slip:
    """What one person is handed, in their language."""

    person_id: uuid.UUID
    name: str
    keys: tuple[tuple[str, str], ...]
    code: str
    square: Markup
    language: str
    lines: tuple[str, ...]


def square(link: str) -> Markup:
    """The link as a QR code, drawn into the page, so that nothing is loaded while it prints."""
    code = segno.make(link, error="m", micro=False)
    svg = code.svg_inline(omitsize=True, border=2, svgclass="slip-square")
    hidden = svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    return Markup(hidden)  # noqa: S704 - bars only, nothing that a person wrote


def slip_for(person: Person) -> Slip:
    """A slip with a new code, in the language of whoever is handed it. The code is yet to be recorded.

    It says neither where they serve nor when they arrive: slips get lost.
    """
    words = catalogue(person.language)
    code = new_code()
    address = outside(url_for("sign_in.join"))
    return Slip(
        person_id=person.id,
        name=person.name,
        keys=((words.gettext(SIGN_IN_NAME), person.sign_in_name), (words.gettext(CODE), code)),
        code=code,
        square=square(outside(url_for("sign_in.join_with", code=code))),
        language=person.language,
        lines=tuple(words.gettext(line) % {"address": address} for line in LINES),
    )


def sheets(slips: Sequence[Slip]) -> list[Sequence[Slip]]:
    """The slips, eight to a sheet."""
    return [slips[start : start + TO_A_SHEET] for start in range(0, len(slips), TO_A_SHEET)]


def with_open_code(where: sa.ColumnElement[bool]) -> dict[uuid.UUID, datetime]:
    """Since when each of these people has a code that still works, as far as they have one."""
    statement = (
        sa.select(Invitation.person_id, sa.func.max(Invitation.made_at).label("since"))
        .join(Person, Person.id == Invitation.person_id)
        .where(where, Invitation.purpose == "invite")
        .where(Invitation.used_at.is_(None), Invitation.expires_at > now())
        .group_by(Invitation.person_id)
    )
    return {row.person_id: row.since for row in read_rows(statement)}
