"""Undoing a merge takes along what was made on what goes back; a certificate issued meanwhile is revoked."""

import sqlalchemy as sa

from lms.certificates.records import Certificate, Revocation
from lms.database import Model, db
from lms.learning.records import Completion, Response
from lms.people.belongings import hanging
from lms.people.merging import Merge
from tests.cast import COURSE


def apart(app):
    """The rows that are another's than the row that they hang on, by table."""
    found = []
    with app.app_context():
        tables = Model.metadata.tables
        for owner, column, name in hanging():
            parent = tables[name].alias()
            whose = parent.c[owner.name]
            statement = (
                sa.select(owner.table.c.id)
                .join(parent, column == parent.c.id)
                .where(owner != whose, owner.is_not(None))
            )
            found += [(owner.table.name, row) for row in db.session.scalars(statement)]
    return found


def merge(elif_, kept, merged, rows):
    elif_.post(f"/people/{kept}/merge/{merged}", data={"reason": "One person"}, status=303)
    return rows(Merge)[0].id


def test_a_certificate_for_somebody_who_never_learnt(elif_, client, complete, rename, cast, rows, app):
    """As it was tried: merge, issue, undo."""
    completion_id = complete("awa")
    rename("bruno", "Bruno Keller")
    merge_id = merge(elif_, cast.bruno, cast.awa, rows)
    bruno = client.as_("bruno", "en")
    bruno.post(f"/certificates/{completion_id}", status=303)
    (certificate,) = rows(Certificate)
    verify = f"/verify/{certificate.number}"
    assert "Valid" in client.get(verify).page.main
    elif_.post(f"/merges/{merge_id}/undo", status=303)
    assert apart(app) == []
    (revocation,) = rows(Revocation)
    assert (revocation.certificate_id, revocation.merge_id) == (certificate.id, merge_id)
    assert revocation.by == cast.elif_
    page = client.get(verify).page.main
    assert "Revoked" in page
    assert "holds today" not in page
    bruno.get(f"/certificates/{certificate.id}/file.pdf", status=404)
    register = elif_.get(f"/certificates/numbers/{certificate.number}", status=200).page.main
    assert "issued while two records were taken for one person" in register


def test_its_owner_gets_one_of_their_own_afterwards(elif_, client, complete, rename, cast, rows):
    completion_id = complete("awa")
    rename("bruno", "Bruno Keller")
    rename("awa", "Awa Diallo")
    merge_id = merge(elif_, cast.bruno, cast.awa, rows)
    client.as_("bruno", "en").post(f"/certificates/{completion_id}", status=303)
    elif_.post(f"/merges/{merge_id}/undo", status=303)
    awa = client.as_("awa")
    assert "ready to be issued" in awa.get("/").page.main
    assert "Bruno" not in awa.get(f"/certificates/{completion_id}", status=200).page.main
    awa.post(f"/certificates/{completion_id}", status=303)
    revoked = {row.certificate_id for row in rows(Revocation)}
    (standing,) = [one for one in rows(Certificate) if one.id not in revoked]
    assert (standing.person_id, standing.printed["name"]) == (cast.awa, "Awa Diallo")


def test_one_that_was_issued_before_goes_back_valid(elif_, client, complete, rename, cast, rows):
    completion_id = complete("awa")
    rename("awa", "Awa Diallo")
    client.as_("awa").post(f"/certificates/{completion_id}", status=303)
    merge_id = merge(elif_, cast.bruno, cast.awa, rows)
    elif_.post(f"/merges/{merge_id}/undo", status=303)
    assert rows(Revocation) == []
    (certificate,) = rows(Certificate)
    assert certificate.person_id == cast.awa
    assert "Valid" in client.get(f"/verify/{certificate.number}").page.main


def test_what_was_earned_otherwise_meanwhile_stays(elif_, client, complete, rename, cast, rows, app):
    complete("awa")
    rename("bruno", "Bruno Keller")
    merge_id = merge(elif_, cast.bruno, cast.awa, rows)
    own = complete("bruno")
    bruno = client.as_("bruno", "en")
    bruno.post(f"/certificates/{own}", status=303)
    elif_.post(f"/merges/{merge_id}/undo", status=303)
    assert rows(Revocation) == []
    assert rows(Certificate)[0].person_id == cast.bruno
    assert apart(app) == []
    bruno.get(f"/certificates/{own}", status=200)


def test_an_attempt_that_was_passed_meanwhile(elif_, client, cast, rows, app, inside):
    """Awa began it, Bruno submits it while the two are one, and passes: all of it goes back to Awa."""
    from lms.learning.completing import complete_module
    from lms.learning.enrolment import enrol
    from lms.library import shelf

    with app.app_context():
        course = shelf.course(COURSE).course
    with inside():
        enrol(cast.awa, COURSE)
        for module in course.modules:
            complete_module(cast.awa, course, module.slug, 1, "en")
    paper = client.as_("awa").post(f"/courses/{COURSE}/assessment", status=303).location
    merge_id = merge(elif_, cast.bruno, cast.awa, rows)
    bruno = client.as_("bruno", "en")
    page = bruno.get(paper, status=200).page
    names = {field.get("name")[2:] for field in page.all("input") if field.get("name", "").startswith("q-")}
    right = {f"q-{name}": [str(one) for one in course.question(name).key] for name in names}
    bruno.submit(page, id="paper", **{name.replace("-", "__"): value for name, value in right.items()})
    bruno.post(f"{paper}/submit", data={"act": "submit"}, status=303)
    (completion,) = rows(Completion, Completion.module.is_(None))
    assert completion.person_id == cast.bruno
    elif_.post(f"/merges/{merge_id}/undo", status=303)
    assert {response.person_id for response in rows(Response)} == {cast.awa}
    (completion,) = rows(Completion, Completion.module.is_(None))
    assert completion.person_id == cast.awa
    assert apart(app) == []


def test_a_role_given_for_a_posting_goes_with_it(elif_, cast, rows, app, inside, clock):
    from lms.people.roles.grants import Grant, give_role
    from lms.postings.posting import Posting

    merge_id = merge(elif_, cast.bruno, cast.awa, rows)
    (posting,) = rows(Posting, Posting.id == cast["awa_posting"])
    with inside():
        give_role("trainer", cast.bruno, None, clock.today, by=cast.elif_, posting_id=posting.id)
    elif_.post(f"/merges/{merge_id}/undo", status=303)
    assert [grant.person_id for grant in rows(Grant, Grant.posting_id == posting.id)] == [cast.awa]
    assert apart(app) == []
