"""What is still to be done in the world, so that every form that does it is shown to somebody.

A certificate waits to be issued, an assessment to be begun, answers to be sent, a draft to be published; an
account is closed, and two accounts in use may be merged.
"""

import uuid
from collections.abc import Mapping
from typing import Any

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


def leave_unfinished(ids: Mapping[str, uuid.UUID], shelved: Any, running: uuid.UUID) -> list[str]:
    """Leaves it to be done; returns the addresses of the pages that show the forms: not all are linked."""
    _learn(ids["dmitri"], shelved)
    completion = _pass(ids["dmitri"], shelved)
    _learn(ids["elif"], shelved)
    _keep_answers(ids["awa"], running)
    _begin_edition(ids["chantal"])
    return [
        f"/certificates/{completion}",
        f"/courses/{COURSE}/assessment",
        "/held",
        f"/authoring/{WELL}/publish",
        f"/authoring/{COURSE}/translations/10-not-translated.fr.md",
        f"/my-certificates/{_used_link(ids['awa'])}",
        *_records(ids),
    ]


def _learn(person: uuid.UUID, shelved: Any) -> None:
    from lms.learning.completing import complete_module
    from lms.learning.enrolment import enrol

    enrol(person, COURSE)
    for module in shelved.course.modules:
        complete_module(person, shelved.course, module.slug, shelved.edition, "en")


def _pass(person_id: uuid.UUID, shelved: Any) -> uuid.UUID:
    from lms.database import db
    from lms.learning.completing import complete_course
    from lms.people.person import Person, confirm_name
    from lms.web.clock import now

    confirm_name(db.session.get_one(Person, person_id))
    return complete_course(person_id, shelved.course, shelved.edition, "en", 85, now()).id


def _keep_answers(awa: uuid.UUID, running: uuid.UUID) -> None:
    """Answers of a lesson, of a paper, and a remark, which came while she was signed out."""
    from lms.database import begin_write, new_id
    from lms.learning.records import UnclaimedAnswers
    from lms.web.clock import now

    lesson = f"/courses/{COURSE}/the-log"
    remark = {"remark": ["It drips."], "section": [""], "edition": ["1"], "key": [str(new_id())]}
    for path, values in (
        (lesson, {"check": ["better-line"], "q-better-line": ["2"]}),
        (f"/attempts/{running}", {"act": ["save"]}),
        (f"{lesson}/remark", remark),
    ):
        begin_write().add(UnclaimedAnswers(person_id=awa, path=path, values=values, taken_at=now()))


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
    import sqlalchemy as sa

    from lms.certificates.leaving import LETTER, link_of, use_link
    from lms.database import read_rows
    from lms.web.mail import Letter, post_letter
    from tests.letters import CODE

    address = "awa@another-home.example"
    post_letter(LETTER, awa, address, "en")
    letter = read_rows(sa.select(Letter).where(Letter.address == address)).scalars().one()
    code = CODE.search(letter.text())[0]
    use_link(link_of(code))
    return code


def _records(ids: Mapping[str, uuid.UUID]) -> list[str]:
    """Records of people: one who stands in and has no password, one whose account is closed, two who may be
    one.
    """
    from lms.people.person import add_person
    from lms.people.roles.grants import give_role
    from lms.people.sign_in.closing import close_account
    from lms.postings.posting import open_posting

    found = {}
    for name in ("Noor Haddad", "Karim Saleh", "Awa Diallo Ndiaye"):
        address = name.split()[0].lower() + "@force.example"
        person = add_person(name, language="en", email=address, by=ids["elif"])
        open_posting(person.id, ids["u5"], "military", "staff_officer", "Planner", TODAY, by=ids["elif"])
        found[name] = person
    close_account(found["Karim Saleh"].id, by=ids["elif"], reason="Left the mission")
    stand_in = give_role("focal_point", found["Noor Haddad"].id, ids["u5"], TODAY, by=ids["farid"])
    found["Awa Diallo Ndiaye"].password_hash = "never to be matched"
    return [
        f"/grants/{stand_in.id}/end",
        f"/people/{found['Noor Haddad'].id}",
        f"/people/{found['Karim Saleh'].id}",
        f"/people/{ids['awa']}/merge/{found['Awa Diallo Ndiaye'].id}",
    ]
