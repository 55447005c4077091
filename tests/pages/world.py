"""A world in which everything has happened once, so that each page has something to show.

Awa has learned, passed and been certified, and sits again; a remark of hers was answered; somebody was
invited, two persons were merged.
"""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask

from tests.cast import COURSE
from tests.clock import TODAY
from tests.pages.others import happen_to_others
from tests.pages.unfinished import add, leave_unfinished
from tests.stores import Store


def restore_world(store: Store, stage: tuple[Flask, dict[str, Any]]) -> dict[str, Any]:
    """Puts the world into the database, to which nothing may be connected; returns what `happen` does."""
    from lms.database import db, write_transaction

    app, ids = stage
    if store.has("world"):
        store.restore("world")
        return ids["world"]
    store.restore("stage")
    with app.app_context():
        with write_transaction():
            ids["world"] = happen(ids)
        db.session.remove()
        db.engine.dispose()
    store.keep("world")
    return ids["world"]


def happen(ids: Mapping[str, uuid.UUID]) -> dict[str, object]:
    """Lets it all happen, in an open write transaction; returns what the addresses of pages need."""
    from lms.library import shelf

    shelved = shelf.course(COURSE)
    found = {
        "slug": COURSE,
        "module": shelved.course.modules[0].slug,
        "person_id": ids["awa"],
        "unit_id": ids["u5"],
        "post_id": ids["seat"],
        "posting_id": ids["awa_posting"],
        "requirement_id": ids["requirement"],
        "grant_id": ids["chantal_grant"],
        **_learning(ids["awa"], shelved),
        **_remark(ids),
        **_people(ids),
        **_files(shelved.course),
        **_draft(ids["chantal"]),
    }
    found |= leave_unfinished(ids, shelved, found["attempt_id"])
    found |= happen_to_others(ids, shelved)
    _publish_again(shelved.course)
    return found


def _publish_again(course: Any) -> None:
    """A second edition, of which those are told who completed its first module."""
    from lms.courses.compiling import compile_course
    from lms.courses.source import Source
    from lms.library.edition import newest, publish
    from lms.library.history import Decisions

    edition, module = newest(course.slug), course.modules[0]
    assert edition
    files = edition.files()
    path = f"{module.number:02}-{module.slug}.md"
    files[path] = files[path].replace(b"\n## ", b"\nA sentence more.\n\n## ", 1)
    source = Source(course.slug, files)
    compiled = compile_course(source).course
    assert compiled
    publish(source, compiled, Decisions(told=frozenset({module.slug})))


def _learning(awa: uuid.UUID, shelved: Any) -> dict[str, object]:
    from lms.learning.assessment.attempt import Attempt
    from lms.learning.assessment.drawing import draw, paper_to_rows
    from lms.learning.completing import complete_course, complete_module
    from lms.learning.enrolment import enrol
    from lms.learning.records import UnclaimedAnswers
    from lms.web.clock import now

    course, instant = shelved.course, now()
    enrol(awa, course.slug)
    for module in course.modules:
        complete_module(awa, course, module.slug, shelved.edition, "en")

    def sit(seed: int, submitted: bool) -> uuid.UUID:
        attempt = Attempt(
            person_id=awa,
            course=course.slug,
            edition=shelved.edition,
            paper=paper_to_rows(draw(course.bank, course.draw, {}, seed)),
            seed=seed,
            language="en",
            started_at=instant,
            submitted_at=instant if submitted else None,
        )
        _add(attempt)
        return attempt.id

    ended, running = sit(1, True), sit(2, False)
    completion = complete_course(awa, course, shelved.edition, "en", 95, instant)
    held = UnclaimedAnswers(
        person_id=awa, path=f"/courses/{course.slug}/x", values={"check": ["x"]}, taken_at=instant
    )
    _add(held)
    return {
        "attempt_id": running,
        "ended": ended,
        "completion_id": completion.id,
        "held_id": held.id,
        **_certificate(awa, completion),
    }


def _remark(ids: Mapping[str, uuid.UUID]) -> dict[str, object]:
    from lms.learning.remarks.remarks import Remark

    where = {"course": COURSE, "module": "the-log", "section": "What belongs in a line", "edition": 1}
    remark = Remark(
        person_id=ids["awa"],
        **where,
        language="en",
        reader_language="en",
        text="The map is upside down.",
        taken_at=datetime(2026, 11, 15, 9, 0, tzinfo=UTC),
    )
    _add(remark)
    remark.decide("answered", "It is turned now.", by=ids["chantal"], edition=1)
    return {"remark_id": remark.id}


