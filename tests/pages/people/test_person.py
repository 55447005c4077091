"""A person's page."""

import pytest

from tests.clock import TODAY
from tests.page import text_of


def tags_of(page):
    """The tags on a page, in its order."""
    return [text_of(span) for span in page.all("span") if "tag" in (span.get("class") or "").split()]


def test_all_that_is_recorded(elif_, cast):
    page = elif_.get(f"/people/{cast.awa}", status=200).page
    assert page.h1 == "Awa Diallo"
    for said in (
        "awa@sorandia.example",
        "0014711",
        "U5 Plans",
        "Plans officer",
        "Military, Staff officer",
        "Learner, as",
    ):
        assert said in page.main
    assert page.links["Give a role"] == f"/people/{cast.awa}/roles/give"
    assert page.links["Move SOR-U5"] == f"/postings/{cast.awa_posting}/move"


def test_my_own_page_says_that_others_keep_it(farid, elif_, cast):
    for browser, me in ((farid, cast.farid), (elif_, cast.elif_)):
        page = browser.get(f"/people/{me}", status=200).page
        assert "This is your own record" in page.main
        assert page.links == {}
        assert not [form for form in page.all("form") if "/people" in (form.get("action") or "")]


def test_whoever_has_a_role_above_mine_is_kept_by_others(farid, cast, appoint):
    appoint("trainer", cast.awa)
    page = farid.get(f"/people/{cast.awa}", status=200).page
    assert "a role that you cannot give" in page.main
    assert page.links == {}


@pytest.mark.parametrize("name", ["bruno", "chantal", "dmitri", "elif"])
def test_people_of_other_units(farid, cast, name):
    farid.get(f"/people/{cast[name]}", status=404)


def test_a_posting_elsewhere_is_shown_but_not_mine_to_change(farid, cast, inside):
    from lms.postings.posting import open_posting

    with inside():
        other = open_posting(cast.awa, cast.police, "police", "individual_police", "Liaison", TODAY).id
    page = farid.get(f"/people/{cast.awa}", status=200).page
    assert "Liaison" in page.main
    assert f"/postings/{other}" not in page.links.values()
    farid.get(f"/postings/{other}", status=404)


@pytest.mark.parametrize(("since", "status"), [(39, 404), (-20, 404), (None, 200)])
def test_whoever_left_is_helped_until_they_serve_elsewhere(farid, cast, recruit, inside, left, since, status):
    """Else their new mission's account could be taken over from the old one."""
    from lms.postings.posting import open_posting

    person = recruit("Ines", "u5", left(300), left(40))
    if since is not None:
        with inside():
            open_posting(person, cast.civil, "military", "staff_officer", "Planner", left(since))
    farid.get(f"/people/{person}", status=status)
    farid.post(f"/people/{person}/code", status=status)


def test_days_to_come_and_days_over(elif_, recruit, left):
    words = elif_.get(f"/people/{recruit('Soon', 'u5', left(-3))}").page.main
    assert "coming" in words
    words = elif_.get(f"/people/{recruit('Gone', 'u5', left(30), left(3))}").page.main
    assert "over" in words
    assert "Move" not in words


def test_the_first_day_and_the_last_are_within(elif_, recruit):
    page = elif_.get(f"/people/{recruit('Only today', 'u5', TODAY, TODAY)}").page
    assert tags_of(page) == ["not confirmed yet"]
    assert "Move SOR-U5" in page.links


def test_a_posting_to_come_can_be_moved_and_one_that_is_over_only_corrected(elif_, recruit, left):
    coming = elif_.get(f"/people/{recruit('Tomorrow', 'u5', left(-1))}").page
    assert "coming" in tags_of(coming)
    assert "Move SOR-U5" in coming.links
    over = elif_.get(f"/people/{recruit('Yesterday', 'u5', left(9), left(1))}").page
    assert "over" in tags_of(over)
    assert "Correct SOR-U5" in over.links
    assert "Move SOR-U5" not in over.links


def test_a_role_that_is_over_ends_no_more(elif_, cast, appoint, left):
    appoint("trainer", cast.awa, first_day=left(9), last_day=left(1))
    page = elif_.get(f"/people/{cast.awa}").page
    assert "over" in tags_of(page)
    assert "End Trainer" not in page.links


def test_a_role_that_ends_today_can_be_ended(elif_, cast, appoint, left):
    appoint("trainer", cast.awa, first_day=left(9), last_day=TODAY)
    page = elif_.get(f"/people/{cast.awa}").page
    assert "over" not in tags_of(page)
    assert "End Trainer" in page.links


def test_somebody_without_posting_or_identifier(elif_, recruit):
    words = elif_.get(f"/people/{recruit('Nowhere', None)}", status=200).page.main
    assert "No posting is recorded" in words
    assert "No identifier is recorded" in words


def test_roles_with_their_days(elif_, cast, appoint):
    appoint("supervisor", cast.awa, "u5", posting_id=cast.awa_posting)
    appoint("trainer", cast.awa)
    words = elif_.get(f"/people/{cast.awa}").page.main
    for said in ("Supervisor", "Trainer", "everywhere", "the posting ends"):
        assert said in words


@pytest.mark.parametrize("name", ["awa", "chantal", "dmitri"])
def test_other_roles_may_not(client, cast, name):
    client.as_(name).get(f"/people/{cast.awa}", status=403)


def test_unknown_and_methods(elif_, cast):
    elif_.get(f"/people/{cast.u5}", status=404)
    elif_.post(f"/people/{cast.awa}", status=405)
