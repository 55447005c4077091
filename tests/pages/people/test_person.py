"""A person's page."""

import pytest


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


@pytest.mark.parametrize("name", ["bruno", "chantal", "dmitri", "elif"])
def test_people_of_other_units(farid, cast, name):
    farid.get(f"/people/{cast[name]}", status=404)


def test_a_posting_elsewhere_is_shown_but_not_mine_to_change(farid, cast, inside):
    from lms.postings.posting import open_posting
    from tests.clock import TODAY

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