def _certificate(awa: uuid.UUID, completion: Any) -> dict[str, object]:
    from lms.certificates.issuing import issue
    from lms.certificates.signatories import add_signatory
    from lms.people.person import Person, confirm_name

    words = {"office": "Training Centre", "name": "Gloria Okafor", "title": "Chief"}
    signatory = add_signatory({"en": words, "fr": words}, TODAY - timedelta(days=30))
    confirm_name(_find(Person, Person.id == awa))
    certificate = issue(completion)
    return {"signatory_id": signatory.id, "certificate_id": certificate.id, "number": certificate.number}


def _people(ids: Mapping[str, uuid.UUID]) -> dict[str, object]:
    from lms.people.merging import merge_persons
    from lms.people.person import Identifier, Person, add_person
    from lms.people.shut_answers import shut_earlier_answers
    from lms.people.sign_in.invitations import make_code
    from lms.people.sign_in.letter_kinds import INVITATION
    from lms.postings.posting import open_posting
    from lms.web.mail import Letter, post_letter

    found = {}
    addresses = {"Hamid": "hamid@sorandia.example"}
    for key, name in (("other_id", "Awa Diallo"), ("merged", "Aoua Diallo"), ("invited", "Hamid")):
        person = add_person(name, language="en", email=addresses.get(name), by=ids["elif"])
        open_posting(person.id, ids["u5"], "military", "staff_officer", "Planner", TODAY, by=ids["elif"])
        found[key] = person
    merged = merge_persons(_find(Person, Person.id == ids["awa"]), found["merged"], by=ids["elif"])
    shut_earlier_answers(ids["bruno"], made_by=ids["elif"])
    post_letter(INVITATION, found["invited"].id, "hamid@sorandia.example", "en")
    return {
        "other_id": found["other_id"].id,
        "merge_id": merged.id,
        "shut": ids["bruno"],
        **_private_address(ids["awa"]),
        **_second_factors(ids),
        "code": make_code(found["invited"].id, "invite", by=ids["elif"]),
        "letter_id": _find(Letter, Letter.kind == INVITATION.name).id,
        "identifier_id": _find(Identifier, Identifier.person_id == ids["awa"]).id,
    }


def _second_factors(ids: Mapping[str, uuid.UUID]) -> dict[str, object]:
    """Bruno has one, and Chantal has begun to set one up."""
    from lms.people.second_factor.factor import begin_factor, confirm_factor
    from lms.people.second_factor.recovery_codes import make_recovery_codes

    for name in ("bruno", "chantal"):
        begin_factor(ids[name])
    confirm_factor(ids["bruno"])
    make_recovery_codes(ids["bruno"])
    return {}


def _private_address(person_id: uuid.UUID) -> dict[str, object]:
    """Awa gives a private address, and asks at one that she has confirmed for a link to her certificates."""
    from lms.certificates.leaving.links import LETTER
    from lms.people.account.private_address import PrivateAddress, give_private_address
    from lms.web.clock import now
    from lms.web.mail import Letter, post_letter
    from tests.letters import CODE

    give_private_address(person_id, "awa@home.example", "en")
    confirmed = "awa@another-home.example"
    add(PrivateAddress(person_id=person_id, address=confirmed, taken_at=now(), confirmed_at=now()))
    post_letter(LETTER, person_id, confirmed, "en")
    codes = {}
    for name, kind in (("private_code", "private-address"), ("certificates_code", "certificates")):
        text = _find(Letter, Letter.kind == kind).text()
        codes[name] = CODE.search(text)[0]
    return codes


def _files(course: Any) -> dict[str, object]:
    path, digest = next(iter(course.media.items()))
    return {"sha256": digest, "name": path.rsplit("/", 1)[-1], "picture": path}


def _draft(chantal: uuid.UUID) -> dict[str, object]:
    """A draft of the course with a mistake in it."""
    from lms.authoring.draft import drafts

    path = "02-the-signs.md"
    text = (
        drafts.source_of(COURSE).files[path] + b"\n### A section ::: with a mistake\n\n![](media/none.svg)\n"
    )
    drafts.save(COURSE, path, text, drafts.files_or_404(COURSE)[path], chantal)
    return {"path": path, "translated": "02-the-signs.fr.md", "untranslated": "10-not-translated.fr.md"}


def _add(row: Any) -> None:
    from lms.database import begin_write, new_id

    row.id = new_id()
    begin_write().add(row)
    begin_write().flush()


def _find(model: Any, condition: Any) -> Any:
    from lms.database import read_rows

    return read_rows(sa.select(model).where(condition)).scalars().first()
