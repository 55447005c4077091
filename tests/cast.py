"""The cast: who plays in the tests, where they serve, and what they may do.

Awa learns in Sorandia, Bruno learns elsewhere, Chantal trains, Dmitri supervises one unit, Farid is its
focal point, Elif administers.
"""

import uuid
from datetime import timedelta
from pathlib import Path

from werkzeug.security import generate_password_hash

from tests.clock import TODAY

QUICK = "scrypt:1024:8:1"
PASSWORD = "a long walk to Lissa"
COURSE = "test-course"
NAMES = {
    "awa": "Awa Diallo",
    "bruno": "Bruno Keller",
    "chantal": "Chantal Moreau",
    "dmitri": "Dmitri Orlov",
    "farid": "Farid Rahmani",
    "elif": "Elif Demir",
}
ROLES = {"chantal": "trainer", "dmitri": "supervisor", "farid": "focal_point", "elif": "administrator"}


class Cast:
    """The ids of the people and units: cast.awa, cast["elif"], cast.u5."""

    def __init__(self, ids: dict[str, uuid.UUID]) -> None:
        self._ids = ids

    def __getitem__(self, name: str) -> uuid.UUID:
        return self._ids[name]

    def __getattr__(self, name: str) -> uuid.UUID:
        try:
            return self._ids[name.rstrip("_")]
        except KeyError:
            raise AttributeError(name) from None


def call() -> dict[str, uuid.UUID]:
    """Records the cast; the caller has opened a write transaction."""
    ids = _units()
    ids |= _people()
    _postings(ids)
    _grants(ids)
    return ids


def _units() -> dict[str, uuid.UUID]:
    from lms.people.units import add_unit

    ids: dict[str, uuid.UUID] = {}
    for name, code, english, french, parent, zone in (
        ("sorandia", "SOR", "Mission in Sorandia", "Mission en Sorandia", None, "Africa/Bangui"),
        ("force", "SOR-FHQ", "Force Headquarters", "Quartier général de la Force", "sorandia", None),
        ("u5", "SOR-U5", "U5 Plans", "U5 Plans", "force", None),
        ("police", "SOR-POL", "Police", "Police", "sorandia", None),
        ("training", "SOR-TRG", "Training Centre", "Centre de formation", "sorandia", None),
        ("elsewhere", "OTH", "Mission elsewhere", "Mission ailleurs", None, "Asia/Beirut"),
        ("civil", "OTH-CIV", "Civil Affairs", "Affaires civiles", "elsewhere", None),
    ):
        above = ids[parent] if parent else None
        ids[name] = add_unit(code, {"en": english, "fr": french}, above, zone).id
    return ids


def _people() -> dict[str, uuid.UUID]:
    from lms.people.addresses import confirm_address
    from lms.people.person import add_identifier, add_person

    quick = generate_password_hash(PASSWORD, method=QUICK)
    ids = {}
    for number, (sign_in_name, name) in enumerate(NAMES.items(), 1):
        person = add_person(
            name,
            language="fr" if sign_in_name == "bruno" else "en",
            sign_in_name=sign_in_name,
            email=f"{sign_in_name}@sorandia.example",
        )
        person.password_hash = quick
        confirm_address(person.id, person.email)
        add_identifier(person, "UN index number", "UN", f"00{number}4711")
        ids[sign_in_name] = person.id
    return ids


def _postings(ids: dict[str, uuid.UUID]) -> None:
    from lms.postings.due.requirement import require
    from lms.postings.posting import open_posting
    from lms.postings.posts import add_post

    seat = add_post(ids["u5"], "SOR-U5-03", "Plans officer")
    since = TODAY - timedelta(days=10)
    for name, unit, component, category, function in (
        ("awa", "u5", "military", "staff_officer", "Plans officer"),
        ("bruno", "civil", "civilian", "international", "Civil affairs officer"),
        ("chantal", "training", "civilian", "international", "Training officer"),
        ("dmitri", "force", "military", "staff_officer", "Chief of staff"),
        ("farid", "u5", "military", "staff_officer", "Training officer"),
        ("elif", "sorandia", "civilian", "international", "Learning systems officer"),
    ):
        mine = name == "awa"
        posting = open_posting(
            ids[name],
            ids[unit],
            component,
            category,
            function,
            since,
            since + timedelta(days=180) if mine else None,
            end_kind="rotation" if mine else "open",
            post_id=seat.id if mine else None,
        )
        ids[f"{name}_posting"] = posting.id
    ids["seat"] = seat.id
    ids["requirement"] = require(ids["sorandia"], COURSE, 30, TODAY - timedelta(days=100)).id


def _grants(ids: dict[str, uuid.UUID]) -> None:
    from lms.people.roles.grants import OVER_A_UNIT, give_role

    for name, role in ROLES.items():
        unit = ids["u5"] if role in OVER_A_UNIT else None
        tied = ids["farid_posting"] if name == "farid" else None
        grant = give_role(role, ids[name], unit, TODAY - timedelta(days=10), by=None, posting_id=tied)
        ids[f"{name}_grant"] = grant.id


def publish_course(folder: Path) -> None:
    """Publishes the test course as its first edition; the caller has opened a write transaction."""
    from lms.courses.compiling import compile_course
    from lms.courses.source import Source, read_folder
    from lms.library.edition import publish

    source = Source(COURSE, read_folder(folder).files)
    compiled = compile_course(source)
    if compiled.course is None:
        raise AssertionError("\n".join(str(problem) for problem in compiled.problems))
    publish(source, compiled.course)
