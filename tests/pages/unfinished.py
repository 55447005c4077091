"""What is still to be done in the world, so that every form that does it is shown to somebody.

A certificate waits to be issued, an assessment to be begun, answers to be sent, a draft to be published; an
account is closed, and two accounts in use may be merged.
"""

import uuid
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from tests.cast import COURSE
from tests.clock import TODAY

WELL = "the-well"
SETTINGS = b"""---
code: TEST-2
title: A well beside the pump
summary: A second course, small, of which somebody writes the next edition.
language: en
minutes: 5
audience: [civilian]
objectives:
  look: Look into the well
---

It has one module.
"""
MODULE = b"""# The well

## Water

Water stands in it.

::: question water objective=look

What stands in it?

- [x] Water
- [ ] Sand

:::
"""
FILES = {"course.md": SETTINGS, "01-the-well.md": MODULE}
KEY_AND_WORDS = (
    (b"[x] Water", b"[ ] Water"),
    (b"[ ] Sand", b"[x] Sand"),
    (b"Water stands", b"Much sand stands"),
)


def leave_unfinished(ids: Mapping[str, uuid.UUID], shelved: Any, running: uuid.UUID) -> dict[str, object]:
    """Leaves it to be done; `unfinished` are the addresses of the pages that show the forms."""
    learn(ids["dmitri"], shelved)
    learn(ids["elif"], shelved)
    found = {
        "dmitri_completion": _pass(ids["dmitri"], shelved),
        "used_code": _used_link(ids["awa"]),
        "held_lesson": _keep_answers(ids["awa"], running),
        **_records(ids),
    }
    _begin_edition(ids["chantal"])
    pages = [
        f"/certificates/{found['dmitri_completion']}",
        f"/courses/{COURSE}/assessment",
        "/held",
        f"/authoring/{WELL}/publish",
        f"/authoring/{COURSE}/translations/10-not-translated.fr.md",
        f"/my-certificates/{found['used_code']}",
        f"/grants/{found['stand_in']}/end",
        f"/people/{found['noor']}",
        f"/people/{found['karim']}",
        f"/people/{ids['awa']}/merge/{found['namesake']}",
    ]
    return {**found, "unfinished": pages}


def learn(person: uuid.UUID, shelved: Any) -> None:
    """Completes all modules of the test course."""
    from lms.learning.completing import complete_module
    from lms.learning.enrolment import enrol

    enrol(person, COURSE)
    for module in shelved.course.modules:
        complete_module(person, shelved.course, module.slug, shelved.edition, "en")


def add(row: Any) -> Any:
    """Records a row that has no verb of its own here, and returns it with its id."""
    from lms.database import begin_write, new_id

    row.id = new_id()
    begin_write().add(row)
    begin_write().flush()
    return row


def _pass(person_id: uuid.UUID, shelved: Any) -> uuid.UUID:
    from lms.database import db
    from lms.learning.completing import complete_course
    from lms.people.person import Person, confirm_name
    from lms.web.clock import now

    confirm_name(db.session.get_one(Person, person_id))
    return complete_course(person_id, shelved.course, shelved.edition, "en", 85, now()).id


def _keep_answers(awa: uuid.UUID, running: uuid.UUID) -> uuid.UUID:
    """Answers of a lesson, of a paper, and a remark, which came while she was signed out.

    Returns the id of the first.
    """
    from lms.database import new_id
    from lms.learning.records import UnclaimedAnswers
    from lms.web.clock import now

    lesson = f"/courses/{COURSE}/the-log"
    remark = {"remark": ["It drips."], "section": [""], "edition": ["1"], "key": [str(new_id())]}
    kept = []
    for path, values in (
        (lesson, {"check": ["better-line"], "q-better-line": ["2"]}),
        (f"/attempts/{running}", {"act": ["save"]}),
        (f"{lesson}/remark", remark),
    ):
        kept.append(add(UnclaimedAnswers(person_id=awa, path=path, values=values, taken_at=now())))
    return kept[0].id


def _begin_edition(chantal: uuid.UUID) -> None:
    """A small course, and a draft of it in which a key and most words are others."""
    from lms.authoring.draft import drafts
    from lms.courses.compiling import compile_course
    from lms.courses.source import Source
    from lms.library.edition import publish

    source = Source(WELL, FILES)
    compiled = compile_course(source)
    assert compiled.course, compiled.problems
    publish(source, compiled.course)
    changed = MODULE
    for before, after in KEY_AND_WORDS:
        changed = changed.replace(before, after)
    drafts.save(WELL, "01-the-well.md", changed, drafts.files_or_404(WELL)["01-the-well.md"], chantal)


def _used_link(awa: uuid.UUID) -> str:
    """The code of a link to her certificates that she has just used."""
    from lms.certificates.leaving.links import LETTER, link_of, use_link
    from lms.database import read_rows
    from lms.people.account.private_address import PrivateAddress
    from lms.web.clock import now
    from lms.web.mail import Letter, post_letter
    from tests.letters import CODE

    address = "awa@a-third-home.example"
    add(PrivateAddress(person_id=awa, address=address, taken_at=now(), confirmed_at=now()))
    post_letter(LETTER, awa, address, "en")
    letter = read_rows(sa.select(Letter).where(Letter.address == address)).scalars().one()
    code = CODE.search(letter.text())[0]
    use_link(link_of(code))
    return code


def _records(ids: Mapping[str, uuid.UUID]) -> dict[str, object]:
    """Noor stands in for Farid and has no password, Karim's account is closed, and a namesake may be Awa."""
    from lms.people.person import add_person
    from lms.people.roles.grants import give_role
    from lms.people.sign_in.closing import close_account
    from lms.postings.posting import open_posting

    people = {}
    for key, name in (("noor", "Noor Haddad"), ("karim", "Karim Saleh"), ("namesake", "Awa Diallo Ndiaye")):
        person = add_person(name, language="en", email=f"{key}@force.example", by=ids["elif"])
        open_posting(person.id, ids["u5"], "military", "staff_officer", "Planner", TODAY, by=ids["elif"])
        people[key] = person
    people["namesake"].password_hash = "never to be matched"
    stand_in = give_role("focal_point", people["noor"].id, ids["u5"], TODAY, by=ids["farid"])
    by_office = give_role("focal_point", people["karim"].id, ids["u5"], TODAY, by=ids["elif"])
    close_account(people["karim"].id, by=ids["elif"], reason="Left the mission")
    found = {key: person.id for key, person in people.items()}
    return {**found, "stand_in": stand_in.id, "by_office": by_office.id}
