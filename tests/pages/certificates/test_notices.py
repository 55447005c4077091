"""What my learning tells of certificates: one to be issued, one that was revoked."""

from datetime import timedelta

import pytest

from tests.cast import COURSE
from tests.clock import TODAY

NAMED = "Issue the certificate of 16 November 2026"
UNNAMED = "Confirm your name for the certificate of 16 November 2026"
REVOKED = "Revoked certificate of 16 November 2026"
ISSUED = "Certificate of 16 November 2026"


def path(completion) -> str:
    return f"/certificates/{completion}"


@pytest.fixture
def revoked(issued, inside, cast, clock):
    """`revoked("awa")` has her certificate issued, and revoked two days later; gives the completion."""
    from lms.certificates.replacing import revoke

    def done(who: str, **more):
        completion, number, _ = issued(who, **more)
        clock.move(days=2)
        with inside():
            revoke(number, "Issued to the wrong person", by=cast.elif_)
        return completion

    return done


def test_the_first_thing_to_do_is_to_have_it_issued(awa, complete, rename):
    completion = complete("awa")
    rename("awa")
    page = awa.get("/", status=200).page
    assert f"Do this now {NAMED} Your certificate for TEST-1 is ready to be issued." in page.main
    assert page.links["To my certificate"] == page.links[NAMED] == path(completion)
    assert "Nothing to do now" not in page.main
    assert "Coming up" not in page.main
    assert awa.get(f"/courses/{COURSE}").page.links[NAMED] == path(completion)
    awa.post(path(completion), status=303)
    page = awa.get("/", status=200).page
    assert "Nothing to do now" in page.main
    assert "is ready to be issued" not in page.main
    assert page.links[ISSUED] == path(completion)
    assert awa.get(f"/courses/{COURSE}").page.links["My certificate"] == path(completion)


def test_before_the_name_is_confirmed_that_is_what_there_is_to_do(awa, complete):
    completion = complete("awa")
    page = awa.get("/", status=200).page
    assert "can be issued once you have confirmed your name." in page.main
    assert page.links[UNNAMED] == path(completion)
    assert awa.get(f"/courses/{COURSE}").page.links[UNNAMED] == path(completion)


def test_a_name_that_was_corrected_is_to_be_confirmed(awa, complete, rename):
    complete("awa")
    rename("awa")
    rename("awa", "Awa Sy", confirmed=False)
    assert UNNAMED in awa.get("/", status=200).page.links


def test_what_is_required_comes_before_it(awa, complete, rename, clock):
    """A course that expires soon is the first thing to do; the certificate is named below."""
    rename("awa")
    complete("awa", expires_on=TODAY + timedelta(days=20))
    page = awa.get("/", status=200).page
    assert "Do this now Begin TEST-1" in page.main
    assert "Coming up Your certificate for TEST-1 is ready to be issued." in page.main


def test_of_two_the_other_is_coming_up(awa, complete, rename):
    rename("awa")
    complete("awa")
    complete("awa", day=TODAY + timedelta(days=1))
    page = awa.get("/", status=200).page
    assert page.main.count("is ready to be issued") == 2
    assert {NAMED, NAMED.replace("16", "17")} <= page.links.keys()


def test_one_that_was_revoked_is_named(awa, client, revoked):
    completion = revoked("awa")
    page = awa.get("/", status=200).page
    assert "Nothing to do now" in page.main
    notice = (
        "Your certificate for TEST-1 was revoked on 18 November 2026. You hold the course all the same. Ask "
    )
    assert notice in page.main
    assert page.links[REVOKED] == page.links["To my certificate"] == path(completion)
    assert ISSUED not in page.links
    assert awa.get(f"/courses/{COURSE}").page.links[REVOKED] == path(completion)
    assert "révoquée le 18 novembre 2026" in client.as_("awa", "fr").get("/").page.main


def test_who_it_was_revoked_from_counts_as_complete(awa, dmitri, revoked, clock):
    """To hold a course is to have completed it, and no certificate says otherwise."""
    revoked("awa")
    assert "until 15 November 2028" in awa.get("/").page.main
    assert "You hold this course" in awa.get(f"/courses/{COURSE}").page.main
    report = dmitri.get(f"/reports?course={COURSE}&state=complete").page
    assert "Awa Diallo" in report.main


def test_who_revokes_it_is_told_so_before(elif_, issued):
    _, number, _ = issued("awa")
    page = elif_.get(f"/certificates/numbers/{number}/revoke", status=200).page
    assert "The course stays completed" in page.main


def test_one_that_was_replaced_is_not_told_of(awa, issued, rename):
    completion, _, _ = issued("awa")
    rename("awa", "Awa Sy")
    awa.post(path(completion), data={"act": "replace"}, status=303)
    page = awa.get("/", status=200).page
    assert "Nothing to do now" in page.main
    assert page.links[ISSUED] == path(completion)


def test_of_what_has_expired_only_the_link_speaks(awa, revoked, complete, clock):
    lost = revoked("awa", expires_on=TODAY + timedelta(days=3))
    complete("awa", day=TODAY + timedelta(days=1), expires_on=TODAY + timedelta(days=3))
    clock.move(days=2)
    page = awa.get("/", status=200).page
    assert "Coming up" not in page.main
    assert page.links[REVOKED] == path(lost)
    assert NAMED.replace("16", "17") in page.links


def test_my_learning_is_silent_about_the_rest(awa, complete, clock):
    complete("awa", module="the-log")
    complete("awa", how="prior")
    complete("awa", expires_on=TODAY + timedelta(days=1))
    clock.move(days=2)
    words = awa.get("/", status=200).page.main
    assert "To my certificate" not in words
    assert "can be issued" not in words


def test_another_is_told_nothing(client, complete, revoked):
    complete("awa")
    revoked("awa")
    assert "Coming up" not in client.as_("bruno").get("/", status=200).page.main


def test_notices_cost_one_query(app, awa, cast, complete):
    from sqlalchemy import event

    from lms.certificates import notices
    from lms.database import db

    complete("awa")
    awa.get("/", status=200)  # the worker has loaded the course
    statements = []
    with app.test_request_context():
        event.listen(
            db.engine, "before_cursor_execute", listener := lambda *about: statements.append(about[2])
        )
        assert len(notices(cast.awa, TODAY)) == 1
        event.remove(db.engine, "before_cursor_execute", listener)
    assert len(statements) == 1


def test_my_learning_takes_six_queries_whatever_it_tells(awa, complete, revoked, statements):
    revoked("awa")
    complete("awa", day=TODAY + timedelta(days=1))
    awa.get("/", status=200)
    with statements() as sent:
        words = awa.get("/", status=200).page.main
    assert "was revoked on" in words
    assert NAMED.replace("16", "17") in words
    assert len(sent) <= 6, "\n".join(sent)
