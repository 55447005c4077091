"""What belongs to others in the world, beside what is Awa's: for those who try an id that is not theirs."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from tests.cast import COURSE
from tests.clock import TODAY

UNSEEN = "not-yet-published"
PICTURE = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"


def happen_to_others(ids: Mapping[str, uuid.UUID], shelved: Any) -> dict[str, object]:
    """Farid has learned as Awa has, Bruno's records were merged, and a course is not yet published.

    Rami is invited and serves where Bruno does.
    """
    return {
        **_learning(ids["farid"], shelved),
        **_remark(ids["farid"]),
        **_records(ids),
        **_draft(ids["chantal"]),
    }


def _learning(farid: uuid.UUID, shelved: Any) -> dict[str, object]:
    from lms.certificates.issuing import issue
    from lms.database import db
    from lms.learning.completing import complete_course
    from lms.learning.records import UnclaimedAnswers
    from lms.people.person import Person, confirm_name
    from lms.web.clock import now
    from tests.pages.unfinished import add, learn

    learn(farid, shelved)
    ended = _sit(farid, shelved, submitted=True)
    running = _sit(farid, shelved, submitted=False)
    completion = complete_course(farid, shelved.course, shelved.edition, "en", 90, now())
    confirm_name(db.session.get_one(Person, farid))
    certificate = issue(completion)
    values = {"check": ["better-line"], "q-better-line": ["2"]}
    lesson = f"/courses/{COURSE}/the-log"
    held = add(UnclaimedAnswers(person_id=farid, path=lesson, values=values, taken_at=now()))
    return {
        "farid_ended": ended.id,
        "farid_running": running.id,
        "farid_completion": completion.id,
        "farid_certificate": certificate.id,
        "farid_number": certificate.number,
        "farid_held": held.id,
    }


def _sit(person_id: uuid.UUID, shelved: Any, *, submitted: bool) -> Any:
    from lms.learning.assessment.attempt import Attempt
    from lms.learning.assessment.drawing import draw, paper_to_rows
    from lms.web.clock import now
    from tests.pages.unfinished import add

    course = shelved.course
    attempt = Attempt(
        person_id=person_id,
        course=course.slug,
        edition=shelved.edition,
        paper=paper_to_rows(draw(course.bank, course.draw, {}, 3)),
        seed=3,
        language="en",
        started_at=now(),
        submitted_at=now() if submitted else None,
    )
    return add(attempt)


def _remark(farid: uuid.UUID) -> dict[str, object]:
    from lms.learning.remarks.remarks import Remark
    from lms.web.clock import now
    from tests.pages.unfinished import add

    remark = Remark(
        person_id=farid,
        course=COURSE,
        module="the-log",
        section=None,
        edition=1,
        language="en",
        reader_language="en",
        text="The pump is painted in another colour now.",
        taken_at=now(),
    )
    return {"farid_remark": add(remark).id}


def _records(ids: Mapping[str, uuid.UUID]) -> dict[str, object]:
    from lms.database import db
    from lms.people.merging import merge_persons
    from lms.people.person import Person, add_person
    from lms.postings.posting import open_posting

    twin = add_person("Bruno Kellerr", language="fr", by=ids["elif"])
    merge = merge_persons(db.session.get_one(Person, ids["bruno"]), twin, by=ids["elif"])
    past = open_posting(
        ids["awa"],
        ids["civil"],
        "civilian",
        "international",
        "Civil affairs officer",
        TODAY - timedelta(days=400),
        TODAY - timedelta(days=300),
        end_kind="rotation",
        by=ids["elif"],
    )
    rami = add_person("Rami Khoury", language="en", email="rami@force.example", by=ids["elif"])
    open_posting(rami.id, ids["civil"], "civilian", "international", "Planner", TODAY, by=ids["elif"])
    identifiers = {f"{name}_identifier": _identifier(ids[name]) for name in ("bruno", "farid", "elif")}
    return {"bruno_merge": merge.id, "awa_past_posting": past.id, "rami": rami.id, **identifiers}


def _identifier(person_id: uuid.UUID) -> uuid.UUID:
    from lms.database import read_rows
    from lms.people.person import Identifier

    return read_rows(sa.select(Identifier.id).where(Identifier.person_id == person_id)).scalars().one()


def _draft(chantal: uuid.UUID) -> dict[str, object]:
    """A course that exists only as a draft, with a picture that no edition has."""
    from lms.authoring.draft import drafts
    from lms.library.edition import digest
    from tests.pages.unfinished import MODULE, SETTINGS

    files = {
        "course.md": SETTINGS.replace(b"TEST-2", b"TEST-3"),
        "01-the-well.md": MODULE,
        "media/unseen.gif": PICTURE,
    }
    drafts.begin_course(UNSEEN, files, chantal)
    return {
        "unseen": UNSEEN,
        "unseen_module": "the-well",
        "unseen_sha256": digest(PICTURE),
        "unseen_picture": "unseen.gif",
    }
